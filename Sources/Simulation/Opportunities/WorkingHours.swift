import Sales

/// Turns evenly running time into working hours: five days a week, ten hours a day, in a zone.
///
/// Each week is mapped onto its working days in order, so that no two events change places and the length of a stay
/// is kept on average. Drawing a time of day for each event would do neither.
struct WorkingHours: Sendable {
    let calendar: ZoneCalendar
    private static let day: Int64 = 86_400_000
    private static let opening: Int64 = 30_600_000

    /// The working time of an instant: earlier by up to three days, later by up to half a day.
    func time(_ raw: Double) -> Instant {
        // Long tails end with the calendar.
        let instant = Instant(milliseconds: Int64(min(raw, 253_000_000_000_000)))
        let offset = calendar.offset(at: instant)
        let day = WorkingHours.day
        // 1970-01-01 was a Thursday, three days after Monday.
        let (week, rest) = (instant.milliseconds + offset + 3 * day).dividedFloor(by: 7 * day)
        let worked = rest * 5 / 7
        let (dayOfWeek, timeOfDay) = worked.dividedFloor(by: day)
        let local = (week * 7 - 3 + dayOfWeek) * day + WorkingHours.opening + timeOfDay * 10 / 24
        return Instant(milliseconds: local - offset)
    }

    /// The first instant whose working time is not before the day.
    func firstRaw(of day: Day) -> Double {
        let start = calendar.start(of: day)
        var raw = Double(start.milliseconds)
        while time(raw) < start { raw += 3_600_000 }
        return raw
    }

    /// The next Friday's meeting, 17:00, to enter the week before it.
    func nextMeeting(after instant: Instant) -> Instant {
        let offset = calendar.offset(at: instant)
        let day = WorkingHours.day
        let friday = 4 * day + 61_200_000
        let (week, _) = (instant.milliseconds + offset + 3 * day - friday).dividedFloor(by: 7 * day)
        return Instant(milliseconds: ((week + 1) * 7 - 3) * day + friday - offset)
    }

    func day(of instant: Instant) -> Day { calendar.day(of: instant) }
}
