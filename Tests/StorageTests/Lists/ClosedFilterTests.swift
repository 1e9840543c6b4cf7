import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A filter that tells open from closed` {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var shows: [String]
        var filter: @Sendable (NamedWorld, inout OpportunityFilter) -> Void

        init(
            _ name: String,
            _ shows: [String],
            _ filter: @escaping @Sendable (NamedWorld, inout OpportunityFilter) -> Void
        ) {
            (testDescription, self.shows, self.filter) = (name, shows, filter)
        }
    }

    static let cases = [
        Case("won", ["Won"]) { $1.outcomes = [.won] },
        Case("lost", ["Lost"]) { $1.outcomes = [.lost] },
        Case("won or lost", ["Won", "Lost"]) { $1.outcomes = [.won, .lost] },
        Case("open or won", ["Soon", "Later", "Whenever", "Won"]) { $1.outcomes = [.open, .won] },
        Case("a closed stage", ["Won"]) { $1.stageIDs = [$0.won.id] },
        Case("closed stages", ["Won", "Lost"]) { $1.stageIDs = [$0.won.id, $0.lost.id] },
        Case("an open stage and a closed one", ["Soon", "Later", "Whenever", "Lost"]) {
            $1.stageIDs = [$0.lead.id, $0.lost.id]
        },
        Case("a stage and another outcome", []) {
            $1.stageIDs = [$0.won.id]
            $1.outcomes = [.lost]
        },
        Case("won of a pipeline", ["Won"]) {
            $1.pipelineIDs = [$0.pipeline.id]
            $1.outcomes = [.won]
        },
        Case("a range of many days", ["Soon", "Later", "Won"]) {
            $1.expectedCloseDate = Bounds(atLeast: Day("2026-01-01"), atMost: Day("2026-12-31"))
        },
        Case("from a day", ["Later"]) { $1.expectedCloseDate.atLeast = Day("2026-06-01") },
        Case("up to a day", ["Soon", "Won"]) { $1.expectedCloseDate.atMost = Day("2026-05-31") },
        Case("won from an amount", ["Won"]) {
            $1.outcomes = [.won]
            $1.amount.atLeast = 100
        },
        Case("overdue", ["Soon"]) { $1.isOverdue = true },
    ]

    private func fill(_ world: NamedWorld) async throws {
        let samples: [(name: String, day: String?)] = [
            ("Soon", "2026-01-02"), ("Later", "2026-09-01"), ("Whenever", nil), ("Won", "2026-03-01"), ("Lost", nil),
        ]
        for (minute, sample) in samples.enumerated() {
            try await world.store.write(world.asOperator(Int64(minute))) { db in
                var new = NewOpportunity(name: sample.name, pipelineID: world.pipeline.id)
                new.ownerID = world.ben.id
                new.expectedCloseDate = sample.day.flatMap { Day($0) }
                if sample.day != nil { new.amount = Amount(minor: 500, currency: world.workspace.currency) }
                let made = try db.create(new)
                let reason = sample.name == "Lost" ? world.price.id : nil
                let stage = ["Won": world.won.id, "Lost": world.lost.id][sample.name]
                guard let stage else { return }
                let change = NewStageChange(stageID: stage, happenedAt: db.access.now, lossReasonID: reason)
                try db.move(made.id, change, version: nil)
            }
        }
    }

    @Test(arguments: Engine.available, cases)
    func `shows the same to who sees everything and to who sees few`(_ engine: Engine, _ example: Case) async throws {
        try await engine.withWorld { world in
            try await fill(world)
            var filter = OpportunityFilter()
            example.filter(world, &filter)
            for access in [world.asOperator(10), world.access(world.ben, after: 10)] {
                let (list, count) = try await world.store.read(access) { [filter] db in
                    let rows = try db.opportunities(filter, by: ListOrder(.created)).rows
                    return (rows.map(\.opportunity.name), try db.opportunityCount(filter, atMost: nil))
                }
                #expect(list == example.shows)
                #expect(count == ListCount(count: example.shows.count, isExact: true))
            }
        }
    }
}
