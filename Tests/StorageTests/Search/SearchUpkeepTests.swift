import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `What a record is found by` {
    @Test(arguments: Engine.available) func `follows its edits`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.store.write(world.asOperator()) { db in
                _ = try db.edit(world.acme.id) { (account: inout Account) in
                    (account.name, account.phone) = ("Corvus", "020 1234567")
                }
            }
            #expect(try await world.found("acme") == [])
            #expect(try await world.found("cor") == ["Corvus"])
            #expect(try await world.found("1234567") == ["Corvus"])
            try await world.store.write(world.asOperator()) { db in
                _ = try db.edit(world.acme.id) { (account: inout Account) in account.phone = nil }
            }
            #expect(try await world.found("1234567") == [])
        }
    }

    @Test(arguments: Engine.available) func `stays away with it in the bin and comes back`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            try await world.store.write(world.asOperator()) { try $0.delete(world.acme.id) }
            #expect(try await world.found("acme") == [])
            try await world.store.write(world.asOperator()) { try $0.restore(world.acme.id) }
            #expect(try await world.found("acme") == ["Acme"])
        }
    }

    @Test(arguments: Engine.available) func `is undone with an import`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            var changed = world.acme
            changed.name = "Corvus"
            let run = try await world.store.write(world.asOperator()) { [changed] db in
                let run = try db.beginImport()
                try db.update(changed, from: world.acme, in: run)
                try db.create([Account(id: Identifier(high: 9, low: 1), name: "Corvus south")], in: run)
                return run
            }
            try await world.store.fillSearchBacklog()
            #expect(try await world.found("corvus") == ["Corvus", "Corvus south"])
            try await world.store.write(world.asOperator(1)) { _ = try $0.undoRecords(of: run, ImportUndo()) }
            #expect(try await world.found("corvus") == [])
            #expect(try await world.found("acme") == ["Acme"])
        }
    }

    @Test(arguments: Engine.available) func `is not there after a write that failed`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            await #expect(throws: NameError.empty) {
                try await world.store.write(world.asOperator()) { db in
                    _ = try db.edit(world.acme.id) { (account: inout Account) in account.name = "Corvus" }
                    try db.create(Account(id: Identifier(high: 9, low: 1), name: " "))
                }
            }
            let found = (try await world.found("corvus"), try await world.found("acme"))
            #expect(found == ([], ["Acme"]))
        }
    }

    @Test(arguments: Engine.available, [1, 2, 500]) func `is filled in for an older database`(
        _ engine: Engine,
        _ batchSize: Int
    ) async throws {
        try await engine.withWorld { world in
            _ = try await world.make("Corvus renewal", owner: world.ben)
            try await world.store.forgetSearch(world.workspace)
            #expect(try await world.found("acme") == [])
            // Written before the filling comes to it.
            try await world.store.write(world.asOperator()) { db in
                _ = try db.edit(world.globex.id) { (account: inout Account) in account.name = "Globex north" }
            }
            #expect(try await world.store.fillSearchBacklog(batchSize: batchSize) == 2)
            #expect(try await world.found("acm") == ["Acme"])
            #expect(try await world.found("north") == ["Globex north"])
            #expect(try await world.found("renewal") == ["Corvus renewal"])
            #expect(try await world.store.fillSearchBacklog(batchSize: batchSize) == 0)
        }
    }

    @Test func `is in one piece of the index after a long filling`() async throws {
        try await Engine.sqlite.withWorld { world in
            let accounts = (1...40).map { Account(id: Identifier(high: 8, low: UInt64($0)), name: "Corvus \($0)") }
            try await world.store.write(world.asOperator()) { db in for account in accounts { try db.create(account) } }
            try await world.store.forgetSearch(world.workspace)
            #expect(try await world.store.fillSearchBacklog(batchSize: 1) == accounts.count + 2)
            let pieces: Int? = try await world.store.database.read {
                try $0.first("SELECT count(DISTINCT segid) FROM search_index_idx")
            }
            #expect(pieces == 1)
            #expect(try await world.found("corvus 33") == ["Corvus 33"])
        }
    }

    @Test(arguments: Engine.available) func `is filled in behind an import`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.store.write(world.asOperator(1)) { db in
                let run = try db.beginImport()
                try db.create([Account(id: Identifier(high: 8, low: 2), name: "Corvus")], in: run)
                try db.create([Account(id: Identifier(high: 8, low: 0), name: "Corvid")], in: run)
            }
            #expect(try await world.found("corv") == [])
            #expect(try await world.store.checkup(of: world.workspace).problems == [])
            #expect(try await world.store.fillSearchBacklog() == 2)
            #expect(try await world.found("corv") == ["Corvus", "Corvid"])
        }
    }
}

extension NamedWorld {
    func found(_ text: String) async throws -> [String] {
        try await store.read(asOperator()) { try $0.search(text).map(\.name) }
    }
}

extension Store {
    /// Makes the database one whose records were there before they could be searched.
    fileprivate func forgetSearch(_ workspace: Workspace) async throws {
        try await database.write { db in
            if db.commitsInOrder { try db.run("INSERT INTO search_index (search_index) VALUES ('delete-all')") }
            try db.run("DELETE FROM search_entries")
            for kind in 0..<3 {
                try db.run("INSERT INTO search_backlogs (workspace_id, kind_code) VALUES (\(workspace.key), \(kind))")
            }
        }
    }
}
