import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct `The stream of changes` {
    /// The events that the member's page hears, without the comments between them.
    private func events(_ world: NamedWorld, _ member: Member, _ watch: ChangeWatch) -> AsyncStream<String> {
        let access = world.access(member, after: 60)
        let feed = LiveFeed(store: world.store, watch: watch) { access }
        let (events, continuation) = AsyncStream<String>.makeStream()
        let task = Task {
            let number = try await world.store.lastChange(of: world.workspace)
            try await feed.run(after: number) {
                if $0.hasPrefix("id:") || $0.hasPrefix("retry") { continuation.yield($0) }
            }
        }
        continuation.onTermination = { _ in task.cancel() }
        return events
    }

    private func make(_ world: NamedWorld, _ store: Store, owner: Member) async throws -> Opportunity {
        try await store.write(world.asOperator(1)) { db in
            var new = NewOpportunity(name: "Pumps", pipelineID: world.pipeline.id)
            new.ownerID = owner.id
            return try db.create(new)
        }
    }

    @Test(arguments: Engine.available) func `tells of what the member sees, and of nothing else`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let watch = ChangeWatch(world.store, every: .seconds(60))
            var heard = events(world, world.cleo, watch).makeAsyncIterator()
            #expect(await heard.next()?.hasPrefix("retry") == true)
            let hidden = try await make(world, world.store, owner: world.ben)
            let own = try await make(world, world.store, owner: world.cleo)
            let event = try #require(await heard.next())
            #expect(event.contains("\(own.id)"))
            #expect(event.contains("\"stage\":\"\(world.lead.id)\""))
            #expect(!event.contains("\(hidden.id)"))
        }
    }

    @Test(arguments: Engine.available) func `hears what another process writes`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let watch = ChangeWatch(world.store, every: .milliseconds(20))
            var heard = events(world, world.ben, watch).makeAsyncIterator()
            _ = await heard.next()
            // A store of its own does not ring this one's bell.
            let made = try await make(world, Store(world.store.database), owner: world.ben)
            #expect(await heard.next()?.contains("\(made.id)") == true)
        }
    }

    @Test(.enabled(if: Engine.available.contains(.postgres), "TEST_POSTGRES names no server."))
    func `hears what another process writes without looking, where a server passes it on`() async throws {
        try await Engine.postgres.withLocation { location in
            try await location.withOpen { own in
                try await Migrator(migrations).migrate(own, now: 0)
                let world = try await NamedWorld(own)
                try await location.withOpen { others in
                    let watch = ChangeWatch(Store(others), every: .seconds(3600))
                    var heard = events(world, world.ben, watch).makeAsyncIterator()
                    _ = await heard.next()
                    let first = try await make(world, world.store, owner: world.ben)
                    #expect(await heard.next()?.contains("\(first.id)") == true)
                    let second = try await make(world, world.store, owner: world.ben)
                    #expect(await heard.next()?.contains("\(second.id)") == true)
                }
            }
        }
    }

    @Test func `ends when the session does`() async throws {
        try await Engine.sqlite.withWorld { world in
            let feed = LiveFeed(store: world.store, watch: ChangeWatch(world.store)) { nil }
            try await feed.run(after: 0) { _ in Issue.record("Nothing is to be heard.") }
        }
    }
}
