import Sales
import Storage
import TestSupport
import Testing

@Suite struct `What boards are told of` {
    private func make(_ world: NamedWorld, owner: Member) async throws -> Opportunity {
        try await world.store.write(world.asOperator(1)) { db in
            var new = NewOpportunity(name: "Pumps", pipelineID: world.pipeline.id)
            new.ownerID = owner.id
            return try db.create(new)
        }
    }

    private func changes(_ world: NamedWorld, _ member: Member, after number: Int64) async throws -> BoardChanges {
        try await world.store.numberChanges(of: world.workspace)
        return try await world.store.read(world.access(member, after: 9)) { try $0.boardChanges(after: number) }
    }

    @Test(arguments: Engine.available) func `is what the member sees, with where it stands`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let start = try await world.store.lastChange(of: world.workspace)
            let made = try await make(world, owner: world.ben)
            let heard = try await changes(world, world.ben, after: start)
            #expect(heard.records == [BoardChanges.Record(id: made.id, stageID: world.lead.id)])
            #expect(heard.lastNumber == start + 1)
            let others = try await changes(world, world.cleo, after: start)
            #expect(others.records == [])
            #expect(!others.isMuch)
            #expect(try await changes(world, world.ben, after: heard.lastNumber).records == [])
        }
    }

    @Test(arguments: Engine.available) func `is told as gone where it was deleted or handed over`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let (deleted, handedOver) = (
                try await make(world, owner: world.ben), try await make(world, owner: world.ben)
            )
            let start = try await world.store.lastChange(of: world.workspace)
            try await world.store.write(world.asOperator(5)) { db in
                try db.delete(deleted.id)
                _ = try db.revise(handedOver.id) { $0.ownerID = world.cleo.id }
            }
            let gone = [deleted, handedOver].map { BoardChanges.Record(id: $0.id, stageID: nil) }
            #expect(try await changes(world, world.ben, after: start).records == gone.sorted { $0.id < $1.id })
            let cleo = try await changes(world, world.cleo, after: start).records
            #expect(cleo == [BoardChanges.Record(id: handedOver.id, stageID: world.lead.id)])
        }
    }

    @Test(arguments: Engine.available) func `is everything where much changed, or the process did`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let start = try await world.store.lastChange(of: world.workspace)
            for _ in 0..<4 { _ = try await make(world, owner: world.ben) }
            _ = try await world.store.lastChange(of: world.workspace)
            let much = try await world.store.read(world.access(world.ben, after: 9)) { db in
                try db.boardChanges(after: start, atMost: 3)
            }
            #expect(much.isMuch)
            try await world.store.write(world.asOperator(2)) { db in
                var process = world.process
                process.number = 2
                try db.publish(process)
            }
            #expect(try await changes(world, world.ben, after: start + 4).isMuch)
        }
    }

    @Test func `is asked for by nobody without listeners`() async throws {
        try await Engine.sqlite.withWorld { world in
            let watch = ChangeWatch(world.store, every: .seconds(60))
            #expect(await !watch.isWatching)
            do {
                var numbers = await watch.numbers(in: world.workspace, after: 0).makeAsyncIterator()
                let last = try await world.store.lastChange(of: world.workspace)
                #expect(await numbers.next() == last)
                #expect(await watch.isWatching)
            }
            // The stream is gone with its iterator; its end is told by a task of its own.
            while await watch.isWatching { await Task.yield() }
        }
    }
}
