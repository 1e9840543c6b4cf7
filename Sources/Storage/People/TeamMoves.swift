import SQLEngines
import Sales

extension ScopedConnection {
    /// Puts a member into a team from today on, or from always where it is in none yet, and ends the other memberships.
    ///
    /// Returns whether anything changed.
    package func place(_ id: Identifier<Member>, in team: Identifier<Team>, run: Import) throws -> Bool {
        try requireAdministrator()
        let origin = Origin(access, importID: run.id)
        let memberships = try db.teamMemberships(key).filter { $0.memberID == id }
        if memberships.contains(where: { $0.teamID == team && $0.covers(access.today) }) { return false }
        let current = memberships.filter { $0.covers(access.today) }
        for membership in current { try db.end(membership, on: access.today, by: origin) }
        let from = memberships.isEmpty ? nil : access.today
        try db.create(memberships: [TeamMembership(memberID: id, teamID: team, from: from)], by: origin)
        return true
    }
}

extension Connection {
    fileprivate func end(_ membership: TeamMembership, on day: Day, by origin: Origin) throws {
        // One that began today never counted.
        let isEmpty = membership.from == day
        let end: SQL = isEmpty ? "deleted_at = \(origin.now)" : "until_date = \(day)"
        let ids: [Identifier<TeamMembership>] = try all(
            """
            UPDATE team_memberships SET \(end), version = version + 1
            WHERE workspace_id = \(origin.workspace) AND member_id = \(membership.memberID)
                AND team_id = \(membership.teamID) AND until_date IS NULL AND deleted_at IS NULL RETURNING id
            """
        )
        try log(ids.map { Change("teamMembership", $0.erased, version: 2, action: .updated) }, by: origin)
    }
}
