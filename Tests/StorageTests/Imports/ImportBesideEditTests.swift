import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `An import beside an edit` {
    private static let source = "UPDATE opportunities SET source ="

    /// Sets an opportunity's source by an import that read it before `edit`, which happens before the import's write.
    private func importSource(
        _ engine: Engine,
        edit: @escaping @Sendable (NamedWorld, Opportunity) async throws -> Void,
        _ check: (NamedWorld, Opportunity, Result<Void, any Error>) async throws -> Void
    ) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
            let other = Interruption { try await edit(world, made) }
            try await other.prepare(engine)
            let database = RecordingDatabase(world.store.database) { sql in
                if sql.text.hasPrefix(Self.source) { other.happen() }
            }
            let result: Result<Void, any Error>
            do {
                try await world.importChange(of: made, by: Store(database)) { $0.source = "Fair" }
                result = .success(())
            } catch {
                result = .failure(error)
            }
            try other.check()
            let now = try await world.store.read(world.asOperator()) { try $0.opportunity(made.id) }
            try await check(world, now, result)
        }
    }

    @Test(arguments: Engine.available) func `changes only what it means to change`(_ engine: Engine) async throws {
        try await importSource(engine) { world, made in
            try await world.store.write(world.access(world.ben, after: 2)) { db in
                _ = try db.revise(made.id) { $0.amount?.minor = 200 }
            }
            try await world.importChange(of: made, by: world.store) { $0.type = "New" }
        } _: { world, now, result in
            try result.get()
            #expect(now.source == "Fair" && now.type == "New" && now.values.amount?.minor == 200)
            #expect(now.version == 4)
        }
    }

    @Test(arguments: Engine.available) func `is refused where both change the same`(_ engine: Engine) async throws {
        try await importSource(engine) { world, made in
            try await world.importChange(of: made, by: world.store) { $0.source = "Web" }
        } _: { world, now, result in
            #expect(throws: ChangedMeanwhile(fields: ["source"])) { try result.get() }
            #expect(now.source == "Web" && now.version == 2)
        }
    }

    @Test(arguments: Engine.available) func `and its undo leave what others wrote`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
            let run = try await world.importChange(of: made, by: world.store) { $0.source = "Fair" }
            let imported = try await world.store.read(world.asOperator()) { try $0.opportunity(made.id) }
            let other = Interruption {
                try await world.importChange(of: imported, by: world.store) { $0.source = "Web" }
            }
            try await other.prepare(engine)
            let store = Store(
                RecordingDatabase(world.store.database) { sql in
                    if sql.text.hasPrefix(Self.source) { other.happen() }
                }
            )
            do {
                _ = try await store.write(world.asOperator(5)) { try $0.undoOpportunities(of: run, ImportUndo()) }
            } catch is ChangedMeanwhile {
                // An undo that stops goes on when it is started again.
                _ = try await store.write(world.asOperator(6)) { try $0.undoOpportunities(of: run, ImportUndo()) }
            }
            try other.check()
            let now = try await world.store.read(world.asOperator()) { try $0.opportunity(made.id) }
            #expect(now.source == "Web")
        }
    }

    @Test(arguments: Engine.available) func `leaves the account what others wrote into it`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            try await world.store.write(world.asOperator(1)) { db in
                _ = try db.edit(world.acme.id) { (account: inout Account) in account.region = "East" }
            }
            try await world.store.write(world.asOperator(2)) { db in
                var account = world.acme
                account.industry = "Retail"
                try db.update(account, from: world.acme, in: try db.beginImport())
            }
            let stored = try await world.store.read(world.asOperator()) { try $0.account(world.acme.id) }
            #expect([stored.region, stored.industry] == ["East", "Retail"])
        }
    }
}

extension NamedWorld {
    /// Writes what an import that read `stored` changes in it and is not tracked, and returns the run.
    @discardableResult
    fileprivate func importChange(
        of stored: Opportunity,
        by store: Store,
        _ change: @Sendable (inout Opportunity) -> Void
    ) async throws -> Import {
        var changed = stored
        change(&changed)
        return try await store.write(asOperator(3)) { [changed] db in
            let run = try db.beginImport()
            try db.write([.change(changed, from: stored, [], voided: [])], in: run)
            return run
        }
    }
}

extension ScopedConnection {
    func beginImport() throws -> Import {
        try beginImport(Import.File(kind: "accounts", name: "a.csv", fingerprint: "f", mapping: "{}"))
    }
}

extension Import {
    var file: File { File(kind: kind, name: fileName, fingerprint: fingerprint, mapping: mapping) }
}
