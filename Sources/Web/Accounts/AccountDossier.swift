import Sales
import SalesAnalytics
import Storage

/// All that the page of one account tells, read in one transaction.
struct AccountDossier: Sendable {
    /// How many rows of contacts, and of open and closed opportunities, stand on the page.
    static let rows = 25

    var account: Account
    var parent: (id: Identifier<Account>, name: String, isVisible: Bool)?
    var children: [Account]
    var contacts: ListPage<CustomerRow<Contact>>
    var open: ListPage<OpportunityRow>
    var closed: ListPage<OpportunityRow>
    var opportunityIDs: [Identifier<Opportunity>]
    var pipelines: [Pipeline]
    var history: [HistoryEntry]
    var shares: [RecordShare]
    var merges: [Merge]
    var hanging: AccountChildren
    var members: [Member]
    var teams: [Team]
    var tags: RecordTagsPart
    var own: OwnFields

    init(_ id: Identifier<Account>, _ db: ScopedConnection) throws {
        account = try db.account(id)
        parent = try account.parentID.flatMap { parent in
            guard let name = try db.accountNames([parent])[parent] else { return nil }
            return (parent, name, try db.isVisible(parent))
        }
        children = try db.subsidiaries(of: id)
        var filter = ContactFilter()
        filter.accountIDs = [id]
        let mayContacts = db.access.may(.see, .contacts)
        contacts = mayContacts ? try db.contacts(filter, limit: Self.rows) : ListPage(rows: [])
        open = try Self.opportunities([.open], ListOrder(.expectedCloseDate), of: id, db)
        closed = try Self.opportunities([.won, .lost], ListOrder(.changed, descending: true), of: id, db)
        opportunityIDs = try db.opportunityIDs(of: id)
        pipelines = try db.pipelines()
        history = try db.history(of: id)
        shares = try db.shares(of: id)
        merges = try db.merges(into: id.erased).filter { $0.undoneAt == nil }
        hanging = try db.children(of: id)
        members = try db.members()
        teams = try db.teams()
        tags = try RecordTagsPart(.account, id.erased, db)
        own = try OwnFields(.account, of: id.erased, db)
    }

    private static func opportunities(
        _ outcomes: [Outcome],
        _ order: ListOrder<OpportunityKey>,
        of id: Identifier<Account>,
        _ db: ScopedConnection
    ) throws -> ListPage<OpportunityRow> {
        var filter = OpportunityFilter()
        filter.accountIDs = [id]
        filter.outcomes = outcomes
        return try db.opportunities(filter, by: order, limit: rows)
    }

    var owners: [Option] {
        members.filter { $0.isActive || $0.id == account.ownerID }.map {
            Option(value: $0.id.description, name: $0.name, isChosen: false)
        }
    }

    func name(of member: Identifier<Member>?) -> String? {
        member.flatMap { id in members.first { $0.id == id }?.name }
    }
}

/// What an account's sales came to in one pipeline, by the funnel's own figures.
struct AccountFigures: Sendable {
    var pipeline: String
    var figures: FunnelFigures

    /// The figures of each pipeline in which the account has sales that the member sees.
    static func all(_ dossier: AccountDossier, _ access: Access, _ timeline: Timeline) throws -> [AccountFigures] {
        if dossier.opportunityIDs.isEmpty { return [] }
        let records = timeline.records(dossier.opportunityIDs)
        return try dossier.pipelines.compactMap { pipeline in
            let question = FunnelQuestion(
                pipeline: pipeline.id,
                calendar: access.calendar,
                visible: records,
                today: access.today,
                measures: [.amounts, .durations]
            )
            let figures = try timeline.funnel(question).figures
            return figures.population == 0 ? nil : AccountFigures(pipeline: pipeline.name, figures: figures)
        }
    }
}
