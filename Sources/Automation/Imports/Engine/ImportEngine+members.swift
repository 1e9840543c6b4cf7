import Sales
import Storage

extension ImportEngine {
    func takeMembers(
        _ rows: [(row: Int, value: MemberRow)],
        _ run: Import,
        _ db: ScopedConnection,
        _ outcomes: inout BatchOutcomes
    ) throws {
        var places: [(member: Member, row: MemberRow)] = []
        try take(rows, key: \.key, name: \.name, run, db, &outcomes) { (member: inout Member, row, _) in
            row.name.apply(to: &member.name)
            row.email.apply(to: &member.email)
            // The role of somebody who signs in is given in the application, never by a file.
            if member.personID == nil { row.role.apply(to: &member.role) }
            places.append((member, row))
        }
        var tree = try TeamTree(db)
        for (member, row) in places {
            guard let path = row.teams.value, !path.isEmpty else { continue }
            let team = try tree.team(path, run, db)
            try place(member, in: team, row, run, db)
        }
    }

    private func place(
        _ member: Member,
        in team: Identifier<Team>,
        _ row: MemberRow,
        _ run: Import,
        _ db: ScopedConnection
    ) throws {
        guard row.teamFrom.value != nil || row.teamUntil.value != nil else {
            _ = try db.place(member.id, in: team, run: run)
            return
        }
        let membership = TeamMembership(
            memberID: member.id,
            teamID: team,
            from: row.teamFrom.value,
            until: row.teamUntil.value
        )
        if try db.teamMemberships(of: member.id).contains(membership) { return }
        try db.create(memberships: [membership], in: run)
    }
}

/// The team tree, in which missing teams are made along a path from the root.
private struct TeamTree {
    private struct Place: Hashable {
        var parent: Identifier<Team>?
        var name: String
    }

    private var teams: [Place: Identifier<Team>] = [:]

    init(_ db: ScopedConnection) throws {
        for team in try db.teams() { teams[Place(parent: team.parentID, name: team.name.folded)] = team.id }
    }

    mutating func team(_ path: [String], _ run: Import, _ db: ScopedConnection) throws -> Identifier<Team> {
        var parent: Identifier<Team>?
        for name in path where !name.isEmpty {
            let place = Place(parent: parent, name: name.folded)
            if let known = teams[place] {
                parent = known
            } else {
                let team = Team(id: Identifier(at: db.access.now), name: name, parentID: parent)
                try db.create(teams: [team], in: run)
                teams[place] = team.id
                parent = team.id
            }
        }
        guard let parent else { throw NotFound(kind: "team") }
        return parent
    }
}
