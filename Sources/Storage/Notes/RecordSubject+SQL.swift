import SQLEngines
import Sales

extension RecordSubject {
    static let columns: SQL = "account_id, contact_id, opportunity_id"

    /// The record's identifier in its column, and NULL in the others.
    var sqlValues: SQL {
        switch self {
        case .account(let id): "\(id), NULL, NULL"
        case .contact(let id): "NULL, \(id), NULL"
        case .opportunity(let id): "NULL, NULL, \(id)"
        }
    }

    /// That a row is of this record.
    var isSubject: SQL { "\(column) = \(id)" }

    var column: SQL {
        switch self {
        case .account: "account_id"
        case .contact: "contact_id"
        case .opportunity: "opportunity_id"
        }
    }

    package var id: Identifier<AnyRecord> {
        switch self {
        case .account(let id): id.erased
        case .contact(let id): id.erased
        case .opportunity(let id): id.erased
        }
    }

    /// The word for the kind in the change log.
    package var word: String {
        switch self {
        case .account: "account"
        case .contact: "contact"
        case .opportunity: "opportunity"
        }
    }

    package init?(_ word: String, _ id: Identifier<AnyRecord>) {
        switch word {
        case "account": self = .account(Identifier(id))
        case "contact": self = .contact(Identifier(id))
        case "opportunity": self = .opportunity(Identifier(id))
        default: return nil
        }
    }
}

extension RecordSubject: SQLReadable {
    package init(from row: inout Row) throws {
        let account: Identifier<Account>? = try row.next()
        let contact: Identifier<Contact>? = try row.next()
        let opportunity: Identifier<Opportunity>? = try row.next()
        if let account {
            self = .account(account)
        } else if let contact {
            self = .contact(contact)
        } else if let opportunity {
            self = .opportunity(opportunity)
        } else {
            throw UnknownValue(type: "RecordSubject", value: "none")
        }
    }
}

/// A record on which notes and files hang, as the member sees it.
package struct SeenSubject: Sendable {
    package var subject: RecordSubject
    package var name: String
    var ownerID: Identifier<Member>?
}

extension ScopedConnection {
    /// The record of that subject; one that is in the bin or not to be seen is not found.
    package func seen(_ subject: RecordSubject) throws -> SeenSubject {
        switch subject {
        case .account(let id):
            let account = try account(id)
            return SeenSubject(subject: subject, name: account.name, ownerID: account.ownerID)
        case .contact(let id):
            let contact = try contact(id)
            return SeenSubject(subject: subject, name: contact.name, ownerID: contact.ownerID)
        case .opportunity(let id):
            let opportunity = try opportunity(id)
            return SeenSubject(subject: subject, name: opportunity.name, ownerID: opportunity.values.ownerID)
        }
    }

    /// The same where the member may change the record.
    func editable(_ subject: RecordSubject) throws -> SeenSubject {
        let seen = try seen(subject)
        try require(.edit, subject.kind, subject.id, owner: seen.ownerID)
        return seen
    }

    /// Whether the member may add files to the record.
    package func mayEdit(_ subject: RecordSubject) throws -> Bool {
        do {
            _ = try editable(subject)
            return true
        } catch is NotAllowed { return false }
    }
}
