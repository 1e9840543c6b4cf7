import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A filter of opportunities` {
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

    static let all = ["云帆科技", "Zebra", "阿里", "Berlin 50%", "北京", "Amsterdam"]

    static let cases = [
        Case("nothing", all) { _, _ in },
        Case("pipeline", all) { $1.pipelineIDs = [$0.pipeline.id] },
        Case("another pipeline", []) { $1.pipelineIDs = [Identifier(high: 8, low: 8)] },
        Case("stage", ["阿里"]) { $1.stageIDs = [$0.proposal.id] },
        Case("stages", all) { $1.stageIDs = [$0.proposal.id, $0.lead.id] },
        Case("outcome", []) { $1.outcomes = [.won, .lost] },
        Case("owner", ["Zebra", "Berlin 50%"]) { $1.ownerIDs = [$0.ben.id] },
        Case("no owner", ["北京"]) { $1.hasNoOwner = true },
        Case("owner or none", ["阿里", "北京"]) {
            $1.ownerIDs = [$0.cleo.id]
            $1.hasNoOwner = true
        },
        Case("team and below", ["云帆科技", "Zebra", "Berlin 50%", "Amsterdam"]) { $1.teamIDs = [$0.north.id] },
        Case("team below", ["Zebra", "Berlin 50%"]) { $1.teamIDs = [$0.northEast.id] },
        Case("owner in a team", []) {
            $1.teamIDs = [$0.south.id]
            $1.ownerIDs = [$0.ben.id]
        },
        Case("source", ["Zebra", "北京"]) { $1.sources = ["Fair", "Web"] },
        Case("type", []) { $1.types = ["New"] },
        Case("product", []) { $1.productIDs = [Identifier(high: 8, low: 8)] },
        Case("account", ["Zebra"]) { $1.accountIDs = [$0.globex.id] },
        Case("amounts of our currency", ["云帆科技", "北京"]) { $1.amount = Bounds(atLeast: 0, atMost: 500) },
        Case("amounts up to", ["Amsterdam"]) { $1.amount.atMost = 0 },
        Case("close dates, both ends included", ["Zebra", "Berlin 50%", "Amsterdam"]) {
            $1.expectedCloseDate = Bounds(atLeast: Day("2026-01-01"), atMost: Day("2026-02-01"))
        },
        Case("overdue", ["Zebra"]) { $1.isOverdue = true },
        Case("created", all) { $1.created = Bounds(atLeast: Day("2026-01-05"), atMost: Day("2026-01-05")) },
        Case("created later", []) { $1.created.atLeast = Day("2026-01-06") },
        Case("text", ["Zebra", "Berlin 50%"]) { $1.text = "B" },
        Case("text, traditional", ["云帆科技"]) { $1.text = "雲帆" },
        Case("text with a wildcard", ["Berlin 50%"]) { $1.text = "0%" },
        Case("text with the other wildcard", []) { $1.text = "_" },
        Case("text with a backslash and quotes", []) { $1.text = "\\' OR 1=1 --" },
        Case("endless stays", []) { $1.daysInStage.atLeast = .max },
        Case("any stays", all) { $1.daysInStage = Bounds(atLeast: .min, atMost: .max) },
    ]

    @Test(arguments: Engine.available, cases) func `shows`(_ engine: Engine, _ example: Case) async throws {
        try await engine.withWorld { world in
            try await world.fillSamples()
            var filter = OpportunityFilter()
            example.filter(world, &filter)
            #expect(try await world.names(filter) == example.shows)
            let count = try await world.store.read(world.asOperator(10)) { [filter] db in
                try db.opportunityCount(filter, atMost: nil)
            }
            #expect(count == ListCount(count: example.shows.count, isExact: true))
        }
    }

    @Test(arguments: Engine.available) func `counts whole days in stage`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.fillSamples()
            let minutes: Int64 = 24 * 60
            var filter = OpportunityFilter()
            filter.daysInStage = Bounds(atLeast: 2, atMost: 2)
            // The third was made in the third minute.
            let access = world.asOperator(2 * minutes + 2)
            #expect(try await world.names(filter, as: access) == ["云帆科技", "Zebra", "阿里"])
            #expect(try await world.names(filter, as: world.asOperator(3 * minutes)) == Array(Self.all.dropFirst()))
            let days = try await world.store.read(access) { [filter] db in
                try db.opportunities(filter, by: ListOrder(.created)).rows.map { $0.daysInStage(access.now) }
            }
            #expect(days == [2, 2, 2])
        }
    }

    @Test(arguments: Engine.available) func `never shows more than the member sees`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.fillSamples()
            let ben = world.access(world.ben, after: 10)
            #expect(try await world.names(OpportunityFilter(), as: ben) == ["Zebra", "Berlin 50%"])
            var filter = OpportunityFilter()
            filter.ownerIDs = [world.ana.id]
            #expect(try await world.names(filter, as: ben) == [])
            filter = OpportunityFilter()
            filter.hasNoOwner = true
            #expect(try await world.names(filter, as: ben) == [])
        }
    }

    @Test(arguments: Engine.available) func `counts up to a limit, or exactly`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.fillSamples()
            let counts = try await world.store.read(world.asOperator(10)) { db in
                try [3, 6, nil].map { try db.opportunityCount(OpportunityFilter(), atMost: $0) }
            }
            #expect(
                counts == [
                    ListCount(count: 3, isExact: false), ListCount(count: 6, isExact: true),
                    ListCount(count: 6, isExact: true),
                ]
            )
        }
    }
}
