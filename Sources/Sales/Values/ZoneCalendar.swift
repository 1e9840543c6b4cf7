import Foundation
import Synchronization

/// Turns instants into a time zone's days and back; the one place where "today" and "as of a day" are decided.
///
/// Offsets are read once from Foundation for the years 1900 to 2100 and looked up by binary search, since asking
/// Foundation for each of a million rows takes seconds. They are kept for the process, since reading them takes
/// milliseconds and a page asks for today with each of its rows.
package struct ZoneCalendar: Sendable {
    package let identifier: String
    private let changes: [Change]

    private struct Change: Sendable {
        var from: Int64
        var offset: Int64
    }

    /// The calendar of an IANA zone such as `Europe/Amsterdam`, of `UTC`, or of an offset such as `+08:00`.
    package init?(_ identifier: String) {
        if let known = ZoneCalendar.known.withLock({ $0[identifier] }) {
            self = known
            return
        }
        guard let zone = ZoneCalendar.zone(identifier) else { return nil }
        self.identifier = identifier
        changes = ZoneCalendar.changes(of: zone)
        // There are some hundred zones; more names come only from who writes them in many ways.
        ZoneCalendar.known.withLock { [self] known in
            if known.count < 1_000 { known[identifier] = self }
        }
    }

    private static let known = Mutex<[String: ZoneCalendar]>([:])

    package static let utc = ZoneCalendar(utc: ())

    private init(utc: Void) {
        identifier = "UTC"
        changes = [Change(from: .min, offset: 0)]
    }

    /// How far local time is ahead of UTC, in milliseconds.
    package func offset(at instant: Instant) -> Int64 {
        var low = 0
        var high = changes.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if changes[middle].from <= instant.milliseconds { low = middle } else { high = middle }
        }
        return changes[low].offset
    }

    /// The day that calendars in this zone show at the instant.
    package func day(of instant: Instant) -> Day {
        let (local, overflow) = instant.milliseconds.addingReportingOverflow(offset(at: instant))
        let number = overflow ? instant.milliseconds : local.dividedFloor(by: 86_400_000).quotient
        return Day(number: number) ?? (instant.milliseconds < 0 ? .first : .last)
    }

    /// The first instant of the day.
    package func start(of day: Day) -> Instant { instant(day, millisecondsOfDay: 0) }

    /// The last millisecond of the day: what "as of a day" means.
    package func end(of day: Day) -> Instant {
        Instant(milliseconds: instant(day, millisecondsOfDay: 86_400_000).milliseconds - 1)
    }

    /// The instant of a local time; one that daylight saving skips is moved on by the hour skipped, of one that
    /// comes twice the first is taken.
    package func instant(_ day: Day, millisecondsOfDay: Int64) -> Instant {
        let local = Int64(day.number) * 86_400_000 + millisecondsOfDay
        let before = offset(at: Instant(milliseconds: local - 86_400_000))
        let after = offset(at: Instant(milliseconds: local + 86_400_000))
        for offset in [before, after] {
            let candidate = Instant(milliseconds: local - offset)
            if self.offset(at: candidate) == offset { return candidate }
        }
        return Instant(milliseconds: local - before)
    }
}

extension ZoneCalendar {
    private static func zone(_ identifier: String) -> TimeZone? {
        if identifier == "Z" || identifier == "UTC" { return TimeZone(secondsFromGMT: 0) }
        guard let sign = identifier.first, sign == "+" || sign == "-" else {
            return identifier.contains("/") || identifier == "GMT" ? TimeZone(identifier: identifier) : nil
        }
        guard let number = offsetNumber(identifier.utf8.dropFirst()) else { return nil }
        let seconds = number / 100 * 3600 + number % 100 * 60
        return TimeZone(secondsFromGMT: sign == "-" ? -seconds : seconds)
    }

    /// 830 of `08:30` and of `0830`, up to 14 hours and 59 minutes.
    private static func offsetNumber(_ text: String.UTF8View.SubSequence) -> Int? {
        var digits = Array(text)
        if digits.count == 5, digits[2] == UInt8(ascii: ":") { digits.remove(at: 2) }
        guard digits.count == 4, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
        return number / 100 <= 14 && number % 100 < 60 ? number : nil
    }

    private static func changes(of zone: TimeZone) -> [Change] {
        var date = Date(timeIntervalSince1970: -2_208_988_800)
        let end = Date(timeIntervalSince1970: 4_133_980_800)
        var changes = [Change(from: .min, offset: Int64(zone.secondsFromGMT(for: date)) * 1000)]
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next > date, next < end {
            let offset = Int64(zone.secondsFromGMT(for: next.addingTimeInterval(1))) * 1000
            changes.append(Change(from: Int64((next.timeIntervalSince1970 * 1000).rounded()), offset: offset))
            date = next
        }
        return changes
    }
}
