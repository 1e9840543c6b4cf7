import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `The figures of SQLite's planner` {
    @Test func `are of indexes that are there, and have a figure for each column and one for the rows`() async throws {
        try await Engine.sqlite.withDatabase(migrations) { database in
            let known = try await database.read { try $0.indexes() }
            let figures = try await database.read { try $0.figures() }
            #expect(figures.count > 30)
            for (index, stat) in figures {
                let columns = try #require(known[index], "\(index)")
                #expect(stat.split(separator: " ").count == columns + 1, "\(index)")
            }
        }
    }

    @Test func `are not counted anew by an import`() async throws {
        try await Engine.sqlite.withWorld { world in
            let before = try await world.store.database.read { try $0.figures() }
            try await world.store.write(world.asOperator()) { db in
                let file = Import.File(kind: "opportunities", name: "a.csv", fingerprint: "a", mapping: "{}")
                let run = try db.beginImport(file)
                var grown = run
                grown.rowsRead = 5000
                try db.refreshStatistics(of: grown, before: run)
            }
            #expect(try await world.store.database.read { try $0.figures() } == before)
        }
    }
}

extension Connection {
    fileprivate func figures() throws -> [String: String] {
        var found: [String: String] = [:]
        try forEach("SELECT idx, stat FROM sqlite_stat1 WHERE idx IS NOT NULL") { row in
            let index: String = try row.next()
            found[index] = try row.next()
        }
        return found
    }

    /// How many columns each index has; a table that is kept in the order of its key is its own index.
    fileprivate func indexes() throws -> [String: Int] {
        var found: [String: Int] = [:]
        try forEach(
            """
            SELECT m.name, count(*) FROM sqlite_master m JOIN pragma_index_info(m.name) WHERE m.type = 'index'
            GROUP BY m.name
            UNION ALL
            SELECT t.name, count(*) FROM pragma_table_list t JOIN pragma_table_info(t.name) i WHERE t.wr AND i.pk > 0
            GROUP BY t.name
            """
        ) { row in
            let index: String = try row.next()
            found[index] = try row.next()
        }
        return found
    }
}
