import SQLEngines
import Sales

extension Member: StoredRecord {
    package static let table = RecordTable(
        kind: "member",
        rights: .members,
        name: "members",
        fields: [
            .value("name", "name"), .value("email", "email"), .value("role", "role"),
            .value("externalKey", "external_key"), .reference("person", "person_id"),
            .value("deactivatedAt", "deactivated_at"),
        ]
    )

    package var values: [SQL.Value] {
        [
            name.sqlValue, email.sqlValue, role.sqlValue, externalKey.sqlValue, personID.sqlValue,
            deactivatedAt.sqlValue,
        ]
    }

    package init(from row: inout Row) throws {
        let id: Identifier<Member> = try row.next()
        let version: Int = try row.next()
        try self.init(
            id: id,
            name: row.next(),
            email: row.next(),
            role: row.next(),
            externalKey: row.next(),
            personID: row.next(),
            deactivatedAt: row.next(),
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

    /// Makes a member by name only; who is to sign in is invited.
    package func create(_ member: Member) throws {
        try require(.create, .members)
        guard access.reaches(member.role) else { throw MemberError.aboveYou(member.role) }
        guard member.personID == nil else { throw MemberError.noFieldToEdit }
        try db.create([member], by: Origin(access))
    }

    package func edit(
        _ id: Identifier<Member>,
        version: Int? = nil,
        _ change: (inout Member) throws -> Void
    ) throws -> Member {
        try require(.edit, .members)
        return try db.edit(id, version: version, by: Origin(access)) { member in
            let before = member
            try change(&member)
            guard access.reaches(before.role) else { throw MemberError.aboveYou(before.role) }
            guard member.hasStanding(of: before) else { throw MemberError.noFieldToEdit }
        }
    }
}

extension Connection {
    func members(_ workspace: Int64) throws -> [Member] {
        try once(
            """
            SELECT \(Member.table.columns) FROM members WHERE workspace_id = \(workspace) AND deleted_at IS NULL
            ORDER BY name_sort, id
            """
        )
    }
}

extension Member {
    /// Whether role, person and access are the same; a name only has a role that may be edited.
    func hasStanding(of other: Member) -> Bool {
        personID == other.personID && deactivatedAt == other.deactivatedAt
            && (role == other.role || personID == nil && max(role.rank, other.role.rank) == 0)
    }
}
