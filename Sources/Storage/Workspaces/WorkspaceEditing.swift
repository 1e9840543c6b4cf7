import SQLEngines
import Sales

extension ScopedConnection {
    /// The workspace's settings and their version.
    package func workspaceSetting() throws -> (setting: WorkspaceSetting, version: Int, hasAmounts: Bool) {
        try require(.see, .settings)
        let version: Int = try db.first("SELECT version FROM workspaces WHERE id = \(key)") ?? 1
        let amount: Int64? = try db.first(
            "SELECT 1 FROM opportunities WHERE workspace_id = \(key) AND amount IS NOT NULL LIMIT 1"
        )
        return (WorkspaceSetting(access.workspace), version, amount != nil)
    }

    /// Changes name, language, time zone, and the currency while no opportunity has an amount.
    package func edit(_ setting: WorkspaceSetting, version: Int) throws {
        try require(.edit, .settings)
        try setting.check()
        let (old, _, hasAmounts) = try workspaceSetting()
        if setting == old { return }
        if setting.currency != old.currency, hasAmounts { throw WorkspaceError.currencyInUse }
        let other: Int64? = try db.first(
            "SELECT 1 FROM workspaces WHERE name_folded = \(setting.name.folded) AND id <> \(key)"
        )
        if other != nil { throw WorkspaceError.nameTaken(setting.name) }
        let count = try db.run(
            """
            UPDATE workspaces SET name = \(setting.name), name_folded = \(setting.name.folded),
                currency = \(setting.currency), time_zone = \(setting.timeZone), language = \(setting.language),
                version = version + 1
            WHERE id = \(key) AND version = \(version)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile() }
        var change = Change("workspace", access.workspace.id.erased, version: version + 1, action: .updated)
        let changed = zip(old.fields, setting.fields).filter { $0.1 != $1.1 }
        (change.before, change.after) = (FieldValues(changed.map(\.0)), FieldValues(changed.map(\.1)))
        try db.log([change], by: Origin(access))
    }
}

extension WorkspaceSetting {
    fileprivate init(_ workspace: Workspace) {
        self.init(
            name: workspace.name,
            currency: workspace.currency,
            timeZone: workspace.timeZone,
            language: workspace.language
        )
    }

    /// What the change log tells.
    fileprivate var fields: [(String, SQL.Value)] {
        [
            ("name", name.sqlValue), ("currency", currency.sqlValue), ("timeZone", timeZone.sqlValue),
            ("language", language.sqlValue),
        ]
    }
}
