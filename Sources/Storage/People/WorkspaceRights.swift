import SQLEngines
import Sales

/// What cannot be changed about rights.
package enum RightsError: Error, Equatable, CustomStringConvertible {
    /// Somebody must be able to administer the workspace, whatever is set.
    case ownersRights

    package var description: String { "Owners may always do everything; their rights cannot be changed." }
}

/// What a role may do in the workspace, and the version of that setting: 0 while it is the default.
package struct StoredRights: Sendable, Equatable {
    package var rights: RoleRights
    package var version: Int

    package init(rights: RoleRights, version: Int) {
        self.rights = rights
        self.version = version
    }
}

/// Who sees what nobody owns, and the version of that setting: 0 while it is the default.
package struct StoredUnassignedRules: Sendable, Equatable {
    package var rules: UnassignedRules
    package var version: Int
}

extension ScopedConnection {
    package func rights(of role: Role) throws -> StoredRights {
        try require(.see, .settings)
        let standard = StoredRights(rights: RoleRights(defaultOf: role), version: 0)
        return role == .owner ? standard : try db.storedRights(of: role, in: key) ?? standard
    }

    /// Changes what a role may do; it counts from everybody's next request.
    package func setRights(_ rights: RoleRights, of role: Role, version: Int) throws {
        try require(.edit, .settings)
        guard role != .owner else { throw RightsError.ownersRights }
        guard access.reaches(role) else { throw MemberError.aboveYou(role) }
        let before = try self.rights(of: role).rights
        let (scope, words) = (rights.dataScope, rights.words)
        try store(
            version,
            insert: """
                INSERT INTO role_rights (workspace_id, role, data_scope, rights, version)
                VALUES (\(key), \(role), \(scope), \(words), 1) ON CONFLICT (workspace_id, role) DO NOTHING
                """,
            update: """
                UPDATE role_rights SET data_scope = \(scope), rights = \(words), version = version + 1
                WHERE workspace_id = \(key) AND role = \(role) AND version = \(version)
                """
        )
        try logSetting("roleRights", version + 1, before.fields(of: role), rights.fields(of: role))
    }

    package func unassignedRules() throws -> StoredUnassignedRules {
        try require(.see, .settings)
        return try db.storedUnassignedRules(key) ?? StoredUnassignedRules(rules: .standard, version: 0)
    }

    /// Changes who sees what nobody owns.
    package func setUnassignedRules(_ rules: UnassignedRules, version: Int) throws {
        try require(.edit, .settings)
        let (before, words) = (try unassignedRules().rules, rules.description)
        try store(
            version,
            insert: """
                INSERT INTO unassigned_rules (workspace_id, rules, version) VALUES (\(key), \(words), 1)
                ON CONFLICT (workspace_id) DO NOTHING
                """,
            update: """
                UPDATE unassigned_rules SET rules = \(words), version = version + 1
                WHERE workspace_id = \(key) AND version = \(version)
                """
        )
        let fields = [before, rules].map { FieldValues([("rules", $0.description.sqlValue)]) }
        try logSetting("unassignedRules", version + 1, fields[0], fields[1])
    }

    private func store(_ version: Int, insert: SQL, update: SQL) throws {
        guard try db.run(version == 0 ? insert : update) == 1 else { throw ChangedMeanwhile() }
    }

    /// Settings have no identifier of their own: they are the workspace's.
    private func logSetting(_ kind: String, _ version: Int, _ before: FieldValues, _ after: FieldValues) throws {
        var change = Change(kind, access.workspace.id.erased, version: version, action: .updated)
        (change.before, change.after) = (before, after)
        try db.log([change], by: Origin(access))
    }
}

extension Connection {
    func storedRights(of role: Role, in workspace: Int64) throws -> StoredRights? {
        try first(
            """
            SELECT data_scope, rights, version FROM role_rights
            WHERE workspace_id = \(workspace) AND role = \(role)
            """
        )
    }

    func storedUnassignedRules(_ workspace: Int64) throws -> StoredUnassignedRules? {
        try first("SELECT rules, version FROM unassigned_rules WHERE workspace_id = \(workspace)")
    }
}

extension StoredRights: SQLReadable {
    package init(from row: inout Row) throws {
        let (scope, words): (DataScope, String) = (try row.next(), try row.next())
        guard let rights = try RoleRights(stored: scope, words) else {
            throw UnknownValue(type: "RoleRights", value: words)
        }
        self.init(rights: rights, version: try row.next())
    }
}

extension StoredUnassignedRules: SQLReadable {
    package init(from row: inout Row) throws {
        let words: String = try row.next()
        self.init(rules: try UnassignedRules(stored: words), version: try row.next())
    }
}

extension RoleRights {
    /// What is stored; nil where nothing is.
    init?(stored scope: DataScope?, _ words: String?) throws {
        guard let scope, let words else { return nil }
        guard let rights = RoleRights(dataScope: scope, words: words) else {
            throw UnknownValue(type: "RoleRights", value: words)
        }
        self = rights
    }

    fileprivate func fields(of role: Role) -> FieldValues {
        FieldValues([("role", role.sqlValue), ("dataScope", dataScope.sqlValue), ("rights", words.sqlValue)])
    }
}

extension UnassignedRules {
    init(stored words: String) throws {
        guard let rules = UnassignedRules(words) else { throw UnknownValue(type: "UnassignedRules", value: words) }
        self = rules
    }
}
