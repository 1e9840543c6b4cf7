import Sales
import Storage

/// What hangs on an opportunity, read in the transaction of its page.
struct OpportunityParts: Sendable {
    var opportunity: Opportunity
    var tags: [Tag]
    var allTags: [Tag]
    var lines: [OpportunityLine]
    var lineCurrency: Currency
    var products: [Product]
    var chain: [OpportunityContact]
    var people: [Identifier<Contact>: (name: String, jobTitle: String?, isVisible: Bool)]
    /// Whom the form of a new contact suggests.
    var suggested: [Contact]
    var roles: [Choice]
    var competitors: [OpportunityCompetitor]
    var rivals: [Choice]
    var collaborators: [Member]
    var members: [Member]

    init(
        _ opportunity: Opportunity,
        _ products: [Product],
        _ members: [Member],
        _ shares: [RecordShare],
        _ db: ScopedConnection
    ) throws {
        let id = opportunity.id
        (self.opportunity, self.products, self.members) = (opportunity, products, members)
        tags = try db.tags(of: .opportunity, [id.erased])[id.erased] ?? []
        allTags = try db.tags()
        lines = try db.lines(of: id)
        lineCurrency = try db.lineCurrency(of: id)
        chain = try db.contacts(of: id)
        people = try db.contactNames(chain.map(\.contactID))
        suggested = try Self.suggested(opportunity.accountID, db)
        roles = try db.choices(.contactRoles)
        competitors = try db.competitors(of: id)
        rivals = try db.choices(.competitors)
        let shared = shares.filter(\.mayEdit).map(\.holder)
        collaborators = members.filter { shared.contains(.member($0.id)) }
    }

    /// The account's contacts that the member sees.
    private static func suggested(_ account: Identifier<Account>?, _ db: ScopedConnection) throws -> [Contact] {
        guard let account, db.access.may(.see, .contacts) else { return [] }
        var filter = ContactFilter()
        filter.accountIDs = [account]
        return try db.contacts(filter, limit: 50).rows.map(\.record)
    }

    func product(_ id: Identifier<Product>) -> Product? { products.first { $0.id == id } }
    func role(_ id: Identifier<Choice>?) -> String? { id.flatMap { id in roles.first { $0.id == id }?.name } }
    func rival(_ id: Identifier<Choice>) -> String { rivals.first { $0.id == id }?.name ?? "–" }
}
