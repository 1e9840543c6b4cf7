import SQLEngines
import Sales

/// Entries that may answer a query, each a statement that ends after a bounded number of rows.
extension Connection {
    /// Entries whose name begins with the query, in the order of their names.
    func beginning(with query: SearchQuery, _ kind: SearchKind, in workspace: Int64) -> SQL {
        """
        SELECT record_id, text FROM search_entries
        WHERE workspace_id = \(workspace) AND kind_code = \(kind)
            AND text >= \(query.phrase) AND text < \(query.phrase + "\u{10FFFF}")
        ORDER BY text LIMIT \(SearchBound.beginning)
        """
    }

    /// The matches among the newest entries.
    func newest(_ query: SearchQuery, _ kind: SearchKind, in workspace: Int64) -> SQL {
        """
        SELECT record_id, text FROM (
            SELECT record_id, text FROM search_entries
            WHERE workspace_id = \(workspace) AND kind_code = \(kind)
            ORDER BY record_id DESC LIMIT \(SearchBound.newest)
        ) AS newest
        WHERE \(query.isIn("text"))
        """
    }

    /// The matches that the index gives.
    func indexed(_ query: SearchQuery, _ kind: SearchKind, in workspace: Int64, limit: Int) -> SQL {
        indexed(IndexQuestion(query, kind, in: workspace), where: query.isIn("e.text"), limit: limit)
    }

    func indexed(_ question: IndexQuestion, where condition: SQL = "1 = 1", limit: Int) -> SQL {
        let found =
            hasSearchIndexBeside
            ? Self.indexedBeside(question, where: condition) : Self.indexedVectors(question, where: condition)
        return "\(found) LIMIT \(limit)"
    }

    /// The matches among records that another statement names.
    func entries(of kind: SearchKind, where ids: SQL, _ query: SearchQuery, in workspace: Int64) -> SQL {
        """
        SELECT record_id, text FROM search_entries
        WHERE workspace_id = \(workspace) AND kind_code = \(kind) AND record_id IN (\(ids)) AND \(query.isIn("text"))
        """
    }
}

extension SearchQuery {
    /// The condition that a text has all words; they have no wildcards, since they have letters and digits only.
    func isIn(_ text: SQL) -> SQL { words.map { "\(text) LIKE \("%\($0)%")" }.joined(separator: " AND ") }
}

extension ScopedConnection {
    /// The hits with what is shown of them, in the same order.
    func described(
        _ found: [(id: Identifier<AnyRecord>, rank: SearchQuery.Rank)],
        _ kind: SearchKind,
        _ query: SearchQuery
    ) throws -> [SearchHit] {
        if found.isEmpty { return [] }
        let shown: [ShownRecord] = try db.all(shownRecords(found.map(\.id), kind))
        let records = Dictionary(uniqueKeysWithValues: shown.map { ($0.id, $0) })
        return found.compactMap { found in
            guard let record = records[found.id] else { return nil }
            return SearchHit(
                record: SearchHit.Record(kind, found.id),
                name: record.name,
                detail: record.detail,
                match: query.match(in: record.name),
                rank: found.rank
            )
        }
    }

    private func shownRecords(_ ids: [Identifier<AnyRecord>], _ kind: SearchKind) -> SQL {
        if kind == .account {
            return "SELECT id, name, region FROM accounts WHERE workspace_id = \(key) AND id IN (\(list: ids))"
        }
        return """
            SELECT r.id, r.name, a.name FROM \(kind.table) AS r LEFT JOIN accounts AS a
                ON a.workspace_id = r.workspace_id AND a.id = r.account_id AND \(isVisible("a", .account))
            WHERE r.workspace_id = \(key) AND r.id IN (\(list: ids))
            """
    }
}

private struct ShownRecord: SQLReadable {
    var id: Identifier<AnyRecord>
    var name: String
    var detail: String?

    init(from row: inout Row) throws {
        id = try row.next()
        name = try row.next()
        detail = try row.next()
    }
}
