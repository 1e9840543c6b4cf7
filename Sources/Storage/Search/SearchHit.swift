import SQLEngines
import Sales

/// A record that a search found.
package struct SearchHit: Sendable, Equatable {
    package enum Record: Hashable, Sendable {
        case account(Identifier<Account>)
        case contact(Identifier<Contact>)
        case opportunity(Identifier<Opportunity>)
    }

    package var record: Record
    package var name: String
    /// The account of a contact or an opportunity, as far as the member sees it; the region of an account.
    package var detail: String?
    /// The part of the name that was meant; nil where the record was found by something else.
    package var match: Range<String.Index>?
    package var rank: SearchQuery.Rank
    /// The text of an own field that begins with what was looked for.
    package var found: String?

    package init(
        record: Record,
        name: String,
        detail: String? = nil,
        match: Range<String.Index>? = nil,
        rank: SearchQuery.Rank
    ) {
        self.record = record
        self.name = name
        self.detail = detail
        self.match = match
        self.rank = rank
    }
}

extension SearchHit.Record {
    var id: Identifier<AnyRecord> {
        switch self {
        case .account(let id): id.erased
        case .contact(let id): id.erased
        case .opportunity(let id): id.erased
        }
    }

    init(_ kind: SearchKind, _ id: Identifier<AnyRecord>) {
        switch kind {
        case .account: self = .account(Identifier(id))
        case .contact: self = .contact(Identifier(id))
        case .opportunity: self = .opportunity(Identifier(id))
        }
    }
}

/// An entry that the asking member may see, with how well it answers.
struct SearchCandidate: SQLReadable {
    var id: Identifier<AnyRecord>
    var entry: SearchEntry

    init(from row: inout Row) throws {
        id = try row.next()
        entry = try SearchEntry(text: row.next())
    }
}
