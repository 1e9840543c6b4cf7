import SQLEngines
import Sales

/// The kinds of records that people put into the bin.
package enum BinKind: String, CaseIterable, Sendable {
    case opportunity, account, contact

    var table: SQL {
        switch self {
        case .opportunity: "opportunities"
        case .account: "accounts"
        case .contact: "contacts"
        }
    }

    /// The kind for which roles have rights.
    package var rights: RecordKind {
        switch self {
        case .opportunity: .opportunities
        case .account: .accounts
        case .contact: .contacts
        }
    }
}

/// How many records hang on an account.
package struct AccountChildren: Hashable, Sendable {
    package var contacts: Int
    package var opportunities: Int
    /// Accounts whose parent it is.
    package var subsidiaries: Int

    package init(contacts: Int = 0, opportunities: Int = 0, subsidiaries: Int = 0) {
        self.contacts = contacts
        self.opportunities = opportunities
        self.subsidiaries = subsidiaries
    }

    package var isEmpty: Bool { self == AccountChildren() }
}

/// What becomes of what hangs on an account that goes into the bin.
package enum ChildrenOfDeleted: String, Sendable {
    /// The account stays as long as anything hangs on it.
    case refuse
    /// They stay and still name the account.
    case keep
    /// Contacts and opportunities go along and come back with it; subsidiaries stay in any case.
    case deleteToo
}

/// A record that cannot go into the bin as asked.
package enum BinError: Error, Equatable {
    case accountHasChildren(AccountChildren)
    /// So many of what should go along are not the member's to delete.
    case childrenOfOthers(Int)
}

extension BinError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .accountHasChildren(let children):
            "On this account hang \(children.contacts) contacts, \(children.opportunities) opportunities and "
                + "\(children.subsidiaries) subsidiaries. Say whether they are kept or deleted too."
        case .childrenOfOthers(let count):
            "\(count) of the account's contacts and opportunities are not yours to delete. Ask a manager, or keep them."
        }
    }
}
