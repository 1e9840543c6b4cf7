import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Two edits at once` {
    /// Edits Acme's region while somebody edits its industry, or its region.
    private func editAcme(_ engine: Engine, _ world: NamedWorld, meanwhile field: WritableKeyPath<Account, String?>)
        async throws -> Account
    {
        // Key paths are values; the compiler cannot know that this one captures nothing.
        nonisolated(unsafe) let field = field
        let other = Interruption {
            try await world.store.write(world.asOperator(1)) { db in
                _ = try db.edit(world.acme.id) { (account: inout Account) in account[keyPath: field] = "Software" }
            }
        }
        try await other.prepare(engine)
        let edited = try await world.store.write(world.asOperator(2)) { db in
            try db.edit(world.acme.id, version: 1) { (account: inout Account) in
                account.region = "East"
                other.happen()
            }
        }
        try other.check()
        return edited
    }

    @Test(arguments: Engine.available) func `both stay where they change different fields`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let edited = try await editAcme(engine, world, meanwhile: \.industry)
            let stored = try await world.store.read(world.asOperator()) { try $0.account(world.acme.id) }
            #expect(stored == edited)
            #expect([stored.industry, stored.region] == ["Software", "East"])
            #expect(stored.version == 3)
        }
    }

    @Test(arguments: Engine.available) func `the second is refused where both change one field`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            await #expect(throws: ChangedMeanwhile(fields: ["region"])) {
                _ = try await editAcme(engine, world, meanwhile: \.region)
            }
            let stored = try await world.store.read(world.asOperator()) { try $0.account(world.acme.id) }
            #expect(stored.region == "Software")
        }
    }

    /// Revises the amount while somebody revises the same opportunity.
    private func revise(
        _ engine: Engine,
        _ world: NamedWorld,
        meanwhile change: @escaping @Sendable (inout TrackedValues) -> Void
    ) async throws -> Opportunity {
        let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
        let other = Interruption {
            try await world.store.write(world.asOperator(1)) { db in _ = try db.revise(made.id, change) }
        }
        try await other.prepare(engine)
        let revised = try await world.store.write(world.access(world.ben, after: 2)) { db in
            try db.revise(made.id, version: 1) { values in
                values.amount?.minor = 200
                other.happen()
            }
        }
        try other.check()
        return revised
    }

    @Test(arguments: Engine.available) func `of an opportunity both stay too`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let revised = try await revise(engine, world) { $0.expectedCloseDate = Day("2026-03-01") }
            #expect(revised.values.amount?.minor == 200)
            #expect(revised.values.expectedCloseDate == Day("2026-03-01"))
            #expect(revised.revisionNumber == 3)
            #expect(try await world.store.checkup(of: world.workspace).problems == [])
        }
    }

    @Test(arguments: Engine.available) func `of an opportunity's one field are not both taken`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            await #expect(throws: ChangedMeanwhile(fields: ["amount"])) {
                _ = try await revise(engine, world) { $0.amount?.minor = 300 }
            }
        }
    }

    @Test(arguments: Engine.available) func `of a product's prices are not both taken`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let product = Product(id: Identifier(high: 6, low: 1), name: "GTX", prices: [])
            try await world.store.write(world.asOperator()) { try $0.create(product) }
            func price(_ minor: Int64, _ version: Int, after: Int64) async throws {
                try await world.store.write(world.asOperator(after)) { db in
                    _ = try db.edit(product.id, version: version) {
                        $0.prices = [Amount(minor: minor, currency: world.workspace.currency)]
                    }
                }
            }
            try await price(1, 1, after: 1)
            await #expect(throws: ChangedMeanwhile(fields: ["prices"])) { try await price(2, 1, after: 2) }
            let stored = try await world.store.read(world.asOperator()) { try $0.product(product.id) }
            #expect(stored.prices.map(\.minor) == [1])
        }
    }
}
