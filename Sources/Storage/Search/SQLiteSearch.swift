import SQLEngines
import Sales

/// The index as FTS5 has it: a table without contents of its own, whose rows have the entries' numbers.
extension Connection {
    func addBesideIndex(_ entries: [StoredSearchEntry], in workspace: Int64) throws {
        var number: Int64? = try first("SELECT coalesce(max(number), 0) FROM search_entries")
        var rows = SQLRows(columns: 6)
        var indexed = SQLRows(columns: 2)
        for entry in entries {
            number = (number ?? 0) + 1
            rows.append(number, workspace, entry.kind, entry.recordID, entry.entry.text, entry.storedKeys)
            indexed.append(number, entry.gramText(in: workspace))
        }
        try insert(
            into: "search_entries",
            columns: "number, workspace_id, kind_code, record_id, text, keys",
            rows: rows
        )
        try insert(into: "search_index", columns: "rowid, grams", rows: indexed)
    }

    func replaceBesideIndex(_ new: StoredSearchEntry, in workspace: Int64) throws {
        let stored: [NumberedEntry] = try all(
            """
            SELECT number, text, keys FROM search_entries
            WHERE workspace_id = \(workspace) AND kind_code = \(new.kind) AND record_id = \(new.recordID)
            """
        )
        guard let old = stored.first else { return try addBesideIndex([new], in: workspace) }
        if old.entry == new.entry { return }
        let before = StoredSearchEntry(new.kind, new.recordID, old.entry)
        // A table without contents is told what it has to forget.
        try run(
            """
            INSERT INTO search_index (search_index, rowid, grams)
            VALUES ('delete', \(old.number), \(before.gramText(in: workspace)))
            """
        )
        try run(
            """
            UPDATE search_entries SET text = \(new.entry.text), keys = \(new.storedKeys) WHERE number = \(old.number)
            """
        )
        try run("INSERT INTO search_index (rowid, grams) VALUES (\(old.number), \(new.gramText(in: workspace)))")
    }

    /// Merges pieces of the index, 200 pages of them at most, and says whether there are more.
    ///
    /// FTS5 takes a negative number for the beginning of a merge of all into one; what changed less than twice is done
    /// (https://www.sqlite.org/fts5.html, the 'merge' command). PostgreSQL has one index, and nothing to merge.
    func mergeBesideIndex(isFirst: Bool) throws -> Bool {
        guard hasSearchIndexBeside else { return false }
        let before: Int? = try first("SELECT total_changes()")
        try run("INSERT INTO search_index (search_index, rank) VALUES ('merge', \(isFirst ? -200 : 200))")
        let after: Int? = try first("SELECT total_changes()")
        return (after ?? 0) - (before ?? 0) >= 2
    }

    /// Entries that the index gives, the newest first.
    static func indexedBeside(_ question: IndexQuestion, where condition: SQL) -> SQL {
        let text = question.text(and: " AND ", or: " OR ") { "\"\($0.token)\"\($0.isBeginning ? " *" : "")" }
        return """
            SELECT e.record_id, e.text FROM search_index AS i JOIN search_entries AS e ON e.number = i.rowid
            WHERE search_index MATCH \(text) AND \(condition) ORDER BY i.rowid DESC
            """
    }
}

extension StoredSearchEntry {
    fileprivate func gramText(in workspace: Int64) -> String { tokens(in: workspace).joined(separator: " ") }
}

private struct NumberedEntry: SQLReadable {
    var number: Int64
    var entry: SearchEntry

    init(from row: inout Row) throws {
        number = try row.next()
        let text: String = try row.next()
        let keys: String? = try row.next()
        entry = SearchEntry(text: text, keyCodes: keys?.split(separator: " ").map(String.init) ?? [])
    }
}
