import Automation
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Retiring a stage` {
    @Test(arguments: Engine.available) func `moves its open records as one action that can be taken back`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            let store = world.store
            let ids = try await store.write(world.asOperator()) { db in
                try (0..<3).map { number in
                    try db.create(NewOpportunity(name: "Renewal \(number)", pipelineID: world.pipeline.id)).id
                }
            }
            try await store.write(world.asOperator(1)) { db in
                let change = NewStageChange(
                    stageID: world.lost.id,
                    happenedAt: db.access.now,
                    lossReasonID: world.price.id
                )
                try db.move(ids[2], change)
            }
            var draft = ProcessDraft(pipelineID: world.pipeline.id, base: 1, stages: world.process.stages)
            draft.stages.removeFirst()
            draft.targets = [world.lead.id: world.proposal.id]
            let access = world.asOperator(5)
            let publication = Publication(store, access)
            let moves = try await publication.publish(draft)
            #expect(moves.map(\.count) == [2])
            let run = try await publication.move(try #require(moves.first))
            #expect(run.emptiedStage == world.lead.id)
            func stages() async throws -> [Identifier<Stage>?] {
                try await store.read(world.asOperator(9)) { db in try ids.map { try db.opportunity($0).values.stageID }
                }
            }
            #expect(try await stages() == [world.proposal.id, world.proposal.id, world.lost.id])
            _ = try await BulkActionJob(store: store, access: world.asOperator(6)).undo(run)
            #expect(try await stages() == [world.lead.id, world.lead.id, world.lost.id])
            let left = try await store.read(world.asOperator(7)) { try $0.openCounts(of: world.pipeline.id) }
            #expect(left == [world.lead.id: 2])
        }
    }
}
