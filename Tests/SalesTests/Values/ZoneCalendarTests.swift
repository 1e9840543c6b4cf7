import Sales
import Testing

@Suite struct `A zone's calendar` {
    @Test func `moves a time that summer time skips on by an hour`() throws {
        let zone = try #require(ZoneCalendar("Europe/Amsterdam"))
        let day = try #require(Day("2026-03-29"))
        #expect(zone.instant(day, millisecondsOfDay: 5_400_000).description == "2026-03-29T00:30:00.000Z")
        #expect(zone.instant(day, millisecondsOfDay: 9_000_000).description == "2026-03-29T01:30:00.000Z")
        #expect(zone.instant(day, millisecondsOfDay: 12_600_000).description == "2026-03-29T01:30:00.000Z")
    }

    @Test func `takes the first of a time that comes twice`() throws {
        let zone = try #require(ZoneCalendar("Europe/Amsterdam"))
        let day = try #require(Day("2026-10-25"))
        #expect(zone.instant(day, millisecondsOfDay: 9_000_000).description == "2026-10-25T00:30:00.000Z")
        #expect(zone.instant(day, millisecondsOfDay: 12_600_000).description == "2026-10-25T02:30:00.000Z")
        #expect(zone.end(of: day).milliseconds - zone.start(of: day).milliseconds + 1 == 25 * 3_600_000)
    }

    @Test(arguments: [
        ("Europe/Amsterdam", "2025-12-31T23:00:00.000Z", "2026-01-01T22:59:59.999Z"),
        ("Asia/Shanghai", "2025-12-31T16:00:00.000Z", "2026-01-01T15:59:59.999Z"),
        ("UTC", "2026-01-01T00:00:00.000Z", "2026-01-01T23:59:59.999Z"),
        ("+08:00", "2025-12-31T16:00:00.000Z", "2026-01-01T15:59:59.999Z"),
        ("-03:30", "2026-01-01T03:30:00.000Z", "2026-01-02T03:29:59.999Z"),
        ("America/New_York", "2026-01-01T05:00:00.000Z", "2026-01-02T04:59:59.999Z"),
    ])
    func `starts a day and ends it a millisecond before the next`(zone: String, start: String, end: String) throws {
        let calendar = try #require(ZoneCalendar(zone))
        let day = try #require(Day("2026-01-01"))
        #expect(calendar.start(of: day).description == start)
        #expect(calendar.end(of: day).description == end)
        #expect(calendar.day(of: calendar.start(of: day)) == day)
        #expect(calendar.day(of: calendar.end(of: day)) == day)
    }

    @Test(arguments: ["Europe/Amsterdam", "America/Sao_Paulo", "Asia/Beirut", "Asia/Shanghai", "Australia/Lord_Howe"])
    func `lets days follow each other without a gap`(zone: String) throws {
        let calendar = try #require(ZoneCalendar(zone))
        let first = try #require(Day("1985-01-01"))
        let wrong = (0..<16_000).map(first.advanced).filter { day in
            calendar.end(of: day).milliseconds + 1 != calendar.start(of: day.advanced(by: 1)).milliseconds
                || calendar.day(of: calendar.start(of: day)) != day || calendar.day(of: calendar.end(of: day)) != day
        }
        #expect(wrong.isEmpty)
    }

    @Test func `knows changes of the standard offset, and summer time far ahead`() throws {
        let moscow = try #require(ZoneCalendar("Europe/Moscow"))
        let before = moscow.start(of: try #require(Day("2014-10-26")))
        #expect(moscow.offset(at: before) == 4 * 3_600_000)
        #expect(moscow.offset(at: Instant(milliseconds: before.milliseconds + 86_400_000)) == 3 * 3_600_000)
        let amsterdam = try #require(ZoneCalendar("Europe/Amsterdam"))
        #expect(amsterdam.offset(at: amsterdam.start(of: try #require(Day("2080-07-01")))) == 2 * 3_600_000)
    }

    @Test func `holds at the calendar's bounds`() {
        #expect(ZoneCalendar.utc.end(of: .last).description == "9999-12-31T23:59:59.999Z")
        #expect(ZoneCalendar.utc.day(of: .distantPast) == .first)
        #expect(ZoneCalendar.utc.day(of: .distantFuture) == .last)
    }

    @Test(arguments: ["", "Shanghai", "Europe/Nowhere", "+8", "+25:00", "+08:60", "++800", "+-800", "+08:0:0", "08:00"])
    func `refuses what is no zone`(_ text: String) {
        #expect(ZoneCalendar(text) == nil)
    }
}
