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
        try requireImporter(of: .members)
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
