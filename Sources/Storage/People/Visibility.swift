import SQLEngines
import Sales

/// What others have shared with a member, or with a team that the member is in or below.
package struct SharedRecords: Sendable, Equatable {
    /// By kind: which, and whether the member may edit it.
    private var records: [RecordKind: [Identifier<AnyRecord>: Bool]] = [:]

    mutating func add(_ kind: RecordKind, _ id: Identifier<AnyRecord>, mayEdit: Bool) {
        records[kind, default: [:]][id] = mayEdit || records[kind]?[id] == true
    }

    package func ids(_ kind: RecordKind) -> [Identifier<AnyRecord>] { (records[kind] ?? [:]).keys.sorted() }

    /// Whether the record is shared and may be edited; nil where it is not shared.
    func mayEdit(_ kind: RecordKind, _ id: Identifier<AnyRecord>) -> Bool? { records[kind]?[id] }
}

extension ScopedConnection {
    /// The condition that the member sees a row of a kind that has owners: by its owner, since nobody owns it, or
    /// because it was shared.
    ///
    /// Every part is one that an index answers, so that few of many records are found without reading the others.
    func sees(_ kind: RecordKind, owner: SQL = "owner_id", id: SQL = "id") -> SQL {
        anyOf(waysToSee(kind, owner: owner, id: id))
    }

    /// The conditions that make a member see a row, any of which is enough.
    func waysToSee(_ kind: RecordKind, owner: SQL = "owner_id", id: SQL = "id") -> [SQL] {
        guard access.may(.see, kind) else { return ["1 = 0"] }
        let shared = shared.ids(kind)
        return waysToReach(kind, owner) + (shared.isEmpty ? [] : ["\(id) IN (\(list: shared))"])
    }

    /// The condition that a row is seen by its owner, or because it has none; what is shared is not.
    func reaches(_ kind: RecordKind, owner: SQL = "owner_id") -> SQL {
        access.may(.see, kind) ? anyOf(waysToReach(kind, owner)) : "1 = 0"
    }

    private func waysToReach(_ kind: RecordKind, _ owner: SQL) -> [SQL] {
        guard let visibleOwners else { return ["1 = 1"] }
        // With one owner, as reps see it, an index by owner gives the records in the order of its next column.
        let isOne = visibleOwners.count == 1
        let isOwned: SQL = isOne ? "\(owner) = \(visibleOwners.first)" : "\(owner) IN (\(list: visibleOwners.sorted()))"
        return access.unassigned[kind].includes(access.dataScope) ? [isOwned, "\(owner) IS NULL"] : [isOwned]
    }

    private func anyOf(_ conditions: [SQL]) -> SQL {
        conditions.count == 1 ? conditions[0] : "(\(conditions.joined(separator: " OR ")))"
    }

    /// Whether the member sees a record of that owner.
    func sees(_ kind: RecordKind, _ id: Identifier<AnyRecord>, owner: Identifier<Member>?) -> Bool {
        guard access.may(.see, kind) else { return false }
        return reaches(kind, owner) || shared.mayEdit(kind, id) != nil
    }

    /// Refuses a change of a record that the member sees: the right is missing, or it is shared only to be seen.
    func require(_ right: Rights, _ kind: RecordKind, _ id: Identifier<AnyRecord>, owner: Identifier<Member>?) throws {
        try require(right, kind)
        let isShared = right == .edit && shared.mayEdit(kind, id) == true
        guard isShared || reaches(kind, owner) else { throw NotAllowed(right, kind) }
    }

    /// Whether the record is seen by its owner, or because it has none.
    func reaches(_ kind: RecordKind, _ owner: Identifier<Member>?) -> Bool {
        guard let owner else { return access.unassigned[kind].includes(access.dataScope) }
        return visibleOwners?.contains(owner) ?? true
    }
}

extension Connection {
    /// What is shared with the member, and with the teams the member is in or that stand above those.
    func sharedRecords(_ access: Access) throws -> SharedRecords {
        var found = SharedRecords()
        guard let member = access.member else { return found }
        let (key, today) = (access.workspace.key, access.today)
        try forEach(
            """
            WITH RECURSIVE mine (id) AS (
                SELECT team_id FROM team_memberships
                WHERE workspace_id = \(key) AND member_id = \(member.id) AND deleted_at IS NULL
                    AND (from_date IS NULL OR from_date <= \(today)) AND (until_date IS NULL OR until_date > \(today))
                UNION
                SELECT t.parent_id FROM mine JOIN teams t ON t.workspace_id = \(key) AND t.id = mine.id
                WHERE t.parent_id IS NOT NULL
            )
            SELECT record_kind, record_id, may_edit FROM record_shares
            WHERE workspace_id = \(key) AND member_id = \(member.id)
            UNION ALL
            SELECT record_kind, record_id, may_edit FROM record_shares
            WHERE workspace_id = \(key) AND team_id IN (SELECT id FROM mine)
            """
        ) { row in
            try found.add(row.next(), row.next(), mayEdit: row.next())
        }
        return found
    }
}

extension RecordKind: SQLBindable, SQLReadable {}
extension DataScope: SQLBindable, SQLReadable {}
