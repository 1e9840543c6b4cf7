import SQLEngines
import Sales

/// The index as PostgreSQL has it: a GIN over each entry's pieces as a `tsvector` that Swift writes.
///
/// `to_tsvector` would cut words as its configuration pleases; the pieces have no character that means something in
/// the types' text forms.
extension Connection {
    func addWithVectors(_ entries: [StoredSearchEntry], in workspace: Int64) throws {
        var rows = SQLRows(columns: 6)
        for entry in entries {
            let vector = entry.vector(in: workspace)
            rows.append(workspace, entry.kind, entry.recordID, entry.entry.text, entry.storedKeys, vector)
        }
        try insert(
            into: "search_entries",
            columns: "workspace_id, kind_code, record_id, text, keys, grams",
            rows: rows
        )
    }

    func replaceWithVector(_ new: StoredSearchEntry, in workspace: Int64) throws {
        try run(
            """
            INSERT INTO search_entries (workspace_id, kind_code, record_id, text, keys, grams)
            VALUES (\(workspace), \(new.kind), \(new.recordID), \(new.entry.text), \(new.storedKeys),
                CAST(\(new.vector(in: workspace)) AS tsvector))
            ON CONFLICT (workspace_id, kind_code, record_id) DO UPDATE
            SET text = excluded.text, keys = excluded.keys, grams = excluded.grams
            """
        )
    }

    /// Entries that the index gives, in no order.
    static func indexedVectors(_ question: IndexQuestion, where condition: SQL) -> SQL {
        let text = question.text(and: " & ", or: " | ") { "'\($0.token)'\($0.isBeginning ? ":*" : "")" }
        return """
            SELECT e.record_id, e.text FROM search_entries AS e
            WHERE e.grams @@ CAST(\(text) AS tsquery) AND \(condition)
            """
    }
}

extension StoredSearchEntry {
    fileprivate func vector(in workspace: Int64) -> String {
        tokens(in: workspace).map { "'\($0)'" }.joined(separator: " ")
    }
}
