import SQLEngines
import Sales

extension Connection {
    /// The names of a table's rows, of those in the bin too.
    func names<Record>(
        _ table: SQL,
        _ ids: [Identifier<Record>],
        in workspace: Int64
    ) throws -> [Identifier<Record>: String] {
        var names: [Identifier<Record>: String] = [:]
        for batch in Set(ids).sorted().batches(of: 1000) {
            try forEach(
                "SELECT id, name FROM \(table) WHERE workspace_id = \(workspace) AND id IN (\(list: batch))"
            ) { row in
                let id: Identifier<Record> = try row.next()
                names[id] = try row.next()
            }
        }
        return names
    }
}
