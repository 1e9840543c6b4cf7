import SQLEngines
import Sales

extension Store {
    /// One sentence where records are not found by what they have, nothing where all is well.
    func searchProblems(of workspace: Workspace, batchSize: Int) async throws -> [String] {
        var problems: [String] = []
        for kind in SearchKind.allCases {
            var wrong: [Identifier<AnyRecord>] = []
            var last: Identifier<AnyRecord>?
            repeat {
                let after = last
                let (found, end) = try await database.read { db in
                    try db.wrongSearchEntries(kind.recordType, after: after, limit: batchSize, in: workspace.key)
                }
                wrong += found
                last = end
            } while last != nil
            guard let first = wrong.first else { continue }
            problems.append(
                """
                The search does not know \(wrong.count) of the \(kind.table.text) as they are, as \(first). \
                Edit their names, or restore a backup, and report this.
                """
            )
        }
        return problems
    }
}

extension Connection {
    /// Records of a batch whose entry is another than follows from them, and the last one of a full batch.
    fileprivate func wrongSearchEntries<Record: SearchedRecord>(
        _ type: Record.Type,
        after last: Identifier<AnyRecord>?,
        limit: Int,
        in workspace: Int64
    ) throws -> (wrong: [Identifier<AnyRecord>], last: Identifier<AnyRecord>?) {
        let start: SQL = last.map { "id > \($0)" } ?? "1 = 1"
        let told = try searchEntries(type, where: "\(start) ORDER BY id LIMIT \(limit)", in: workspace)
        let stored: [SearchCandidate] = try all(
            """
            SELECT record_id, text FROM search_entries WHERE workspace_id = \(workspace)
                AND kind_code = \(type.searchKind) AND record_id IN (\(list: told.map(\.recordID)))
            """
        )
        let texts = Dictionary(uniqueKeysWithValues: stored.map { ($0.id, $0.entry.text) })
        let backlog = try backlog(of: type.searchKind, in: workspace)
        let wrong = told.filter { entry in
            let text = texts[entry.recordID]
            return text != entry.entry.text && !(text == nil && backlog?.awaits(entry.recordID) == true)
        }
        .map(\.recordID)
        return (wrong, told.count < limit ? nil : told.last?.recordID)
    }
}
