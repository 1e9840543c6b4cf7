import SQLEngines
import Sales

extension Member: StoredRecord {
    package static let table = RecordTable(
        kind: "member",
        name: "members",
        fields: [
            .value("name", "name"), .value("email", "email"), .value("role", "role"),
            .value("externalKey", "external_key"),
        ]
    )

    package var values: [SQL.Value] { [name.sqlValue, email.sqlValue, role.sqlValue, externalKey.sqlValue] }

    package init(from row: inout Row) throws {
        let id: Identifier<Member> = try row.next()
        let version: Int = try row.next()
        try self.init(
            id: id,
            name: row.next(),
            email: row.next(),
            role: row.next(),
            externalKey: row.next(),
            version: version
        )
    }
}

extension ScopedConnection {
    package func member(_ id: Identifier<Member>) throws -> Member { try db.record(id, in: key) }

    /// Everybody in the workspace, by name.
    package func members() throws -> [Member] { try db.members(key) }

    package func teams() throws -> [Team] { try db.teams(key) }

    package func teamMemberships() throws -> [TeamMembership] { try db.teamMemberships(key) }

    package func create(_ member: Member) throws {
        try requireAdministrator()
        try db.create([member], by: Origin(access))
    }

    package func edit(
        _ id: Identifier<Member>,
        version: Int? = nil,
        _ change: (inout Member) throws -> Void
    ) throws -> Member {
        try requireAdministrator()
        return try db.edit(id, version: version, by: Origin(access), change)
    }

    package func create(_ team: Team) throws {
        try requireAdministrator()
        try db.create(teams: [team], by: Origin(access))
    }

    package func create(_ memberships: [TeamMembership]) throws {
        try requireAdministrator()
        try db.create(memberships: memberships, by: Origin(access))
    }
}

extension Connection {
    func members(_ workspace: Int64) throws -> [Member] {
        try all(
            """
            SELECT \(Member.table.columns) FROM members WHERE workspace_id = \(workspace) AND deleted_at IS NULL
            ORDER BY name_folded, id
            """
        )
    }

    func create(teams: [Team], by origin: Origin) throws {
        for team in teams {
            try NameRule.check(team.name)
            try run(
                """
                INSERT INTO teams (workspace_id, id, parent_id, name, name_folded, created_at, version)
                VALUES (\(origin.workspace), \(team.id), \(team.parentID), \(team.name), \(team.name.folded),
                    \(origin.now), 1)
                """
            )
        }
        try log(teams.map { Change("team", $0.id.erased, version: 1, action: .created) }, by: origin)
    }

    func create(memberships: [TeamMembership], by origin: Origin) throws {
        for membership in memberships {
            let id = Identifier<TeamMembership>(at: origin.now)
            try run(
                """
                INSERT INTO team_memberships (workspace_id, id, member_id, team_id, from_date, until_date, version)
                VALUES (\(origin.workspace), \(id), \(membership.memberID), \(membership.teamID), \(membership.from),
                    \(membership.until), 1)
                """
            )
            try log([Change("teamMembership", id.erased, version: 1, action: .created)], by: origin)
        }
    }
}
