import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A database from before lists` {
    private let pipeline = Identifier<Pipeline>(high: 4, low: 0)
    private let stage = Identifier<Stage>(high: 4, low: 1)

    @Test(arguments: Engine.available) func `gets its latest changes and its order of names`(_ engine: Engine)
        async throws
    {
        let older = Array(migrations.prefix { !$0.name.hasPrefix("0008") })
        try await engine.withDatabase(older) { database in
            try await database.write { try fill($0) }
            try await Migrator(migrations).migrate(database, now: 0)
            let store = Store(database)
            #expect(try await store.fillNameOrder() == 2)
            let access = Access(operatorOf: try await store.workspace(named: nil), now: Instant(milliseconds: 100))
            let rows = try await store.read(access) { db in
                try db.opportunities(OpportunityFilter(), by: ListOrder(.name)).rows
            }
            #expect(rows.map(\.opportunity.name) == ["阿里", "Zebra"])
            #expect(rows.map(\.changedAt.milliseconds) == [10, 25])
        }
    }

    /// One opportunity that was changed twice, and one that no change tells of.
    private func fill(_ db: any Connection) throws {
        let id = Identifier<Workspace>(high: 1, low: 1)
        try db.run(
            """
            INSERT INTO workspaces (id, public_id, name, name_folded, currency, time_zone, language, created_at, version)
            VALUES (1, \(id), 'Old', 'old', 'EUR', 'UTC', 'en', 1, 1)
            """
        )
        try db.run(
            """
            INSERT INTO pipelines (workspace_id, id, name, name_folded, subject, created_at, version)
            VALUES (1, \(pipeline), 'Sales', 'sales', 'opportunities', 1, 1)
            """
        )
        try db.run("INSERT INTO stages (workspace_id, id, pipeline_id) VALUES (1, \(stage), \(pipeline))")
        try db.run(
            """
            INSERT INTO process_versions (workspace_id, pipeline_id, number, effective_date, published_at)
            VALUES (1, \(pipeline), 1, '2020-01-01', 1)
            """
        )
        for (number, name) in ["Zebra", "阿里"].enumerated() {
            let id = Identifier<Opportunity>(high: 9, low: UInt64(number))
            try db.run(
                """
                INSERT INTO opportunities (workspace_id, id, name, name_folded, pipeline_id, stage_id, outcome, began_at,
                    stage_entered_at, revision_number, created_at, version)
                VALUES (1, \(id), \(name), \(name.folded), \(pipeline), \(stage), 'open', 5, 5, 1, 10, 1)
                """
            )
        }
        for (number, instant) in [20, 25].enumerated() {
            try db.run(
                """
                INSERT INTO changes (workspace_id, id, recorded_at, record_kind, record_id, record_version, action)
                VALUES (1, \(Identifier<Change>(high: 8, low: UInt64(number))), \(instant), 'opportunity',
                    \(Identifier<Opportunity>(high: 9, low: 0)), \(number + 1), 'revised')
                """
            )
        }
    }
}
