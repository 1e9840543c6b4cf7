import SQLEngines
import Sales

extension Connection {
    /// The members whose records `access` may see; nil for everybody's.
    func visibleOwners(_ access: Access) throws -> Set<Identifier<Member>>? {
        guard access.dataScope != .all, let member = access.member else { return nil }
        if access.dataScope == .own { return [member.id] }
        let memberships = try teamMemberships(access.workspace.key).filter { $0.covers(access.today) }
        let own = Set(memberships.lazy.filter { $0.memberID == member.id }.map(\.teamID))
        let teams = access.dataScope == .team ? own : try teams(access.workspace.key).below(own)
        return Set(memberships.lazy.filter { teams.contains($0.teamID) }.map(\.memberID)).union([member.id])
    }

    func teams(_ workspace: Int64) throws -> [Team] {
        try all(
            "SELECT id, name, parent_id FROM teams WHERE workspace_id = \(workspace) AND deleted_at IS NULL ORDER BY id"
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

extension [Team] {
    /// The teams and all that lie under them.
    func below(_ roots: Set<Identifier<Team>>) -> Set<Identifier<Team>> {
        let children = Dictionary(grouping: self) { $0.parentID }
        var found = roots
        var waiting = [Identifier<Team>](roots)
        while let team = waiting.popLast() {
            for child in children[team] ?? [] where found.insert(child.id).inserted { waiting.append(child.id) }
        }
        return found
    }
}

extension Team: SQLReadable {
    package init(from row: inout Row) throws {
        try self.init(id: row.next(), name: row.next(), parentID: row.next())
    }
}

extension TeamMembership: SQLReadable {
    package init(from row: inout Row) throws {
        try self.init(memberID: row.next(), teamID: row.next(), from: row.next(), until: row.next())
    }
}
