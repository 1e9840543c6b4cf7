import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Lists, look-ups and saves` {
    /// One step of SQLite's plan for a statement.
    struct Step: SQLReadable {
        var detail: String

        init(from row: inout Row) throws {
            for _ in 0..<3 { row.skip() }
            detail = try row.next()
        }
    }

    @Test func `use an index on every table that grows`() async throws {
        try await Engine.sqlite.withDatabase(migrations) { database in
            let recording = RecordingDatabase(database)
            let world = try await NamedWorld(recording)
            try await work(world)
            for statement in recording.statements where !statement.text.hasPrefix("INSERT") {
                let steps: [Step] = try await database.read { try $0.all("EXPLAIN QUERY PLAN \(statement)") }
                for table in Self.growing {
                    #expect(!steps.contains { $0.detail.hasPrefix("SCAN \(table)") }, "\(statement.text)")
                }
            }
            #expect(recording.statements.count > 40)
        }
    }

    @Test func `would be caught at a scan`() async throws {
        try await Engine.sqlite.withDatabase(migrations) { database in
            let steps: [Step] = try await database.read {
                try $0.all("EXPLAIN QUERY PLAN SELECT id FROM accounts WHERE phone = \("1")")
            }
            #expect(steps.contains { $0.detail.hasPrefix("SCAN accounts") })
        }
    }

    private static let growing = [
        "opportunities", "opportunity_revisions", "opportunity_voids", "changes", "accounts", "contacts",
        "import_findings",
    ]

    /// Goes once through what people and imports do all day.
    private func work(_ world: NamedWorld) async throws {
        let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
        let rep = world.access(world.ben, after: 5)
        try await world.store.write(rep) { db in
            try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: world.time(4)))
            _ = try db.revise(made.id) { $0.expectedCloseDate = Day("2026-03-01") }
            _ = try db.edit(world.acme.id, version: 1) { (account: inout Account) in account.region = "East" }
            _ = try db.void([3], of: made.id)
        }
        try await world.store.read(rep) { db in
            _ = try db.opportunities(before: made.id)
            _ = try db.accounts(after: world.acme)
            _ = try db.contacts()
            _ = try db.revisions(of: made.id)
        }
        try await world.store.write(world.asOperator(6)) { db in
            let run = try db.beginImport(Import.File(kind: "accounts", name: "a.csv", fingerprint: "f", mapping: "{}"))
            _ = try db.accounts(externalKeys: ["1"])
            _ = try db.accounts(foldedNames: ["acme"])
            _ = try db.opportunities(externalKeys: ["1"])
            _ = try db.findings(of: run, failures: true, limit: 10)
            _ = try db.failedRows(of: run.id)
            _ = try db.undoOpportunities(of: run, ImportUndo())
            _ = try db.undoRecords(of: run, ImportUndo())
        }
        let live = LiveTimeline(world.store, of: world.workspace)
        _ = try await live.current()
        _ = try await world.make("Second", owner: world.ben)
        _ = try await live.current()
    }
}
