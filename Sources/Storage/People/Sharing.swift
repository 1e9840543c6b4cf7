import SQLEngines
import Sales

/// With whom a record is shared.
package enum ShareHolder: Hashable, Sendable {
    case member(Identifier<Member>)
    /// The team's members and those of all teams below it.
    case team(Identifier<Team>)
}

/// A record that others than its owner see.
package struct RecordShare: Sendable, Equatable, SQLReadable {
    package var id: Identifier<RecordShare>
    package var holder: ShareHolder
    package var mayEdit: Bool

    static let columns: SQL = "id, member_id, team_id, may_edit"

    package init(from row: inout Row) throws {
        id = try row.next()
        let (member, team): (Identifier<Member>?, Identifier<Team>?) = (try row.next(), try row.next())
        guard let holder = member.map(ShareHolder.member) ?? team.map(ShareHolder.team) else {
            throw UnknownValue(type: "ShareHolder", value: "neither")
        }
        self.holder = holder
        mayEdit = try row.next()
    }
}

extension ScopedConnection {
    package func shares(of id: Identifier<Account>) throws -> [RecordShare] {
        _ = try account(id)
        return try db.shares(.accounts, id.erased, in: key)
    }

    package func shares(of id: Identifier<Contact>) throws -> [RecordShare] {
        _ = try contact(id)
        return try db.shares(.contacts, id.erased, in: key)
    }

    package func shares(of id: Identifier<Opportunity>) throws -> [RecordShare] {
        _ = try opportunity(id)
        return try db.shares(.opportunities, id.erased, in: key)
    }

    /// Shares a record, or changes whether it may be edited; nil ends it.
    package func share(_ id: Identifier<Account>, with holder: ShareHolder, mayEdit: Bool?) throws {
        try share(.accounts, id.erased, owner: account(id).ownerID, holder, mayEdit)
    }

    package func share(_ id: Identifier<Contact>, with holder: ShareHolder, mayEdit: Bool?) throws {
        try share(.contacts, id.erased, owner: contact(id).ownerID, holder, mayEdit)
    }

    package func share(_ id: Identifier<Opportunity>, with holder: ShareHolder, mayEdit: Bool?) throws {
        try share(.opportunities, id.erased, owner: opportunity(id).values.ownerID, holder, mayEdit)
    }

    /// Who has a record only by a share cannot pass it on.
    private func share(
        _ kind: RecordKind,
        _ id: Identifier<AnyRecord>,
        owner: Identifier<Member>?,
        _ holder: ShareHolder,
        _ mayEdit: Bool?
    ) throws {
        try require(.edit, kind)
        guard reaches(kind, owner) else { throw NotAllowed(.edit, kind) }
        switch holder {
        case .member(let member): _ = try self.member(member)
        case .team(let team): _ = try self.team(team)
        }
        let before = try db.shares(kind, id, in: key).first { $0.holder == holder }
        if before?.mayEdit == mayEdit { return }
        if let before { try db.run("DELETE FROM record_shares WHERE workspace_id = \(key) AND id = \(before.id)") }
        let share = before?.id ?? Identifier(at: access.now)
        if let mayEdit { try db.insert(share, kind, id, holder, mayEdit, access) }
        var change = Change("share", share.erased, version: 1, action: before == nil ? .created : .updated)
        if mayEdit == nil { change.action = .deleted }
        change.before = before.map { holder.fields(kind, id, $0.mayEdit) }
        change.after = mayEdit.map { holder.fields(kind, id, $0) }
        try db.log([change], by: Origin(access))
    }
}

extension Connection {
    fileprivate func shares(_ kind: RecordKind, _ id: Identifier<AnyRecord>, in workspace: Int64) throws
        -> [RecordShare]
    {
        try all(
            """
            SELECT \(RecordShare.columns) FROM record_shares
            WHERE workspace_id = \(workspace) AND record_kind = \(kind) AND record_id = \(id) ORDER BY id
            """
        )
    }

    fileprivate func insert(
        _ share: Identifier<RecordShare>,
        _ kind: RecordKind,
        _ id: Identifier<AnyRecord>,
        _ holder: ShareHolder,
        _ mayEdit: Bool,
        _ access: Access
    ) throws {
        try run(
            """
            INSERT INTO record_shares
                (workspace_id, id, record_kind, record_id, member_id, team_id, may_edit, created_at)
            VALUES (\(access.workspace.key), \(share), \(kind), \(id), \(holder.memberID), \(holder.teamID), \(mayEdit),
                \(access.now))
            """
        )
    }
}

extension ShareHolder {
    fileprivate var memberID: Identifier<Member>? { if case .member(let id) = self { id } else { nil } }
    fileprivate var teamID: Identifier<Team>? { if case .team(let id) = self { id } else { nil } }

    fileprivate func fields(_ kind: RecordKind, _ id: Identifier<AnyRecord>, _ mayEdit: Bool) -> FieldValues {
        FieldValues([
            ("recordKind", kind.sqlValue), ("record", id.sqlValue), ("member", memberID.sqlValue),
            ("team", teamID.sqlValue), ("mayEdit", mayEdit.sqlValue),
        ])
    }
}
