import SQLEngines
import Sales

/// What happened in a workspace after a number.
package struct ChangeFeed: Sendable {
    package var lastNumber: Int64
    package var opportunities: [Identifier<Opportunity>]
    package var accounts: [Identifier<Account>]
    /// Whether anything changed that figures refer to and that is little: people, teams, pipelines, products.
    package var touchesDirectory: Bool

    /// What is read again as a whole when one of it changed; of notes, tags, shares and the like no figure tells.
    fileprivate static let inDirectory: Set<String> = [
        "pipeline", "process", "member", "team", "teamMembership", "product", "workspace",
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
        var feed = ChangeFeed(lastNumber: number, opportunities: [], accounts: [], touchesDirectory: false)
        try forEach(
            """
            SELECT number, record_kind, record_id FROM changes
            WHERE workspace_id = \(workspace) AND number > \(number) ORDER BY number
            """
        ) { row in
            feed.lastNumber = try row.next()
            let kind: String = try row.next()
            let id: Identifier<AnyRecord> = try row.next()
            switch kind {
            case "opportunity": feed.opportunities.append(Identifier(id))
            case "account": feed.accounts.append(Identifier(id))
            default: feed.touchesDirectory = feed.touchesDirectory || ChangeFeed.inDirectory.contains(kind)
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
