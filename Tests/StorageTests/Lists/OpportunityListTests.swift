import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A list of opportunities` {
    struct Case: Sendable, CustomTestStringConvertible {
        var key: OpportunityKey
        var ascending: [String]
        var descending: [String]
        var testDescription: String { key.rawValue }
    }

    static let cases = [
        Case(
            key: .name,
            ascending: ["阿里", "Amsterdam", "北京", "Berlin 50%", "云帆科技", "Zebra"],
            descending: ["Zebra", "云帆科技", "Berlin 50%", "北京", "Amsterdam", "阿里"]
        ),
        Case(
            key: .amount,
            ascending: ["Amsterdam", "云帆科技", "北京", "Berlin 50%", "阿里", "Zebra"],
            descending: ["Berlin 50%", "北京", "云帆科技", "Amsterdam", "阿里", "Zebra"]
        ),
        Case(
            key: .expectedCloseDate,
            ascending: ["Zebra", "Berlin 50%", "Amsterdam", "云帆科技", "阿里", "北京"],
            descending: ["Amsterdam", "Berlin 50%", "Zebra", "北京", "阿里", "云帆科技"]
        ),
        Case(
            key: .stage,
            ascending: ["云帆科技", "Zebra", "Berlin 50%", "北京", "Amsterdam", "阿里"],
            descending: ["阿里", "Amsterdam", "北京", "Berlin 50%", "Zebra", "云帆科技"]
        ),
        Case(
            key: .owner,
            ascending: ["云帆科技", "Amsterdam", "Zebra", "Berlin 50%", "阿里", "北京"],
            descending: ["阿里", "Berlin 50%", "Zebra", "Amsterdam", "云帆科技", "北京"]
        ),
        Case(
            key: .created,
            ascending: `A filter of opportunities`.all,
            descending: `A filter of opportunities`.all.reversed()
        ),
        Case(
            key: .stageEntered,
            ascending: `A filter of opportunities`.all,
            descending: `A filter of opportunities`.all.reversed()
        ),
        Case(
            key: .changed,
            ascending: `A filter of opportunities`.all,
            descending: `A filter of opportunities`.all.reversed()
        ),
    ]

    @Test(arguments: Engine.available, cases) func `is ordered either way`(_ engine: Engine, _ example: Case)
        async throws
    {
        try await engine.withWorld { world in
            try await world.fillSamples()
            let none = OpportunityFilter()
            #expect(try await world.names(none, by: ListOrder(example.key)) == example.ascending)
            #expect(try await world.names(none, by: ListOrder(example.key, descending: true)) == example.descending)
        }
    }

    /// All, those that no index finds, and those of the open ones that none finds.
    static let filters = [
        [], [QueryItem("daysInStageFrom", "0")], [QueryItem("daysInStageFrom", "0"), QueryItem("outcome", "open")],
    ]

    @Test(arguments: Engine.available, OpportunityKey.allCases)
    func `is read page by page, forwards and back`(_ engine: Engine, _ key: OpportunityKey) async throws {
        try await engine.withWorld { world in
            try await world.fillSamples()
            for query in Self.filters {
                let filter = try OpportunityFilter(query: query)
                for order in [ListOrder(key), ListOrder(key, descending: true)] {
                    let whole = try await world.names(filter, by: order)
                    #expect(whole.count > 2)
                    for limit in [1, 2, 4, 6] {
                        let (forwards, backwards) = try await walk(world, filter, order, limit)
                        #expect(forwards == whole, "\(query) \(order) \(limit)")
                        #expect(backwards == whole, "\(query) \(order) \(limit)")
                    }
                }
            }
        }
    }

    /// All names by going to the end, and by coming back from the last page to the first.
    private func walk(
        _ world: NamedWorld,
        _ filter: OpportunityFilter,
        _ order: ListOrder<OpportunityKey>,
        _ limit: Int
    ) async throws -> ([String], [String]) {
        try await world.store.read(world.asOperator(10)) { db in
            func page(_ position: ListPosition) throws -> ListPage<OpportunityRow> {
                try db.opportunities(filter, by: order, at: position, limit: limit)
            }
            var last = try page(.start)
            #expect(last.previous == nil)
            var forwards = last.rows.map(\.opportunity.name)
            while let next = last.next {
                // As it comes back from a URL.
                last = try page(.after(try #require(ListCursor("\(next)"))))
                forwards += last.rows.map(\.opportunity.name)
            }
            var backwards = last.rows.map(\.opportunity.name)
            while let previous = last.previous {
                last = try page(.before(previous))
                backwards = last.rows.map(\.opportunity.name) + backwards
            }
            return (forwards, backwards)
        }
    }

    @Test(arguments: Engine.available) func `keeps its place when rows change`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let ids = try await world.fillSamples()
            let order = ListOrder<OpportunityKey>(.name)
            let first = try await world.store.read(world.asOperator(10)) { db in
                try db.opportunities(OpportunityFilter(), by: order, limit: 2)
            }
            #expect(first.rows.map(\.opportunity.name) == ["阿里", "Amsterdam"])
            let cursor = try #require(first.next)
            try await world.store.write(world.asOperator(11)) { db in
                try db.delete(ids[5])
                var new = NewOpportunity(name: "Ananas", pipelineID: world.pipeline.id)
                new.ownerID = world.ben.id
                _ = try db.create(new)
            }
            let second = try await world.store.read(world.asOperator(12)) { db in
                try db.opportunities(OpportunityFilter(), by: order, at: .after(cursor), limit: 2)
            }
            #expect(second.rows.map(\.opportunity.name) == ["Ananas", "北京"])
        }
    }

    @Test(arguments: Engine.available) func `refuses a place in another order`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.fillSamples()
            let page = try await world.store.read(world.asOperator(10)) { db in
                try db.opportunities(OpportunityFilter(), by: ListOrder(.name), limit: 2)
            }
            let cursor = try #require(page.next)
            await #expect(throws: ListError.unknownCursor) {
                try await world.store.read(world.asOperator(10)) { db in
                    try db.opportunities(OpportunityFilter(), by: ListOrder(.amount), at: .after(cursor))
                }
            }
        }
    }

    @Test(arguments: ["", "x", "{}", "e30", "eyJpIjoxfQ", String(repeating: "A", count: 5000)])
    func `knows no cursor in a text that is none`(_ text: String) {
        #expect(ListCursor(text) == nil)
    }

    @Test(arguments: Engine.available) func `shows the names that belong to a row`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let ids = try await world.fillSamples()
            let row = try await world.store.read(world.asOperator(10)) { db in
                try #require(try db.opportunities(OpportunityFilter(), by: ListOrder(.created)).rows.first)
            }
            #expect(row.opportunity.id == ids[0])
            #expect([row.accountName, row.ownerName, row.productName] == ["Acme", "Ana", nil])
            #expect(row.stage == world.lead)
            #expect([row.beganAt, row.stageEnteredAt, row.changedAt] == [world.time(0), world.time(0), world.time(0)])
        }
    }

    @Test(arguments: Engine.available) func `puts names that were there before their key last, until it is filled`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            try await world.fillSamples()
            try await world.store.database.write { db in
                for table in ["opportunities", "accounts", "members"] as [SQL] {
                    try db.run("UPDATE \(table) SET name_sort = NULL")
                }
            }
            let unordered = try await world.names(OpportunityFilter(), by: ListOrder(.name))
            #expect(unordered == `A filter of opportunities`.all)
            #expect(try await world.store.fillNameOrder(batchSize: 4) == 6 + 2 + 3)
            #expect(try await world.store.fillNameOrder() == 0)
            let ordered = try await world.names(OpportunityFilter(), by: ListOrder(.name))
            #expect(ordered == Self.cases[0].ascending)
        }
    }
}

@Suite struct `The latest change of an opportunity` {
    @Test(arguments: Engine.available) func `is kept with every write`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let ids = try await world.fillSamples()
            func changed(_ minute: Int64, _ write: @escaping @Sendable (ScopedConnection) throws -> Void) async throws
                -> Instant
            {
                try await world.store.write(world.asOperator(minute), write)
                return try await world.store.read(world.asOperator(minute)) { db in
                    let rows = try db.opportunities(OpportunityFilter(), by: ListOrder(.changed, descending: true)).rows
                    return try #require(rows.first { $0.opportunity.id == ids[0] }).changedAt
                }
            }
            let revised = try await changed(20) { _ = try $0.revise(ids[0]) { $0.amount?.minor = 7 } }
            let voided = try await changed(21) { _ = try $0.void([2], of: ids[0]) }
            let restored = try await changed(22) { db in
                try db.delete(ids[0])
                try db.restore(ids[0])
            }
            #expect([revised, voided, restored] == [world.time(20), world.time(21), world.time(22)])
        }
    }
}
