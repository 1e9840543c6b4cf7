import Sales
import Testing

@testable import Automation

private func written(_ day: String, _ time: Int64? = nil, _ offset: Int64? = nil) -> WrittenTime {
    WrittenTime(day: Day(day)!, millisecondsOfDay: time, offset: offset)
}

private let hour: Int64 = 3_600_000

@Suite struct `Reading dates` {
    @Test(arguments: [
        ("2026-03-31", written("2026-03-31")),
        ("2026/3/1", written("2026-03-01")),
        ("20260331", written("2026-03-31")),
        ("2026年3月31日", written("2026-03-31")),
        ("2026年3月31日 下午2:30", written("2026-03-31", 14 * hour + hour / 2)),
        ("31 Mar 2026", written("2026-03-31")),
        ("31-Mar-2026", written("2026-03-31")),
        ("March 31, 2026", written("2026-03-31")),
        ("31.3.2026", written("2026-03-31")),
        ("3/31/2026", written("2026-03-31")),
        ("2026-03-31T09:00:00Z", written("2026-03-31", 9 * hour, 0)),
        ("2026-03-31 09:00", written("2026-03-31", 9 * hour)),
        ("2026-03-31 09:00:00.9999", written("2026-03-31", 9 * hour + 999)),
        ("2011-10-13T10:37:29.226000+02:00", written("2011-10-13", 10 * hour + 37 * 60_000 + 29_226, 2 * hour)),
        ("2026-03-31T09:00:00.5-0530", written("2026-03-31", 9 * hour + 500, -5 * hour - hour / 2)),
        ("2026-03-31T09:00:00.123456789+08", written("2026-03-31", 9 * hour + 123, 8 * hour)),
        ("Jan 14, 2006 12:00:00.0 AM", written("2006-01-14", 0)),
        ("Jan 14, 2006 12:00:00.0 PM", written("2006-01-14", 12 * hour)),
        ("3/31/2026 1:05 pm", written("2026-03-31", 13 * hour + 5 * 60_000)),
        ("2024-02-29", written("2024-02-29")),
    ])
    func `in the usual ways`(_ text: String, _ time: WrittenTime) throws {
        #expect(try DateReader().read(bytes(text)) == time)
    }

    @Test(arguments: [
        ("2026-02-30", ValueError.noSuchDate), ("2026-13-01", .noSuchDate), ("2023-02-29", .noSuchDate),
        ("31.4.2026", .noSuchDate), ("0000-01-01", .noSuchDate), ("2026-03-31 24:00", .noSuchTime),
        ("2026-03-31 09:61", .noSuchTime), ("2026-03-31 13:00 PM", .noSuchTime), ("14-Jan-06", .twoDigitYear),
        ("3/31/26", .twoDigitYear), ("yesterday", .notADate), ("2026-03", .notADate), ("2026-03/31", .notADate),
        ("2026-03-31 x", .notADate), ("2026-03-31T", .notADate), ("42736", .notADate), ("", .notADate),
        ("2026-03-31Tomorrow", .notADate), ("3/4/2026", .dateOrderAmbiguous(example: "3/4/2026")),
    ])
    func `refuses what is none, or could be two`(_ text: String, _ error: ValueError) {
        #expect(throws: error) { try DateReader().read(bytes(text)) }
    }

    @Test func `a known order is kept to`() throws {
        #expect(try DateReader(order: .dayFirst).read(bytes("3/4/2026")) == written("2026-04-03"))
        #expect(try DateReader(order: .monthFirst).read(bytes("3/4/2026")) == written("2026-03-04"))
        #expect(throws: ValueError.noSuchDate) { try DateReader(order: .dayFirst).read(bytes("3/31/2026")) }
    }

    @Test(arguments: [
        ("yyyy-MM-dd HH:mm:ss", "2026-03-31 09:00:01", written("2026-03-31", 9 * hour + 1000)),
        ("dd-MMM-yy", "14-Jan-06", written("2006-01-14")),
        ("dd-MMM-yy", "14-Jan-70", written("1970-01-14")),
        ("M/d/yyyy h:mm a", "3/1/2026 12:05 AM", written("2026-03-01", 5 * 60_000)),
        ("yyyy年M月d日", "2026年3月31日", written("2026-03-31")),
        (
            "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2026-03-31T09:00:00.25+02:00",
            written("2026-03-31", 9 * hour + 250, 2 * hour)
        ),
        ("d.M.yyyy", "1.2.2026", written("2026-02-01")),
        ("yyyyMMdd", "20260331", written("2026-03-31")),
    ])
    func `by a pattern`(_ pattern: String, _ text: String, _ time: WrittenTime) throws {
        #expect(try #require(DatePattern(pattern)).read(bytes(text)) == time)
    }

    @Test func `a pattern that fits nothing is refused at once, a date that does not fit it at its row`() throws {
        #expect(
            ["", "HH:mm", "yyyy-MM", "yyyy-QQ-dd", "yyyy-MM-dd'T"].map { DatePattern($0) } == [nil, nil, nil, nil, nil]
        )
        let pattern = try #require(DatePattern("yyyy-MM-dd"))
        #expect(throws: ValueError.patternDiffers("yyyy-MM-dd")) { try pattern.read(bytes("31.3.2026")) }
        #expect(throws: ValueError.patternDiffers("yyyy-MM-dd")) { try pattern.read(bytes("2026-03-31 09:00")) }
        #expect(throws: ValueError.noSuchDate) { try pattern.read(bytes("2026-02-30")) }
    }

    @Test(arguments: [
        (["1/2/2026", "13/2/2026"], DateOrder.dayFirst), (["1/2/2026", "2/13/2026"], .monthFirst),
        (["2026-01-02", "Jan 3, 2026"], nil), (["1.2.2026 09:00", "31.1.2026 10:00"], .dayFirst),
    ])
    func `a column tells its order`(_ cells: [String], _ order: DateOrder?) throws {
        var evidence = DateOrderEvidence()
        for cell in cells { evidence.take(bytes(cell)) }
        #expect(try evidence.order() == order)
    }

    @Test func `a column that could be either is reported`() {
        var evidence = DateOrderEvidence()
        for cell in ["1/2/2026", "3/4/2026"] { evidence.take(bytes(cell)) }
        #expect(throws: ValueError.dateOrderAmbiguous(example: "1/2/2026")) { try evidence.order() }
        for cell in ["13/2/2026", "2/13/2026"] { evidence.take(bytes(cell)) }
        #expect(throws: ValueError.dateOrdersMixed(dayFirst: "13/2/2026", monthFirst: "2/13/2026")) {
            try evidence.order()
        }
    }

    @Test func `a day begins in the workspace's zone, a time is meant in the file's`() throws {
        let amsterdam = try #require(ZoneCalendar("Europe/Amsterdam"))
        let zones = ImportZones(written: amsterdam, workspace: .utc)
        let day = zones.time(written("2017-03-01"))
        #expect(day.instant.description == "2017-03-01T00:00:00.000Z")
        #expect(day.precision == .day)
        #expect(zones.time(written("2017-03-01", 0)).instant.description == "2017-02-28T23:00:00.000Z")
        #expect(zones.time(written("2017-03-01", 0), precision: .day) == day)
        #expect(zones.time(written("2017-03-01", hour, -hour)).instant.description == "2017-03-01T02:00:00.000Z")
    }
}
