import Sales
import SalesAnalytics
import Storage
import TestSupport
import Testing

@Suite struct `Publishing a process` {
    private func draft(_ world: NamedWorld, _ change: (inout [Stage]) -> Void) -> ProcessDraft {
        var stages = world.process.stages
        change(&stages)
        return ProcessDraft(pipelineID: world.pipeline.id, base: 1, stages: stages)
    }

    @Test(arguments: Engine.available) func `makes a version from today, told with who made it`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let demo = Stage(id: Identifier(high: 4, low: 9), name: "Demo", winProbability: 30)
            let draft = draft(world) { $0.insert(demo, at: 1) }
            let access = Access(world.ana, in: world.workspace, rights: .everything, now: world.time(5))
            #expect(try await world.store.write(access) { try $0.publish(draft) } == [])
            let published = try await world.store.read(access) { try $0.publishedProcesses(of: world.pipeline.id) }
            #expect(published.map(\.process.number) == [1, 2])
            #expect(published.map(\.publishedBy) == [nil, world.ana.id])
            #expect(published.last?.process.effectiveFrom == access.today)
            #expect(published.last?.process.stages.map(\.name) == ["Lead", "Demo", "Proposal", "Won", "Lost"])
        }
    }

    @Test(arguments: Engine.available) func `is refused on an older version than the newest`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let first = draft(world) { $0[0].name = "Enquiry" }
            let second = draft(world) { $0[1].name = "Offer" }
            try await world.store.write(world.asOperator(1)) { _ = try $0.publish(first) }
            await #expect(throws: ChangedMeanwhile(fields: ["stages"])) {
                try await world.store.write(world.asOperator(2)) { _ = try $0.publish(second) }
            }
            let versions = try await world.store.read(world.asOperator(3)) { db in
                try db.processVersions(of: world.pipeline.id)
            }
            #expect(versions.last?.stages.map(\.name) == ["Enquiry", "Proposal", "Won", "Lost"])
        }
    }

    @Test(arguments: Engine.available) func `needs to see everybody's records to retire a stage that holds some`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            _ = try await world.make("Acme renewal", owner: world.ben)
            var draft = draft(world) { $0.removeFirst() }
            draft.targets = [world.lead.id: world.proposal.id]
            var rights = RoleRights.everything
            rights.dataScope = .own
            let access = Access(world.cleo, in: world.workspace, rights: rights, now: world.time(5))
            await #expect(throws: NotAllowed(.bulk, .opportunities)) {
                try await world.store.write(access) { [draft] in _ = try $0.publish(draft) }
            }
            let moves = try await world.store.write(world.asOperator(5)) { [draft] in try $0.publish(draft) }
            #expect(moves == [StageMove(from: world.lead.id, to: world.proposal.id, count: 1)])
        }
    }

    @Test(arguments: Engine.available) func `changes no figure of yesterday`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
            _ = try await world.make("Globex", owner: world.cleo, amount: 50)
            try await world.store.write(world.asOperator(5)) { db in
                try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: world.time(4)))
            }
            let later: Int64 = 24 * 60
            let before = try await yesterday(world, at: later)
            var draft = draft(world) { stages in
                stages.removeFirst()
                stages[0].name = "Offer"
                stages[0].winProbability = 60
                stages.insert(Stage(id: Identifier(high: 4, low: 9), name: "Demo"), at: 0)
            }
            draft.targets = [world.lead.id: world.proposal.id]
            let moves = try await world.store.write(world.asOperator(later)) { [draft] in try $0.publish(draft) }
            try await world.store.write(world.asOperator(later)) { db in
                for opportunity in try db.opportunities() where opportunity.values.stageID == moves.first?.from {
                    try db.move(opportunity.id, NewStageChange(stageID: world.proposal.id, happenedAt: db.access.now))
                }
            }
            #expect(try await yesterday(world, at: later) == before)
        }
    }

    /// The funnel as of the day before, as it was and as it was believed, in both views.
    private func yesterday(_ world: NamedWorld, at minutes: Int64) async throws -> [String] {
        let calendar = world.asOperator().calendar
        let end = calendar.end(of: world.asOperator(minutes).today.advanced(by: -1))
        let timeline = try await LiveTimeline(world.store, of: world.workspace).current()
        return try FunnelQuestion.View.allCases.flatMap { view in
            try [nil, end].map { known in
                let question = FunnelQuestion(
                    pipeline: world.pipeline.id,
                    view: view,
                    asOf: end,
                    known: known,
                    calendar: calendar
                )
                return try timeline.funnel(question).json()
            }
        }
    }
}

@Suite struct `Renaming a pipeline` {
    @Test(arguments: Engine.available) func `is checked against the version and the other names`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let other = Pipeline(id: Identifier(high: 6, low: 0), name: "Renewals")
            try await world.store.write(world.asOperator(1)) { db in
                let stage = Stage(id: Identifier(high: 6, low: 1), name: "Due")
                let process = ProcessVersion(pipelineID: other.id, number: 1, effectiveFrom: .first, stages: [stage])
                try db.create(other, process: process)
                try db.rename(world.pipeline.id, to: "New business", version: 1)
            }
            await #expect(throws: ChangedMeanwhile(fields: ["name"])) {
                try await world.store.write(world.asOperator(2)) { db in
                    try db.rename(world.pipeline.id, to: "Old business", version: 1)
                }
            }
            await #expect(throws: PipelineError.nameTaken("renewals")) {
                try await world.store.write(world.asOperator(2)) { db in
                    try db.rename(world.pipeline.id, to: "renewals", version: 2)
                }
            }
            let entry = try await world.store.read(world.asOperator(3)) { try $0.history(limit: 1).first }
            #expect(entry?.recordName == "New business")
            #expect(entry?.fields == [ChangedField(name: "name", before: .text("Sales"), after: .text("New business"))])
        }
    }
}
