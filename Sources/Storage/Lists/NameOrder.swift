import SQLEngines
import Sales

extension Store {
    /// Writes the keys by which names are put in order into rows that were there before the column was.
    ///
    /// In batches, each a transaction; run again it goes on where it stopped. Returns how many rows it filled.
    @discardableResult
    package func fillNameOrder(batchSize: Int = 500) async throws -> Int {
        var filled = 0
        for workspace in try await workspaces() {
            // Nearly always there is nothing to do, and the writer need not be asked for.
            let tables = try await database.read { db in
                try Self.namedTables.filter { try !db.unorderedNames(of: $0, workspace.key, limit: 1).isEmpty }
            }
            for table in tables {
                var count = 0
                repeat {
                    count = try await database.write {
                        try $0.fillNameOrder(of: table, workspace.key, limit: batchSize)
                    }
                    filled += count
                } while count == batchSize
            }
        }
        return filled
    }

    private static let namedTables: [SQL] = ["opportunities", "accounts", "contacts", "products", "members", "teams"]
}

extension Connection {
    fileprivate func fillNameOrder(of table: SQL, _ workspace: Int64, limit: Int) throws -> Int {
        let rows = try unorderedNames(of: table, workspace, limit: limit)
        for row in rows {
            try run(
                """
                UPDATE \(table) SET name_sort = \(row.name.sortKey)
                WHERE workspace_id = \(workspace) AND id = \(row.id) AND name = \(row.name)
                """
            )
        }
        return rows.count
    }

    fileprivate func unorderedNames(of table: SQL, _ workspace: Int64, limit: Int) throws -> [NamedRow] {
        try all(
            """
            SELECT id, name FROM \(table) WHERE workspace_id = \(workspace) AND name_sort IS NULL
            ORDER BY id LIMIT \(limit)
            """
        )
    }
}

private struct NamedRow: SQLReadable {
    var id: Identifier<AnyRecord>
    var name: String

    init(from row: inout Row) throws {
        id = try row.next()
        name = try row.next()
    }
}
