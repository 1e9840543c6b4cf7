import ArgumentParser
import Automation
import Sales

/// A day, or a time of day in the zone of the question or with an offset of its own.
enum PointInTime: Sendable {
    case day(Day)
    case local(Day, millisecondsOfDay: Int64)
    case instant(Instant)

    init(_ text: String) throws {
        if let day = Day(text) {
            self = .day(day)
            return
        }
        guard Day(String(text.prefix(10))) != nil, let written = try? DateReader().read(Array(text.utf8)[...]),
            let time = written.millisecondsOfDay
        else {
            throw ValidationError(
                "'\(text)' is no day and no time. Write a day as 2026-03-31, a time in the workspace's zone as "
                    + "2026-03-31T14:30, or a time of any zone as 2026-03-31T14:30Z or 2026-03-31T14:30+02:00."
            )
        }
        if let offset = written.offset {
            self = .instant(Instant(milliseconds: Int64(written.day.number) * 86_400_000 + time - offset))
        } else {
            self = .local(written.day, millisecondsOfDay: time)
        }
    }

    /// The instant meant; of a day its end.
    func instant(in calendar: ZoneCalendar) -> Instant {
        switch self {
        case .day(let day): calendar.end(of: day)
        case .local(let day, let time): calendar.instant(day, millisecondsOfDay: time)
        case .instant(let instant): instant
        }
    }
}
