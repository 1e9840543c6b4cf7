import Sales
import Testing

@Suite struct `The stays of an opportunity` {
    private static let stages = (0..<3).map { Identifier<Stage>(high: 1, low: UInt64($0)) }

    private func change(_ number: Int, _ stage: Int, day: Int64, voided: Bool = false) -> Revision {
        let at = Instant(milliseconds: day * 86_400_000)
        return Revision(
            number: number,
            happenedAt: at,
            recordedAt: at,
            fields: [.stage],
            values: TrackedValues(stageID: Self.stages[stage]),
            voidedAt: voided ? at : nil
        )
    }

    @Test func `in one stage add up, and what was taken back is none`() {
        let revisions = [
            change(1, 0, day: 0), change(2, 1, day: 3), change(3, 2, day: 4, voided: true), change(4, 0, day: 5),
        ]
        let stays = revisions.stays(until: Instant(milliseconds: 10 * 86_400_000))
        #expect(
            stays == [
                StageStay(stageID: Self.stages[0], days: 8, isPresent: true),
                StageStay(stageID: Self.stages[1], days: 2, isPresent: false),
            ]
        )
        #expect([Revision]().stays(until: Instant(milliseconds: 0)) == [])
    }
}
