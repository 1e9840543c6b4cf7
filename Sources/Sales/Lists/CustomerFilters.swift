/// Which accounts a list shows.
package struct AccountFilter: RecordFilter {
    package var ownerIDs: [Identifier<Member>] = []
    package var hasNoOwner = false
    /// Those whose owners are in these teams today, or in one below.
    package var teamIDs: [Identifier<Team>] = []
    package var industries: [String] = []
    package var regions: [String] = []
    package var types: [String] = []
    package var sizes: [String] = []
    package var tagIDs: [Identifier<Tag>] = []
    package var created = Bounds<Day>()
    package var hasOpenOpportunities = false
    package var hasNoOpenOpportunities = false
    /// A part of the name, folded.
    package var text: String?
    package var fields = FieldFilter()

    package init() {}

    package static var parameters: [FilterParameter<AccountFilter>] {
        [
            .anyOf("owner", \.ownerIDs), .flag("noOwner", \.hasNoOwner), .anyOf("team", \.teamIDs),
            .anyOf("industry", \.industries), .anyOf("region", \.regions), .anyOf("type", \.types),
            .anyOf("size", \.sizes), .anyOf("tag", \.tagIDs), .one("createdFrom", \.created.atLeast),
            .one("createdTo", \.created.atMost),
            .flag("hasOpen", \.hasOpenOpportunities), .flag("hasNoOpen", \.hasNoOpenOpportunities),
            .one("text", \.text),
        ]
    }
}

/// Which contacts a list shows.
package struct ContactFilter: RecordFilter {
    package var accountIDs: [Identifier<Account>] = []
    package var ownerIDs: [Identifier<Member>] = []
    package var hasNoOwner = false
    /// Those whose owners are in these teams today, or in one below.
    package var teamIDs: [Identifier<Team>] = []
    package var tagIDs: [Identifier<Tag>] = []
    package var created = Bounds<Day>()
    /// A part of the name, folded.
    package var text: String?
    package var fields = FieldFilter()

    package init() {}

    package static var parameters: [FilterParameter<ContactFilter>] {
        [
            .anyOf("account", \.accountIDs), .anyOf("owner", \.ownerIDs), .flag("noOwner", \.hasNoOwner),
            .anyOf("team", \.teamIDs), .anyOf("tag", \.tagIDs), .one("createdFrom", \.created.atLeast),
            .one("createdTo", \.created.atMost), .one("text", \.text),
        ]
    }
}
