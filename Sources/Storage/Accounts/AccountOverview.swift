import SQLEngines
import Sales

extension ScopedConnection {
    /// The accounts that lie directly under this one, by name, as far as the member sees them.
    package func subsidiaries(of id: Identifier<Account>, limit: Int = 100) throws -> [Account] {
        _ = try account(id)
        return try db.all(
            """
            SELECT \(Account.table.columns) FROM accounts
            WHERE workspace_id = \(key) AND parent_id = \(id) AND deleted_at IS NULL AND \(sees(.accounts))
            ORDER BY name_sort, id LIMIT \(limit)
            """
        )
    }

    /// All opportunities of the account that the member sees, for figures over them.
    package func opportunityIDs(of id: Identifier<Account>) throws -> [Identifier<Opportunity>] {
        var filter = OpportunityFilter()
        filter.accountIDs = [id]
        return try db.all("SELECT id FROM opportunities WHERE \(try condition(filter)) ORDER BY id")
    }

    /// Whether the member sees the account's own page, and not only its name on others.
    package func isVisible(_ id: Identifier<Account>) throws -> Bool {
        let found: [Identifier<Account>] = try db.all(
            """
            SELECT id FROM accounts
            WHERE workspace_id = \(key) AND id = \(id) AND deleted_at IS NULL AND \(sees(.accounts))
            """
        )
        return !found.isEmpty
    }

    /// The accounts of that name that the member sees, folded: two may share one.
    package func accounts(named name: String, limit: Int = 2) throws -> [Account] {
        try db.all(
            """
            SELECT \(Account.table.columns) FROM accounts
            WHERE workspace_id = \(key) AND name_folded = \(name.folded) AND deleted_at IS NULL AND \(sees(.accounts))
            ORDER BY id LIMIT \(limit)
            """
        )
    }
}
