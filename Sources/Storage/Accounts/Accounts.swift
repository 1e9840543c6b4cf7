import SQLEngines
import Sales

extension ScopedConnection {
    /// The account, where the member sees its owner's records, it was shared, or nobody owns it.
    package func account(_ id: Identifier<Account>) throws -> Account {
        let account: Account = try db.record(id, in: key)
        guard sees(.accounts, id.erased, owner: account.ownerID) else { throw NotFound(kind: Account.table.kind) }
        return account
    }

    /// The accounts the member sees, by name.
    package func accounts(after: Account? = nil, limit: Int = 50) throws -> [Account] {
        try db.all(customers(Account.table, after: after.map { ($0.name.sortKey, $0.id.erased) }, limit: limit))
    }

    package func contact(_ id: Identifier<Contact>) throws -> Contact {
        let contact: Contact = try db.record(id, in: key)
        guard sees(.contacts, id.erased, owner: contact.ownerID) else { throw NotFound(kind: Contact.table.kind) }
        return contact
    }

    /// The contacts the member sees, by name.
    package func contacts(after: Contact? = nil, limit: Int = 50) throws -> [Contact] {
        try db.all(customers(Contact.table, after: after.map { ($0.name.sortKey, $0.id.erased) }, limit: limit))
    }

    /// The names of the accounts, for rows that refer to them; who sees a row sees the name of its customer.
    package func accountNames(_ ids: [Identifier<Account>]) throws -> [Identifier<Account>: String] {
        try db.names("accounts", ids, in: key)
    }

    package func create(_ account: Account) throws {
        try require(.create, .accounts)
        if let parentID = account.parentID { _ = try self.account(parentID) }
        try db.create([account], by: Origin(access))
    }

    package func create(_ contact: Contact) throws {
        try require(.create, .contacts)
        if let accountID = contact.accountID { _ = try account(accountID) }
        try db.create([contact], by: Origin(access))
    }

    package func edit(
        _ id: Identifier<Account>,
        version: Int? = nil,
        _ change: (inout Account) throws -> Void
    ) throws -> Account {
        let before = try account(id)
        try require(.edit, .accounts, id.erased, owner: before.ownerID)
        return try db.edit(id, version: version, by: Origin(access)) { account in
            try change(&account)
            try requireOwnership(.accounts, before.ownerID, account.ownerID)
            guard let parentID = account.parentID, parentID != before.parentID else { return }
            // Nobody hangs an account under one that they do not see, nor under itself.
            _ = try self.account(parentID)
            try requireNoCycle(from: parentID, to: id)
        }
    }

    package func edit(
        _ id: Identifier<Contact>,
        version: Int? = nil,
        _ change: (inout Contact) throws -> Void
    ) throws -> Contact {
        let before = try contact(id)
        try require(.edit, .contacts, id.erased, owner: before.ownerID)
        return try db.edit(id, version: version, by: Origin(access)) { contact in
            try change(&contact)
            try requireOwnership(.contacts, before.ownerID, contact.ownerID)
            if let accountID = contact.accountID, accountID != before.accountID { _ = try account(accountID) }
        }
    }

    /// Refuses another owner to those who have the record only because it is shared with them.
    func requireOwnership(_ kind: RecordKind, _ before: Identifier<Member>?, _ after: Identifier<Member>?) throws {
        guard before == after || reaches(kind, before) else { throw NotAllowed(.edit, kind) }
    }

    private func customers(_ table: RecordTable, after: (String, Identifier<AnyRecord>)?, limit: Int) -> SQL {
        let start: SQL = after.map { "AND (name_sort, id) > (\($0.0), \($0.1))" } ?? ""
        return """
            SELECT \(table.columns) FROM \(table.name)
            WHERE workspace_id = \(key) AND deleted_at IS NULL AND \(sees(table.rights)) \(start)
            ORDER BY name_sort, id LIMIT \(limit)
            """
    }
}
