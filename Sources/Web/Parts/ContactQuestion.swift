import Sales
import Storage

/// A typed name that is nobody's, or several people's.
struct ContactQuestion: Error, Equatable {
    /// Whether a contact of that name may be made; otherwise there are several.
    var mayCreate: Bool
}

extension ScopedConnection {
    /// The contact that a form names: one of the account's, another of that name, or a new one of the account where the
    /// form says so.
    func contact(in form: FormFields, for account: Identifier<Account>?) throws -> Identifier<Contact> {
        let name = form["contact"]
        try NameRule.check(name)
        let found = try contacts(named: name, preferring: account)
        if let only = found.first, found.count == 1 { return only.id }
        guard found.isEmpty else { throw ContactQuestion(mayCreate: false) }
        guard form["isNewName"] == name else { throw ContactQuestion(mayCreate: access.may(.create, .contacts)) }
        var contact = Contact(id: Identifier(at: access.now), name: name)
        contact.accountID = try account.flatMap { try isVisible($0) ? $0 : nil }
        contact.ownerID = access.member?.id
        try create(contact)
        return contact.id
    }

    /// Marks the competitor to whom a sale was lost, where a form names one.
    func loseTo(_ form: FormFields, _ id: Identifier<Opportunity>) throws {
        guard let part = Identifier<OpportunityCompetitor>(form["lostTo"]),
            let stored = try competitors(of: id).first(where: { $0.id == part })
        else { return }
        try edit(part, of: id, version: stored.version) { $0.isLostTo = true }
    }
}
