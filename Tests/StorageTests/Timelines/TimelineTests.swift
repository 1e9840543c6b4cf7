import Sales
import SalesAnalytics
import Storage
import TestSupport
import Testing

@Suite struct `A timeline out of a database` {
    @Test(arguments: Engine.available) func `tells every record's state`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.makeHistory()
            let (timeline, _) = try await world.store.timeline(of: world.workspace)
            #expect(timeline.recordCount == made.count)
            for id in made {
                var stored = try await world.store.read(world.asOperator()) { try $0.opportunity(id) }.values
                // A timeline tells the outcome by the stage.
                stored.outcome = nil
                #expect(timeline.state(of: id, at: nil) == stored)
            }
        }
    }

    @Test(arguments: Engine.available) func `leaves out what was taken back`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.makeHistory()
            let (timeline, _) = try await world.store.timeline(of: world.workspace)
            let believed = timeline.state(of: made[0], at: world.time(25), known: world.time(25))
            #expect(timeline.state(of: made[0], at: world.time(25))?.stageID == world.lead.id)
            #expect(believed?.stageID == world.proposal.id)
        }
    }

    @Test(arguments: Engine.available) func `refreshed is as loaded anew`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.makeHistory()
            let (before, number) = try await world.store.timeline(of: world.workspace)
            let same = try await world.store.refreshed(before, after: number, of: world.workspace)
            #expect(same.number == number)
            try await world.store.write(world.asOperator(60)) { db in
                try db.revise(made[1], happenedAt: world.time(2)) { $0.amount?.minor = 7 }
                try db.move(made[2], NewStageChange(stageID: world.proposal.id, happenedAt: world.time(59)))
            }
            let new = try await world.make("Newcomer", owner: world.cleo)
            let refreshed = try await world.store.refreshed(before, after: number, of: world.workspace)
            let anew = try await world.store.timeline(of: world.workspace)
            #expect(refreshed.number == anew.number)
            for id in made + [new.id] {
                #expect(refreshed.timeline.state(of: id, at: nil) == anew.timeline.state(of: id, at: nil))
            }
            #expect(try refreshed.timeline.report(world) == anew.timeline.report(world))
            #expect(before.recordCount == made.count)
        }
    }
}

extension NamedWorld {
    /// Three opportunities with every tracked field, a lost one and a move that was taken back among them.
    fileprivate func makeHistory() async throws -> [Identifier<Opportunity>] {
        let names = ["Acme renewal", "Globex pilot", "Acme spares"]
        var ids: [Identifier<Opportunity>] = []
        for name in names { ids.append(try await make(name, owner: ben, amount: 100).id) }
        let made = ids
        try await store.write(asOperator(20)) { [self] db in
            try db.move(made[0], NewStageChange(stageID: proposal.id, happenedAt: time(20)))
            try db.revise(made[1]) { values in
                values.expectedCloseDate = Day("2026-03-31")
                values.forecastCategory = .commit
                values.winProbability = 40
                values.ownerID = cleo.id
                values.amount = Amount(minor: 250, currency: .usDollar)
            }
            try db.move(made[2], NewStageChange(stageID: lost.id, happenedAt: time(20), lossReasonID: price.id))
        }
        try await store.write(asOperator(30)) { _ = try $0.void([2], of: made[0]) }
        return made
    }
}

extension Timeline {
    fileprivate func report(_ world: NamedWorld) throws -> FunnelReport {
        try funnel(FunnelQuestion(pipeline: world.pipeline.id, calendar: .utc, dimension: .owner))
    }
}
