import Sales
import Storage

/// What records can be filtered by in a workspace, read in the transaction of their list.
struct FilterChoices: Sendable {
    var members: [Member]
    var teams: [Team]
    var products: [Product] = []
    var sources: [String] = []
    var pipelines: [Pipeline] = []
    var stages: [Stage] = []
    var accounts: [Identifier<Account>: String] = [:]
    var tags: [Tag]
    var rivals: [Choice] = []
    private var currency: Currency

    /// For opportunities: what is chosen is among the choices, also where it is not offered any more.
    ///
    /// Unless all are asked for, only what names what is chosen is sure to be there.
    init(_ db: ScopedConnection, for filter: OpportunityFilter, all: Bool) throws {
        try self.init(db)
        products = all || !filter.productIDs.isEmpty ? try db.products() : []
        sources = try Set((all ? db.opportunitySources() : []) + filter.sources).sorted()
        pipelines = try db.pipelines()
        accounts = try db.accountNames(filter.accountIDs)
        rivals = try db.choices(.competitors)
        for pipeline in pipelines {
            stages += try db.processVersions(of: pipeline.id).inForce(on: db.access.today)?.stages ?? []
        }
    }

    /// For accounts and contacts.
    init(_ db: ScopedConnection) throws {
        members = try db.members()
        teams = try db.teams()
        tags = try db.tags()
        currency = db.access.workspace.currency
    }

    /// The fields of a board, which is one pipeline's and shows the stages as columns.
    func board(_ filter: OpportunityFilter, _ words: Words) -> [FilterField] {
        let stages = filter.stageIDs.isEmpty ? [] : stages
        return [
            owners(filter.ownerIDs, words), choices("team", teams.map { ($0.id.description, $0.name) }),
            choices("stage", stages.map { ($0.id.description, $0.name) }), choices("source", sources.map { ($0, $0) }),
            choices("product", products.map { ($0.id.description, $0.name) }), tagged(filter.tagIDs),
            collaborators(filter.collaboratorIDs), choices("lostTo", rivals.map { ($0.id.description, $0.name) }),
            FilterField("amount", .amounts(currency)), FilterField("close", .days),
            FilterField("daysInStage", .numbers), FilterField("created", .days), FilterField("overdue", .flag),
            choices("account", accounts.map { ($0.key.description, $0.value) }.sorted { $0 < $1 }),
        ].filter(\.offersSomething)
    }

    func opportunities(_ filter: OpportunityFilter, _ words: Words) -> [FilterField] {
        let outcomes = Outcome.allCases.map { ($0.rawValue, words("opportunity.outcome", $0)) }
        let ofList = [
            choices("pipeline", pipelines.map { ($0.id.description, $0.name) }),
            choices("stage", stages.map { ($0.id.description, $0.name) }), choices("outcome", outcomes),
        ]
        return ofList.filter(\.offersSomething) + board(filter, words).filter { $0.name != "stage" }
    }

    func accounts(_ filter: AccountFilter, _ words: Words) -> [FilterField] {
        [
            owners(filter.ownerIDs, words), choices("team", teams.map { ($0.id.description, $0.name) }),
            tagged(filter.tagIDs), FilterField("created", .days), FilterField("hasOpen", .flag),
            FilterField("hasNoOpen", .flag),
        ].filter(\.offersSomething)
    }

    func contacts(_ filter: ContactFilter, _ words: Words) -> [FilterField] {
        [
            owners(filter.ownerIDs, words), choices("team", teams.map { ($0.id.description, $0.name) }),
            tagged(filter.tagIDs), FilterField("created", .days),
        ].filter(\.offersSomething)
    }

    /// Those that are offered, and what is chosen.
    private func tagged(_ chosen: [Identifier<Tag>]) -> FilterField {
        choices("tag", tags.filter { !$0.isRetired || chosen.contains($0.id) }.map { ($0.id.description, $0.name) })
    }

    private func collaborators(_ chosen: [Identifier<Member>]) -> FilterField {
        let offered = members.filter { $0.isActive || chosen.contains($0.id) }
        return choices("collaborator", offered.map { ($0.id.description, $0.name) })
    }

    private func choices(_ name: String, _ values: [(String, String)]) -> FilterField {
        FilterField(name, .anyOf(values.map { FilterChoice(parameter: name, value: $0.0, name: $0.1) }))
    }

    /// Those who are active, and who is chosen; nobody too.
    private func owners(_ chosen: [Identifier<Member>], _ words: Words) -> FilterField {
        let offered = members.filter { $0.isActive || chosen.contains($0.id) }
        let nobody = FilterChoice(parameter: "noOwner", value: "yes", name: words("filters.nobody"))
        let people = offered.map { FilterChoice(parameter: "owner", value: $0.id.description, name: $0.name) }
        return FilterField("owner", .anyOf(people + [nobody]))
    }
}

extension FilterField {
    fileprivate var offersSomething: Bool { if case .anyOf(let choices) = kind { !choices.isEmpty } else { true } }
}
