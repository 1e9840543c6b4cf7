import SQLEngines
import Sales
import SalesAnalytics

extension Connection {
    /// What the workspace's history refers to.
    ///
    /// People and accounts in the bin keep their names in past figures.
    func directory(of workspace: Workspace) throws -> TimelineDirectory {
        var directory = try directoryWithoutAccounts(of: workspace)
        try readAccounts(of: workspace.key, into: &directory)
        return directory
    }

    /// The accounts alone, which are many.
    func accountDirectory(of workspace: Workspace) throws -> TimelineDirectory {
        var directory = TimelineDirectory(ofNoneIn: workspace)
        try readAccounts(of: workspace.key, into: &directory)
        return directory
    }

    func directoryWithoutAccounts(of workspace: Workspace) throws -> TimelineDirectory {
        let key = workspace.key
        var directory = TimelineDirectory(ofNoneIn: workspace)
        directory.pipelines = try pipelines(key).map { ($0, try processVersions(of: $0.id, in: key)) }
        directory.teams = try teamsOfAllTimes(key)
        directory.memberships = try teamMemberships(key)
        try forEach("SELECT id, name FROM members WHERE workspace_id = \(key) ORDER BY id") { row in
            directory.members.append((try row.next(), try row.next()))
        }
        try forEach("SELECT id, name FROM products WHERE workspace_id = \(key) ORDER BY id") { row in
            directory.products.append((try row.next(), try row.next()))
        }
        return directory
    }

    /// What the changes touch of it; nil where that is nothing.
    ///
    /// Only the accounts that changed are read, and those under them, which carry their names.
    func directory(of workspace: Workspace, changedBy feed: ChangeFeed) throws -> TimelineDirectory? {
        if feed.accounts.isEmpty && !feed.touchesDirectory { return nil }
        if feed.accounts.count > 10_000 { return try directory(of: workspace) }
        var directory = TimelineDirectory(ofNoneIn: workspace)
        if feed.touchesDirectory { directory = try directoryWithoutAccounts(of: workspace) }
        for batch in Array(Set(feed.accounts)).sorted().batches(of: 1000) {
            let children: [Identifier<Account>] = try all(
                "SELECT id FROM accounts WHERE workspace_id = \(workspace.key) AND parent_id IN (\(list: batch))"
            )
            for part in (batch + children).batches(of: 1000) {
                try readAccounts(of: workspace.key, among: "AND a.id IN (\(list: part))", into: &directory)
            }
        }
        return directory
    }

    private func readAccounts(
        of workspace: Int64,
        among condition: SQL = "",
        into directory: inout TimelineDirectory
    ) throws {
        directory.accountFields = ["industry", "region", "type", "size", "parent"]
        try forEach(
            """
            SELECT a.id, a.name, a.industry, a.region, a.type, a.size, p.name FROM accounts a
            LEFT JOIN accounts p ON p.workspace_id = a.workspace_id AND p.id = a.parent_id
            WHERE a.workspace_id = \(workspace) \(condition) ORDER BY a.id
            """
        ) { row in
            let (id, name): (Identifier<Account>, String) = (try row.next(), try row.next())
            directory.accounts.append((id, name, try (0..<5).map { _ in try row.next() }))
        }
    }
}

extension TimelineDirectory {
    /// The workspace's own settings and nothing else.
    init(ofNoneIn workspace: Workspace) {
        self.init(workspaceCurrency: workspace.currency, calendar: ZoneCalendar(workspace.timeZone) ?? .utc)
    }
}
