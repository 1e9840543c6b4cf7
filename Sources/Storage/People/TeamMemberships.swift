import SQLEngines
import Sales

/// A membership as it is stored: with what names it and its version.
package struct StoredMembership: SQLReadable, Sendable, Equatable {
    package var id: Identifier<TeamMembership>
    package var version: Int
    package var membership: TeamMembership

    static let columns: SQL = "id, version, member_id, team_id, from_date, until_date"

    package init(from row: inout Row) throws {
        id = try row.next()
        version = try row.next()
        membership = try row.next()
    }

    func isCurrentOrComing(on day: Day) -> Bool { membership.until.map { day < $0 } ?? true }
}

extension ScopedConnection {
    /// Everybody's times in teams, those that ended included.
    package func memberships() throws -> [StoredMembership] {
        try db.all(
            """
            SELECT \(StoredMembership.columns) FROM team_memberships
            WHERE workspace_id = \(key) AND deleted_at IS NULL ORDER BY id
            """
        )
    }

    /// One member's times in teams, those that ended included.
    package func memberships(of id: Identifier<Member>) throws -> [StoredMembership] {
        try db.storedMemberships(of: id, in: key)
    }

    package func create(_ memberships: [TeamMembership]) throws {
        try require(.edit, .members)
        for membership in memberships {
            _ = try (member(membership.memberID), team(membership.teamID))
            try requireFit(membership, beside: nil)
            try db.create(memberships: [membership], by: Origin(access))
        }
    }

    /// Changes from when until when a membership lasts.
    package func edit(_ id: Identifier<TeamMembership>, version: Int, from: Day?, until: Day?) throws {
        try require(.edit, .members)
        let stored = try membership(id)
        var changed = stored.membership
        (changed.from, changed.until) = (from, until)
        if changed == stored.membership { return }
        try requireFit(changed, beside: id)
        guard stored.version == version else { throw ChangedMeanwhile(fields: ["from", "until"]) }
        try db.setTimes(stored, from: from, until: until, by: Origin(access))
    }

    /// Takes back a membership that never was.
    package func delete(_ id: Identifier<TeamMembership>, version: Int) throws {
        try require(.edit, .members)
        let stored = try membership(id)
        guard stored.version == version else { throw ChangedMeanwhile() }
        try db.discard(stored, by: Origin(access))
    }

    private func membership(_ id: Identifier<TeamMembership>) throws -> StoredMembership {
        try db.find(
            """
            SELECT \(StoredMembership.columns) FROM team_memberships
            WHERE workspace_id = \(key) AND id = \(id) AND deleted_at IS NULL
            """,
            kind: "team membership"
        )
    }

    private func requireFit(_ membership: TeamMembership, beside id: Identifier<TeamMembership>?) throws {
        if let from = membership.from, let until = membership.until, until <= from {
            throw TeamError.endsBeforeItBegins
        }
        let others = try memberships(of: membership.memberID).filter { $0.id != id }.map(\.membership)
        if others.contains(where: { $0.teamID == membership.teamID && $0.overlaps(membership) }) {
            throw TeamError.overlap
        }
    }
}
