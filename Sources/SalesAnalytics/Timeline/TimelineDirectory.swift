import Sales

/// What a workspace's history refers to: pipelines, people, teams, accounts, products.
///
/// At a refresh it lists what is new or has changed; what it does not name stays. Team trees and memberships are the
/// exception: where one of the two is given, both replace what was known.
package struct TimelineDirectory: Sendable {
    package var workspaceCurrency: Currency
    /// The workspace's own zone, in which days were entered.
    package var calendar: ZoneCalendar
    package var pipelines: [(pipeline: Pipeline, versions: [ProcessVersion])]
    package var members: [(id: Identifier<Member>, name: String)]
    package var teams: [Team]
    package var memberships: [TeamMembership]
    /// The names of the accounts' attributes, such as `industry` and `region`.
    package var accountFields: [String]
    package var accounts: [(id: Identifier<Account>, name: String, attributes: [String?])]
    package var products: [(id: Identifier<Product>, name: String)]

    package init(
        workspaceCurrency: Currency,
        calendar: ZoneCalendar,
        pipelines: [(pipeline: Pipeline, versions: [ProcessVersion])] = [],
        members: [(id: Identifier<Member>, name: String)] = [],
        teams: [Team] = [],
        memberships: [TeamMembership] = [],
        accountFields: [String] = [],
        accounts: [(id: Identifier<Account>, name: String, attributes: [String?])] = [],
        products: [(id: Identifier<Product>, name: String)] = []
    ) {
        self.workspaceCurrency = workspaceCurrency
        self.calendar = calendar
        self.pipelines = pipelines
        self.members = members
        self.teams = teams
        self.memberships = memberships
        self.accountFields = accountFields
        self.accounts = accounts
        self.products = products
    }
}

/// What a timeline knows of an opportunity beside its revisions; it is today's, not dated.
package struct TimelineRecord: Hashable, Sendable {
    package var id: Identifier<Opportunity>
    package var accountID: Identifier<Account>?
    package var productID: Identifier<Product>?
    package var source: String?
    package var type: String?
    /// A record in the bin is in no figure.
    package var isInBin: Bool

    package init(
        id: Identifier<Opportunity>,
        accountID: Identifier<Account>? = nil,
        productID: Identifier<Product>? = nil,
        source: String? = nil,
        type: String? = nil,
        isInBin: Bool = false
    ) {
        self.id = id
        self.accountID = accountID
        self.productID = productID
        self.source = source
        self.type = type
        self.isInBin = isInBin
    }
}
