import Sales
import Testing

@Suite struct `An instant` {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (1_774_947_600_007, "2026-03-31T09:00:00.007Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ])
    func `is written in ISO 8601`(milliseconds: Int64, text: String) {
        #expect(Instant(milliseconds: milliseconds).description == text)
    }

    @Test func `measures time in days of 86,400 seconds`() {
        let start = Instant(milliseconds: 1_000_000)
        #expect(Instant(milliseconds: 1_000_000 + 129_600_000).days(since: start) == 1.5)
        #expect(start.days(since: Instant(milliseconds: 1_000_000 + 86_400_000)) == -1)
        #expect(Instant.distantFuture.days(since: .distantPast) > 2e11)
    }

    @Test func `divides downwards, so that a remainder is never negative`() {
        #expect(Int64(-1).dividedFloor(by: 10) == (-1, 9))
        #expect(Int64(-10).dividedFloor(by: 10) == (-1, 0))
        #expect(Int64(19).dividedFloor(by: 10) == (1, 9))
    }
}
