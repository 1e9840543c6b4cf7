import Sales
import Testing

@Suite struct `A process version` {
    private func version(_ number: Int, from day: String, _ stages: [(String, Stage.Kind)] = [("A", .open)])
        -> ProcessVersion
    {
        ProcessVersion(
            pipelineID: Identifier(high: 1, low: 1),
            number: number,
            effectiveFrom: Day(day)!,
            stages: stages.enumerated().map {
                Stage(id: Identifier(high: 2, low: UInt64($0)), name: $1.0, kind: $1.1)
            }
        )
    }

    @Test(arguments: [
        ("2025-01-01", 1), ("2026-01-01", 1), ("2026-02-28", 1), ("2026-03-01", 3), ("2026-05-31", 3),
        ("2026-06-01", 4), ("2027-01-01", 4),
    ])
    func `is in force from its day, the newest of one day winning`(day: String, number: Int) {
        let versions = [
            version(4, from: "2026-06-01"), version(1, from: "2026-01-01"), version(3, from: "2026-03-01"),
            version(2, from: "2026-03-01"),
        ]
        #expect(versions.inForce(on: Day(day)!)?.number == number)
    }

    @Test func `is none where there are none`() {
        #expect([ProcessVersion]().inForce(on: .first) == nil)
    }

    @Test(arguments: [
        (ProcessError.noStages, []),
        (.noOpenStage, [("Won", Stage.Kind.won)]),
        (.emptyName, [("", .open)]),
        (.duplicateName("A"), [("A", .open), ("A", .won)]),
        (.openAfterClosed("B"), [("A", .open), ("Won", .won), ("B", .open)]),
    ])
    func `names the rule it breaks`(error: ProcessError, stages: [(String, Stage.Kind)]) {
        #expect(throws: error) { try version(1, from: "2026-01-01", stages).validate() }
    }

    @Test(arguments: [-1, 101]) func `refuses a probability that is none`(percent: Int) {
        var version = version(1, from: "2026-01-01")
        version.stages[0].winProbability = percent
        #expect(throws: ProcessError.probabilityOutOfRange("A")) { try version.validate() }
    }

    @Test func `may have several won and lost stages at its end`() throws {
        let stages: [(String, Stage.Kind)] = [("A", .open), ("Won", .won), ("Lost", .lost), ("Renewed", .won)]
        try version(1, from: "2026-01-01", stages).validate()
        #expect(version(1, from: "2026-01-01", stages).openStages.map(\.name) == ["A"])
    }
}
