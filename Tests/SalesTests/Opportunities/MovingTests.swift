import Sales
import Testing

@Suite struct `Moving an opportunity` {
    private let now = Instant(milliseconds: 1_767_603_600_000)
    private let process: ProcessVersion
    private let first, second, won, renewed, lost, dropped: Identifier<Stage>
    private let price = Identifier<LossReason>(high: 7, low: 1)
    private let function = Identifier<LossReason>(high: 7, low: 2)

    init() {
        let kinds: [(String, Stage.Kind)] = [
            ("First", .open), ("Second", .open), ("Won", .won), ("Renewed", .won), ("Lost", .lost), ("Dropped", .lost),
        ]
        let stages = kinds.enumerated().map { index, stage in
            Stage(id: Identifier(high: 1, low: UInt64(index)), name: stage.0, kind: stage.1)
        }
        process = ProcessVersion(
            pipelineID: Identifier(high: 2, low: 0),
            number: 1,
            effectiveFrom: .first,
            stages: stages
        )
        (first, second, won) = (stages[0].id, stages[1].id, stages[2].id)
        (renewed, lost, dropped) = (stages[3].id, stages[4].id, stages[5].id)
    }

    private func state(
        _ stage: Identifier<Stage>,
        _ outcome: Outcome = .open,
        reason: Identifier<LossReason>? = nil,
        probability: Int? = nil
    ) -> TrackedValues {
        TrackedValues(
            pipelineID: process.pipelineID,
            stageID: stage,
            winProbability: probability,
            outcome: outcome,
            lossReasonID: reason
        )
    }

    private func move(
        _ values: TrackedValues,
        to stage: Identifier<Stage>,
        reason: Identifier<LossReason>? = nil
    ) throws -> StageChange {
        try values.moved(
            NewStageChange(stageID: stage, happenedAt: now, lossReasonID: reason),
            in: process,
            now: now
        )
    }

    @Test func `to an open stage changes the stage`() throws {
        let change = try move(state(first), to: second)
        #expect(change.values == state(second))
        #expect(change.fields == [.pipeline, .stage, .outcome])
        #expect(change.decision == .allowed)
    }

    @Test func `to Lost needs a reason and keeps it`() throws {
        #expect(throws: StageChangeError.lossReasonMissing) { try move(state(first), to: lost) }
        #expect(try move(state(first), to: lost, reason: price).values == state(lost, .lost, reason: price))
    }

    @Test func `to Won closes, and takes no reason along`() throws {
        #expect(try move(state(second), to: won, reason: price).values == state(won, .won))
    }

    @Test func `between two won stages stays won`() throws {
        #expect(try move(state(won, .won), to: renewed).values == state(renewed, .won))
    }

    @Test func `between two lost stages stays lost and takes the new reason`() throws {
        let change = try move(state(lost, .lost, reason: price), to: dropped, reason: function)
        #expect(change.values == state(dropped, .lost, reason: function))
        #expect(throws: StageChangeError.lossReasonMissing) {
            try move(state(lost, .lost, reason: price), to: dropped)
        }
    }

    @Test func `back to an open stage reopens and clears the reason`() throws {
        let change = try move(state(lost, .lost, reason: price), to: second)
        #expect(change.values == state(second))
        #expect(change.fields.contains(.outcome))
        #expect(try move(state(won, .won), to: first).values == state(first))
    }

    @Test func `drops a probability typed by hand`() throws {
        let change = try move(state(first, probability: 80), to: second)
        #expect(change.values.winProbability == nil)
        #expect(change.fields.contains(.winProbability))
    }

    @Test func `to the stage it is in is refused, and so is a stage of another process`() {
        #expect(throws: StageChangeError.alreadyInStage) { try move(state(first), to: first) }
        #expect(throws: StageChangeError.unknownStage) { try move(state(first), to: Identifier(high: 9, low: 9)) }
    }

    @Test func `in the future is refused; this very instant is not`() throws {
        let later = NewStageChange(stageID: second, happenedAt: Instant(milliseconds: now.milliseconds + 1))
        #expect(throws: StageChangeError.inTheFuture) { try state(first).moved(later, in: process, now: now) }
        _ = try move(state(first), to: second)
    }

    @Test func `takes the signed amount along, and leaves the amount alone without one`() throws {
        let dollars = try #require(Currency("USD"))
        var before = state(second)
        before.amount = Amount(minor: 500, currency: dollars)
        #expect(try move(before, to: won).values.amount == before.amount)
        #expect(try !move(before, to: won).fields.contains(.amount))
        let signed = NewStageChange(
            stageID: won,
            happenedAt: now,
            amount: Amount(minor: 450, currency: dollars)
        )
        let change = try before.moved(signed, in: process, now: now)
        #expect(change.values.amount?.minor == 450)
        #expect(change.fields.contains(.amount))
    }

    @Test func `told late, keeps stage and outcome together`() throws {
        let created = Revision(
            number: 1,
            happenedAt: Instant(milliseconds: 1000),
            recordedAt: Instant(milliseconds: 1000),
            fields: [.pipeline, .stage, .outcome],
            values: state(first)
        )
        let onward = try move(state(first), to: second)
        let moved = Revision(
            number: 2,
            happenedAt: Instant(milliseconds: 5000),
            recordedAt: Instant(milliseconds: 5000),
            fields: onward.fields,
            values: onward.values
        )
        // Lost on day 3 and taken up again on day 5, which we hear in the wrong order.
        let closing = try move(state(second), to: lost, reason: price)
        let late = Revision(
            number: 3,
            happenedAt: Instant(milliseconds: 3000),
            recordedAt: Instant(milliseconds: 8000),
            fields: closing.fields,
            values: closing.values
        )
        #expect([created, moved, late].state(at: now, knownAt: now) == state(second))
    }
}
