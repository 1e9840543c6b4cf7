import SQLEngines
import Sales

/// What happened in a workspace after a number.
package struct ChangeFeed: Sendable {
    package var lastNumber: Int64
    package var opportunities: [Identifier<Opportunity>]
    /// Whether anything else changed: customers, people, pipelines.
    package var touchesDirectory: Bool
}

extension Store {
    /// Numbers committed entries where the engine needs it; done before reading by number.
    package func numberChanges(of workspace: Workspace) async throws {
        let isNeeded = try await database.read { db in
            guard !db.commitsInOrder else { return false }
            let unnumbered: Int64? = try db.first(
                "SELECT 1 FROM changes WHERE workspace_id = \(workspace.key) AND number IS NULL LIMIT 1"
            )
            return unnumbered != nil
        }
        guard isNeeded else { return }
        _ = try await database.write { try $0.numberChanges(workspace.key) }
    }
}

extension Connection {
    func changes(in workspace: Int64, after number: Int64) throws -> ChangeFeed {
        var feed = ChangeFeed(lastNumber: number, opportunities: [], touchesDirectory: false)
        try forEach(
            """
            SELECT number, record_kind, record_id FROM changes
            WHERE workspace_id = \(workspace) AND number > \(number) ORDER BY number
            """
        ) { row in
            feed.lastNumber = try row.next()
            let kind: String = try row.next()
            let id: Identifier<AnyRecord> = try row.next()
            if kind == "opportunity" { feed.opportunities.append(Identifier(id)) } else { feed.touchesDirectory = true }
        }
        return feed
    }
}
