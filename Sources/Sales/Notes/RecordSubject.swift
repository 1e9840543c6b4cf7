/// The record to which a note or a file belongs.
package enum RecordSubject: Hashable, Sendable {
    case account(Identifier<Account>)
    case contact(Identifier<Contact>)
    case opportunity(Identifier<Opportunity>)

    /// The kind for which roles have rights.
    package var kind: RecordKind {
        switch self {
        case .account: .accounts
        case .contact: .contacts
        case .opportunity: .opportunities
        }
    }

    /// Where the record's page is.
    package var path: String {
        switch self {
        case .account(let id): "/accounts/\(id)"
        case .contact(let id): "/contacts/\(id)"
        case .opportunity(let id): "/opportunities/\(id)"
        }
    }
}
