import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Editing a record` {
    @Test(arguments: Engine.available) func `that others edited merges other fields`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let id = world.acme.id
            try await world.store.write(world.asOperator(1)) { db in
                _ = try db.edit(id, version: 1) { (account: inout Account) in account.industry = "Software" }
            }
            let merged = try await world.store.write(world.asOperator(2)) { db in
                try db.edit(id, version: 1) { (account: inout Account) in account.region = "East" }
            }
            #expect(merged.industry == "Software")
            #expect(merged.region == "East")
            #expect(merged.version == 3)
        }
    }

    @Test(arguments: Engine.available) func `whose same field others edited is refused`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let id = world.acme.id
            try await world.store.write(world.asOperator(1)) { db in
                _ = try db.edit(id, version: 1) { (account: inout Account) in account.industry = "Software" }
            }
            await #expect(throws: ChangedMeanwhile(fields: ["industry"])) {
                try await world.store.write(world.asOperator(2)) { db in
                    _ = try db.edit(id, version: 1) { (account: inout Account) in account.industry = "Retail" }
                }
            }
            #expect(try await world.store.read(world.asOperator()) { try $0.account(id) }.industry == "Software")
        }
    }

    @Test(arguments: Engine.available) func `keeps a bin that gives back what it took`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let id = world.acme.id
            let before = try await world.store.read(world.asOperator()) { try $0.account(id) }
            try await world.store.write(world.asOperator(1)) { try $0.delete(id) }
            await #expect(throws: NotFound.self) {
                try await world.store.read(world.asOperator()) { try $0.account(id) }
            }
            try await world.store.write(world.asOperator(2)) { try $0.restore(id) }
            var after = try await world.store.read(world.asOperator()) { try $0.account(id) }
            after.version = before.version
            #expect(after == before)
        }
    }

    @Test(arguments: Engine.available) func `changes a product's prices as one more version`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let usd = Currency("USD")!
            let product = Product(
                id: Identifier(high: 6, low: 1),
                name: "GTX Pro",
                prices: [Amount(minor: 482_100, currency: usd)]
            )
            try await world.store.write(world.asOperator()) { try $0.create(product) }
            let edited = try await world.store.write(world.asOperator(1)) { db in
                try db.edit(product.id) { $0.prices = [Amount(minor: 1, currency: usd)] }
            }
            #expect(edited.version == 2)
            #expect(try await world.store.read(world.asOperator()) { try $0.product(product.id) } == edited)
        }
    }
}

@Suite struct `Making a workspace` {
    @Test(arguments: Engine.available) func `twice under one name is refused`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            await #expect(throws: WorkspaceError.nameTaken("ACME  sales")) {
                try await world.store.createWorkspace(
                    name: "ACME  sales",
                    currency: world.workspace.currency,
                    timeZone: "UTC",
                    language: .english,
                    now: world.now
                )
            }
        }
    }

    @Test(arguments: Engine.available) func `reads back as it was made`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let read = try await world.store.workspace(named: nil)
            #expect(read == world.workspace)
            await #expect(throws: WorkspaceError.unknown("Nobody")) {
                _ = try await world.store.workspace(named: "Nobody")
            }
        }
    }
}

@Suite struct `A pipeline` {
    @Test(arguments: Engine.available) func `reads back with its process`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let (pipeline, versions) = try await world.store.read(world.asOperator()) { db in
                try (db.pipeline(named: "sales"), db.processVersions(of: world.pipeline.id))
            }
            #expect(pipeline == world.pipeline)
            #expect(versions == [world.process])
        }
    }

    @Test(arguments: Engine.available) func `keeps older versions when a new one is published`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            var second = world.process
            second.number = 2
            second.effectiveFrom = Day("2026-02-01")!
            second.stages[0].name = "Prospect"
            second.stages.insert(Stage(id: Identifier(high: 4, low: 9), name: "Demo"), at: 1)
            try await world.store.write(world.asOperator()) { [second] in try $0.publish(second) }
            let versions = try await world.store.read(world.asOperator()) {
                try $0.processVersions(of: world.pipeline.id)
            }
            #expect(versions == [world.process, second])
        }
    }
}
