import SQLEngines
import Sales

extension ScopedConnection {
    /// Puts the opportunity into the bin: it is in no list and no figure until it is restored.
    package func delete(_ id: Identifier<Opportunity>, version: Int? = nil) throws {
        let current = try opportunity(id)
        try require(.delete, .opportunities, id.erased, owner: current.values.ownerID)
        if let version, version != current.version { throw ChangedMeanwhile() }
        try db.setDeleted(true, .opportunity, only: id.erased, version: current.version, by: Origin(access))
    }

    package func delete(_ id: Identifier<Contact>, version: Int? = nil) throws {
        let current = try contact(id)
        try require(.delete, .contacts, id.erased, owner: current.ownerID)
        if let version, version != current.version { throw ChangedMeanwhile() }
        try db.setDeleted(true, .contact, only: id.erased, version: current.version, by: Origin(access))
    }

    /// Puts the account into the bin; what hangs on it goes along only if that is asked.
    package func delete(
        _ id: Identifier<Account>,
        version: Int? = nil,
        children: ChildrenOfDeleted = .refuse
    ) throws {
        let current = try account(id)
        try require(.delete, .accounts, id.erased, owner: current.ownerID)
        if let version, version != current.version { throw ChangedMeanwhile() }
        let found = try db.children(of: id, in: key)
        if children == .refuse && !found.isEmpty { throw BinError.accountHasChildren(found) }
        let origin = Origin(access)
        if children == .deleteToo {
            for kind in [BinKind.contact, .opportunity] {
                let isThere = kind.isThere(of: id)
                try requireDeletable(kind, isThere)
                try db.setDeleted(true, kind, isThere, with: id, by: origin)
            }
        }
        try db.setDeleted(true, .account, only: id.erased, version: current.version, by: origin)
    }

    /// What hangs on the account, whoever owns it.
    package func children(of id: Identifier<Account>) throws -> AccountChildren {
        _ = try account(id)
        return try db.children(of: id, in: key)
    }

    /// Refuses where some of the records that go along are not the member's to delete.
    func requireDeletable(_ kind: BinKind, _ condition: SQL) throws {
        func count(_ condition: SQL) throws -> Int {
            try db.first("SELECT count(*) FROM \(kind.table) WHERE workspace_id = \(key) AND \(condition)") ?? 0
        }
        let all = try count(condition)
        if all == 0 { return }
        try require(.delete, kind.rights)
        let others = try all - count("\(condition) AND \(reaches(kind.rights))")
        if others > 0 { throw BinError.childrenOfOthers(others) }
    }
}

extension BinKind {
    /// That a contact or opportunity hangs on the account and is there.
    fileprivate func isThere(of account: Identifier<Account>) -> SQL {
        let condition: SQL = "account_id = \(account) AND deleted_at IS NULL"
        return self == .opportunity ? "\(condition) AND withdrawn_at IS NULL" : condition
    }
}

extension Connection {
    fileprivate func children(of id: Identifier<Account>, in workspace: Int64) throws -> AccountChildren {
        func count(_ table: SQL, _ condition: SQL) throws -> Int {
            try first("SELECT count(*) FROM \(table) WHERE workspace_id = \(workspace) AND \(condition)") ?? 0
        }
        return try AccountChildren(
            contacts: count("contacts", BinKind.contact.isThere(of: id)),
            opportunities: count("opportunities", BinKind.opportunity.isThere(of: id)),
            subsidiaries: count("accounts", "parent_id = \(id) AND deleted_at IS NULL")
        )
    }

    /// Puts one record into the bin or takes it out, unless another changed it since it was read.
    func setDeleted(
        _ deleted: Bool,
        _ kind: BinKind,
        only id: Identifier<AnyRecord>,
        version: Int,
        by origin: Origin
    ) throws {
        let condition: SQL = "id = \(id) AND version = \(version)"
        let changed = try setDeleted(deleted, kind, condition, by: origin)
        guard changed == 1 else { throw ChangedMeanwhile() }
    }

    /// Puts records into the bin or takes them out, each with an entry in the change log; returns how many.
    @discardableResult
    func setDeleted(
        _ deleted: Bool,
        _ kind: BinKind,
        _ condition: SQL,
        with account: Identifier<Account>? = nil,
        by origin: Origin
    ) throws -> Int {
        let state: SQL = deleted ? "deleted_at IS NULL" : "deleted_at IS NOT NULL"
        let touched: SQL = kind == .opportunity ? ", changed_at = \(origin.now)" : ""
        let changed: [Touched] = try all(
            """
            UPDATE \(kind.table) SET deleted_at = \(deleted ? origin.now : nil), deleted_with_id = \(account),
                version = version + 1\(touched)
            WHERE workspace_id = \(origin.workspace) AND \(condition) AND \(state) RETURNING id, version
            """
        )
        let action = deleted ? Change.Action.deleted : .restored
        try log(
            changed.sorted { $0.id < $1.id }.map { Change(kind.rawValue, $0.id, version: $0.version, action: action) },
            by: origin
        )
        return changed.count
    }
}

/// A row as an update left it.
private struct Touched: SQLReadable {
    var id: Identifier<AnyRecord>
    var version: Int

    init(from row: inout Row) throws {
        id = try row.next()
        version = try row.next()
    }
}
