import Sales
import SalesAnalytics
import Storage
import TestSupport
import Testing

@Suite struct `A live timeline` {
    @Test(arguments: Engine.available)
    func `answers after each change as one that is loaded anew`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let live = LiveTimeline(world.store, of: world.workspace)
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
            try await expectSame(live, world)
            try await world.store.write(world.access(world.ben, after: 5)) { db in
                _ = try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: world.time(4)))
            }
            try await expectSame(live, world)
            _ = try await world.make("Second", owner: world.cleo)
            try await world.store.write(world.access(world.ben, after: 6)) { try $0.void([2], of: made.id) }
            try await expectSame(live, world)
            try await world.store.write(world.asOperator(7)) { db in
                _ = try db.edit(world.acme.id) { (account: inout Account) in account.industry = "Retail" }
                _ = try db.edit(world.ben.id) { (member: inout Member) in member.name = "Benedict" }
                _ = try db.edit(world.acme.id) { (account: inout Account) in account.parentID = world.globex.id }
            }
            try await expectSame(live, world)
            try await world.store.write(world.asOperator(8)) { db in
                _ = try db.edit(world.globex.id) { (account: inout Account) in account.name = "Globex International" }
            }
            try await expectSame(live, world)
        }
    }

    @Test(arguments: Engine.available) func `serves many who ask at once`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            _ = try await world.make("Acme renewal", owner: world.ben)
            let live = LiveTimeline(world.store, of: world.workspace)
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 { group.addTask { try await live.current().recordCount } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(counts == Array(repeating: 1, count: 20))
        }
    }

    private func expectSame(_ live: LiveTimeline, _ world: NamedWorld) async throws {
        let (loaded, _) = try await world.store.timeline(of: world.workspace)
        let current = try await live.current()
        for dimension in [
            nil, Dimension.owner, .account(field: "industry"), .account(field: "parent"), .team(level: 1),
        ] {
            let question = FunnelQuestion(pipeline: world.pipeline.id, calendar: .utc, dimension: dimension)
            #expect(try current.funnel(question).json() == loaded.funnel(question).json())
        }
    }
}
