import SQLEngines
import Sales

/// Who asks through a browser, and what they may do in each workspace that lets them in.
package struct SignedIn: Sendable {
    package var session: Session
    package var person: Person
    /// In the order in which the workspaces were made; empty for somebody whose access was ended.
    package var accesses: [Access]

    package func access(to workspace: Identifier<Workspace>) -> Access? {
        accesses.first { $0.workspace.id == workspace }
    }
}

extension Store {
    /// The access of a member with the rights that the workspace gives its role now.
    package func access(of member: Member, in workspace: Workspace, now: Instant) async throws -> Access {
        try await database.read { try $0.access(of: member, in: workspace, now: now) }
    }
}

extension Connection {
    func access(of member: Member, in workspace: Workspace, now: Instant) throws -> Access {
        Access(
            member,
            in: workspace,
            rights: try storedRights(of: member.role, in: workspace.key)?.rights ?? RoleRights(defaultOf: member.role),
            unassigned: try storedUnassignedRules(workspace.key)?.rules ?? .standard,
            now: now
        )
    }

    /// The workspaces in which a person is an active member.
    func memberships(of id: Identifier<Person>) throws -> [PersonMembership] {
        try all(
            """
            SELECT w.public_id, w.id, w.name, w.currency, w.time_zone, w.language, \(Member.table.columns(of: "m")),
                r.data_scope, r.rights, u.rules
            FROM members m JOIN workspaces w ON w.id = m.workspace_id
            LEFT JOIN role_rights r ON r.workspace_id = m.workspace_id AND r.role = m.role
            LEFT JOIN unassigned_rules u ON u.workspace_id = m.workspace_id
            WHERE m.person_id = \(id) AND m.deactivated_at IS NULL AND m.deleted_at IS NULL ORDER BY w.id
            """
        )
    }
}

/// A person's place in one workspace, with what the workspace decided for it.
struct PersonMembership: SQLReadable {
    var workspace: Workspace
    var member: Member
    var rights: RoleRights
    var unassigned: UnassignedRules

    init(from row: inout Row) throws {
        workspace = try row.next()
        member = try row.next()
        let scope: DataScope? = try row.next()
        let words: String? = try row.next()
        rights = try RoleRights(stored: scope, words) ?? RoleRights(defaultOf: member.role)
        let rules: String? = try row.next()
        unassigned = try rules.map(UnassignedRules.init(stored:)) ?? .standard
    }

    func access(now: Instant) -> Access {
        Access(member, in: workspace, rights: rights, unassigned: unassigned, now: now)
    }
}
