import Sales
import Testing

@Suite struct `A repetition` {
    private func next(_ every: Int, _ unit: Repetition.Unit, due: String, done: String, day: Int? = nil) throws
        -> String
    {
        try Repetition(every: every, unit, dayOfMonth: day).next(after: Day(due)!, doneOn: Day(done)!).description
    }

    @Test(arguments: [
        (1, Repetition.Unit.day, "2026-03-04", "2026-03-04", "2026-03-05"),
        (2, .week, "2026-03-04", "2026-03-04", "2026-03-18"),
        (1, .month, "2026-03-04", "2026-03-04", "2026-04-04"),
        (1, .month, "2026-12-31", "2026-12-31", "2027-01-31"),
        (3, .month, "2026-11-30", "2026-11-30", "2027-02-28"),
        (1, .year, "2028-02-29", "2028-02-29", "2029-02-28"),
    ])
    func `comes again so much later`(
        _ every: Int,
        _ unit: Repetition.Unit,
        _ due: String,
        _ done: String,
        _ next: String
    )
        throws
    {
        #expect(try self.next(every, unit, due: due, done: done) == next)
    }

    @Test(arguments: [
        (1, Repetition.Unit.week, "2026-03-04", "2026-03-19", "2026-03-25"),
        (1, .week, "2026-03-04", "2026-03-18", "2026-03-25"),
        (1, .day, "2026-03-04", "2027-03-04", "2027-03-05"),
        (1, .month, "2026-01-10", "2026-03-15", "2026-04-10"),
        (1, .month, "2026-01-10", "2026-03-09", "2026-03-10"),
    ])
    func `does not make up for what was missed`(
        _ every: Int,
        _ unit: Repetition.Unit,
        _ due: String,
        _ done: String,
        _ next: String
    ) throws {
        #expect(try self.next(every, unit, due: due, done: done) == next)
    }

    @Test func `done early comes on the day after the one that it was due`() throws {
        #expect(try next(1, .week, due: "2026-03-11", done: "2026-03-04") == "2026-03-18")
    }

    @Test func `on the last of the month comes back to the last`() throws {
        #expect(try next(1, .month, due: "2026-02-28", done: "2026-02-28", day: 31) == "2026-03-31")
    }

    @Test(arguments: [0, -1, 366, Int.max])
    func `is of one to 365`(_ every: Int) {
        #expect(throws: ActivityError.repetitionOutOfRange) { try Repetition(every: every, .day) }
    }

    @Test func `ends with the calendar`() throws {
        #expect(try next(365, .year, due: "9999-12-31", done: "9999-12-31") == "9999-12-31")
    }
}
