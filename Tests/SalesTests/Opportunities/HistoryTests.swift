import Sales
import Testing

@Suite struct `The state of an opportunity` {
    private let stageA = Identifier<Stage>(high: 1, low: 1)
    private let stageB = Identifier<Stage>(high: 1, low: 2)

    private func march(_ day: Int) -> Instant {
        ZoneCalendar.utc.end(of: Day(year: 2026, month: 3, day: day)!)
    }

    private func dollars(_ minor: Int64) -> Amount { Amount(minor: minor, currency: Currency("USD")!) }

    private var history: [Revision] {
        [
            Revision(
                number: 1,
                happenedAt: march(1),
                recordedAt: march(1),
                fields: [.stage, .amount, .outcome],
                values: TrackedValues(stageID: stageA, amount: dollars(100), outcome: .open)
            ),
            Revision(
                number: 2,
                happenedAt: march(6),
                recordedAt: march(6),
                fields: .amount,
                values: TrackedValues(amount: dollars(150))
            ),
            Revision(
                number: 3,
                happenedAt: march(3),
                recordedAt: march(8),
                fields: .stage,
                values: TrackedValues(stageID: stageB)
            ),
        ]
    }

    private func state(_ stage: Identifier<Stage>, _ minor: Int64) -> TrackedValues {
        TrackedValues(stageID: stage, amount: dollars(minor), outcome: .open)
    }

    @Test func `now is B at 150; on 4 March it was B at 100 and believed to be A at 100`() {
        #expect(history.state(at: march(31), knownAt: march(31)) == state(stageB, 150))
        #expect(history.state(at: march(4), knownAt: march(31)) == state(stageB, 100))
        #expect(history.state(at: march(4), knownAt: march(4)) == state(stageA, 100))
        #expect(history.state(at: march(7), knownAt: march(7)) == state(stageA, 150))
    }

    @Test func `does not depend on the order of reading`() {
        #expect(history.reversed().state(at: march(31), knownAt: march(31)) == state(stageB, 150))
    }

    @Test func `is none before it began, and before we knew`() {
        #expect(history.state(at: Instant(milliseconds: 0), knownAt: march(31)) == nil)
        #expect(history.state(at: march(31), knownAt: Instant(milliseconds: 0)) == nil)
        #expect([Revision]().state(at: march(31), knownAt: march(31)) == nil)
    }

    @Test func `takes the later number where two happened at one instant`() {
        var revisions = history
        revisions[2].happenedAt = march(1)
        #expect(revisions.state(at: march(1), knownAt: march(31)) == state(stageB, 100))
    }

    @Test func `forgets a voided revision on the happened clock and keeps it on the recorded one`() {
        var revisions = history
        revisions[1].voidedAt = march(9)
        revisions.append(
            Revision(number: 4, happenedAt: march(9), recordedAt: march(9), fields: [], values: TrackedValues())
        )
        #expect(revisions.state(at: march(7), knownAt: march(31)) == state(stageB, 100))
        #expect(revisions.state(at: march(7), knownAt: march(8)) == state(stageB, 150))
        #expect(revisions.state(at: march(8), knownAt: march(8)) == state(stageB, 150))
        #expect(revisions.state(at: march(9), knownAt: march(9)) == state(stageB, 100))
    }

    @Test func `is none when everything it had was taken back`() {
        var revisions = history
        for index in revisions.indices { revisions[index].voidedAt = march(9) }
        revisions.append(
            Revision(number: 4, happenedAt: march(9), recordedAt: march(9), fields: [], values: TrackedValues())
        )
        #expect(revisions.state(at: march(31), knownAt: march(31)) == nil)
        #expect(revisions.state(at: march(31), knownAt: march(8)) == state(stageB, 150))
    }

    @Test func `can lose a value to a revision that clears it`() {
        let clearing = Revision(
            number: 4,
            happenedAt: march(10),
            recordedAt: march(10),
            fields: .amount,
            values: TrackedValues()
        )
        #expect((history + [clearing]).state(at: march(10), knownAt: march(10))?.amount == nil)
        #expect((history + [clearing]).state(at: march(9), knownAt: march(10))?.amount == dollars(150))
    }
}
