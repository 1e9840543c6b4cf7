import SQLEngines
import Sales

extension Connection {
    /// The members whose records `access` may see; nil for everybody's.
    func visibleOwners(_ access: Access) throws -> Set<Identifier<Member>>? {
        guard access.dataScope != .all, let member = access.member else { return nil }
        if access.dataScope == .own { return [member.id] }
        let (key, today) = (access.workspace.key, access.today)
        let mine = try storedMemberships(of: member.id, in: key).map(\.membership).filter { $0.covers(today) }
        let own = Set(mine.map(\.teamID))
        let seen = access.dataScope == .team ? own : try teams(key).below(own)
        let others = try storedMemberships(in: seen.sorted(), workspace: key).map(\.membership)
        return Set(others.lazy.filter { $0.covers(today) }.map(\.memberID)).union([member.id])
    }

    func teams(_ workspace: Int64) throws -> [Team] {
        try once(
            """
            SELECT \(Team.table.columns) FROM teams WHERE workspace_id = \(workspace) AND deleted_at IS NULL ORDER BY id
            """
        )
    }

    /// The teams, and those that were dissolved and had members: past figures have them.
    func teamsOfAllTimes(_ workspace: Int64) throws -> [Team] {
        try all(
            """
            SELECT \(Team.table.columns) FROM teams WHERE workspace_id = \(workspace) AND (deleted_at IS NULL OR EXISTS (
                SELECT 1 FROM team_memberships m
                WHERE m.workspace_id = teams.workspace_id AND m.team_id = teams.id AND m.deleted_at IS NULL))
            ORDER BY id
            """
        )
    }

    func teamMemberships(_ workspace: Int64) throws -> [TeamMembership] {
        try all(
            """
            SELECT member_id, team_id, from_date, until_date FROM team_memberships
            WHERE workspace_id = \(workspace) AND deleted_at IS NULL ORDER BY id
            """
        )
    }
}

extension TeamMembership: SQLReadable {
    package init(from row: inout Row) throws {
        try self.init(memberID: row.next(), teamID: row.next(), from: row.next(), until: row.next())
    }
}
