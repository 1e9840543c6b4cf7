import SQLEngines
import Sales

extension ScopedConnection {
    /// The member's times in teams, those that ended included.
    package func teamMemberships(of id: Identifier<Member>) throws -> [TeamMembership] {
        try db.storedMemberships(of: id, in: key).map(\.membership)
    }

    /// Puts a member into a team from today on, or from always where it is in none yet, and ends the other memberships.
    ///
    /// Returns whether anything changed.
    package func place(_ id: Identifier<Member>, in team: Identifier<Team>, run: Import) throws -> Bool {
        try requireAdministrator()
        let origin = Origin(access, importID: run.id)
        let memberships = try db.storedMemberships(of: id, in: key)
        let current = memberships.filter { $0.membership.covers(access.today) }
        if current.contains(where: { $0.membership.teamID == team }) { return false }
        for membership in current { try db.end(membership, on: access.today, by: origin) }
        let from = memberships.isEmpty ? nil : access.today
        try db.create(memberships: [TeamMembership(memberID: id, teamID: team, from: from)], by: origin)
        return true
    }
}

private struct StoredMembership: SQLReadable {
    var id: Identifier<TeamMembership>
    var version: Int
    var membership: TeamMembership

    init(from row: inout Row) throws {
        id = try row.next()
        version = try row.next()
        membership = try row.next()
    }
}

extension Connection {
    fileprivate func storedMemberships(of id: Identifier<Member>, in workspace: Int64) throws -> [StoredMembership] {
        try all(
            """
            SELECT id, version, member_id, team_id, from_date, until_date FROM team_memberships
            WHERE workspace_id = \(workspace) AND member_id = \(id) AND deleted_at IS NULL ORDER BY id
            """
        )
    }

    fileprivate func end(_ stored: StoredMembership, on day: Day, by origin: Origin) throws {
        // One that began today never counted.
        let end: SQL = stored.membership.from == day ? "deleted_at = \(origin.now)" : "until_date = \(day)"
        let count = try run(
            """
            UPDATE team_memberships SET \(end), version = version + 1
            WHERE workspace_id = \(origin.workspace) AND id = \(stored.id) AND version = \(stored.version)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile(fields: ["team"]) }
        let change = Change(
            "teamMembership",
            stored.id.erased,
            version: stored.version + 1,
            action: .updated,
            before: FieldValues([("untilDate", stored.membership.until.sqlValue)])
        )
        try log([change], by: origin)
    }
}
