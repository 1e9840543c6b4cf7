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

    /// Marks the competitor to whom a sale was lost, where the form of a loss names one.
    func loseTo(_ form: FormFields, _ opportunity: Opportunity) throws {
        guard opportunity.values.outcome == .lost, let rival = Identifier<Choice>(form["lostTo"]) else { return }
        try markLost(opportunity.id, to: rival)
    }
}
