import SQLEngines
import Sales

/// What happened in a workspace after a number.
package struct ChangeFeed: Sendable {
    package var lastNumber: Int64
    package var opportunities: [Identifier<Opportunity>]
    /// Whether anything else changed that figures refer to: accounts, people, pipelines.
    package var touchesDirectory: Bool

    /// What no figure has: reading all accounts again for a share would cost what a first load does.
    fileprivate static let inNoFigure: Set<String> = [
        "contact", "share", "view", "export", "roleRights", "unassignedRules", "source", "currency", "exchangeRate",
    ]
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
        while try await database.write({ try $0.numberChanges(workspace.key) }) == changeNumberBatch {}
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
            if kind == "opportunity" {
                feed.opportunities.append(Identifier(id))
            } else if !ChangeFeed.inNoFigure.contains(kind) {
                feed.touchesDirectory = true
            }
        }
        return feed
    }
}

extension Store {
    /// The number of entries of every workspace's change log; grows with each commit of any process.
    ///
    /// It only reads: entries that have no number yet keep none.
    package func changeCount() async throws -> Int64 {
        try await database.read { db in
            let workspaces: [Int64] = try db.all("SELECT id FROM workspaces ORDER BY id")
            return try workspaces.reduce(0) { try $0 + db.changeCount($1) }
        }
    }
}

extension Connection {
    fileprivate func changeCount(_ workspace: Int64) throws -> Int64 {
        let unnumbered: Int64? = try first(
            "SELECT count(*) FROM changes WHERE workspace_id = \(workspace) AND number IS NULL"
        )
        return try lastChangeNumber(workspace) + (unnumbered ?? 0)
    }
}

extension Store {
    /// The engine's name and version, such as `SQLite 3.40.1`.
    package func engineVersion() async throws -> String { try await database.version() }
}
