import SQLEngines
import Sales

extension ScopedConnection {
    /// The names of the records of a bulk action that the member sees, those in the bin too.
    package func names(of entries: [BulkEntry], in run: BulkRun) throws -> [Identifier<AnyRecord>: String] {
        var names: [Identifier<AnyRecord>: String] = [:]
        if entries.isEmpty { return names }
        try db.forEach(
            """
            SELECT id, name FROM \(run.kind.table)
            WHERE workspace_id = \(key) AND id IN (\(list: entries.map(\.id))) AND \(sees(run.kind.rights))
            """
        ) { row in
            let id: Identifier<AnyRecord> = try row.next()
            names[id] = try row.next()
        }
        return names
    }
}
