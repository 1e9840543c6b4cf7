import SQLEngines
import Sales

extension ScopedConnection {
    /// The account, where the member sees its owner's records or nobody owns it.
    package func account(_ id: Identifier<Account>) throws -> Account {
        let account: Account = try db.record(id, in: key)
        guard seesCustomer(of: account.ownerID) else { throw NotFound(kind: Account.table.kind) }
        return account
    }

    /// The accounts the member sees, by name.
    package func accounts(after: Account? = nil, limit: Int = 50) throws -> [Account] {
        try db.all(customers(Account.table, after: after.map { ($0.name.folded, $0.id.erased) }, limit: limit))
    }

    package func contact(_ id: Identifier<Contact>) throws -> Contact {
        let contact: Contact = try db.record(id, in: key)
        guard seesCustomer(of: contact.ownerID) else { throw NotFound(kind: Contact.table.kind) }
        return contact
    }

    /// The contacts the member sees, by name.
    package func contacts(after: Contact? = nil, limit: Int = 50) throws -> [Contact] {
        try db.all(customers(Contact.table, after: after.map { ($0.name.folded, $0.id.erased) }, limit: limit))
    }

    package func create(_ account: Account) throws { try db.create([account], by: Origin(access)) }
    package func create(_ contact: Contact) throws { try db.create([contact], by: Origin(access)) }

    package func edit(
        _ id: Identifier<Account>,
        version: Int? = nil,
        _ change: (inout Account) throws -> Void
    ) throws -> Account {
        _ = try account(id)
        return try db.edit(id, version: version, by: Origin(access), change)
    }

    package func edit(
        _ id: Identifier<Contact>,
        version: Int? = nil,
        _ change: (inout Contact) throws -> Void
    ) throws -> Contact {
        _ = try contact(id)
        return try db.edit(id, version: version, by: Origin(access), change)
    }

    /// Puts the account into the bin; what hangs on it stays where it is.
    package func delete(_ id: Identifier<Account>) throws {
        _ = try account(id)
        try db.setDeleted(true, id, by: Origin(access))
    }

    package func restore(_ id: Identifier<Account>) throws {
        guard visibleOwners == nil else { throw NotAllowed() }
        try db.setDeleted(false, id, by: Origin(access))
    }

    func seesCustomer(of owner: Identifier<Member>?) -> Bool {
        guard let visibleOwners, let owner else { return true }
        return visibleOwners.contains(owner)
    }

    private func customers(_ table: RecordTable, after: (String, Identifier<AnyRecord>)?, limit: Int) -> SQL {
        let start: SQL = after.map { "AND (name_folded, id) > (\($0.0), \($0.1))" } ?? ""
        return """
            SELECT \(table.columns) FROM \(table.name)
            WHERE workspace_id = \(key) AND deleted_at IS NULL AND (owner_id IS NULL OR \(sees("owner_id"))) \(start)
            ORDER BY name_folded, id LIMIT \(limit)
            """
    }
}
