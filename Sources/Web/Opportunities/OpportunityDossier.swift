import Sales
import Storage

/// All that the page of one opportunity tells, read in one transaction.
struct OpportunityDossier {
    var opportunity: Opportunity
    var revisions: [Revision]
    var process: ProcessVersion?
    var stages: [Identifier<Stage>: Stage]
    var pipeline: Pipeline?
    var account: String?
    /// Whether the member may open the account's page.
    var isAccountVisible: Bool
    var product: String?
    var products: [Product]
    /// What was changed beside the revisions.
    var changes: [HistoryEntry]
    var shares: [RecordShare]
    var teams: [Team]
    var members: [Member]
    var own: OwnFields
    var reasons: [LossReason]
    var parts: OpportunityParts
    /// The names of all reasons, the retired ones too.
    private var reasonNames: [Identifier<LossReason>: String]

    init(_ id: Identifier<Opportunity>, _ db: ScopedConnection) throws {
        opportunity = try db.opportunity(id)
        revisions = try db.revisions(of: id)
        let versions = try opportunity.values.pipelineID.map { try db.processVersions(of: $0) } ?? []
        process = versions.inForce(on: db.access.today)
        stages = [:]
        for version in versions { for stage in version.stages { stages[stage.id] = stage } }
        pipeline = try db.pipelines().first { [opportunity] in $0.id == opportunity.values.pipelineID }
        let accountID = opportunity.accountID
        account = try accountID.flatMap { try db.accountNames([$0])[$0] }
        isAccountVisible = try accountID.map(db.isVisible) ?? false
        product = try opportunity.productID.map { try db.product($0).name }
        products = try db.products()
        changes = try db.history(of: id).filter { $0.action != .revised && $0.action != .created }
        shares = try db.shares(of: id)
        teams = try db.teams()
        members = try db.members()
        own = try OwnFields(.opportunity, of: id.erased, db)
        reasons = try db.lossReasons()
        parts = try OpportunityParts(opportunity, products, members, shares, db)
        reasonNames = Dictionary(
            uniqueKeysWithValues: try db.choices(.lossReasons).map { (Identifier($0.id.erased), $0.name) }
        )
    }

    func name(of member: Identifier<Member>?) -> String? {
        member.flatMap { id in members.first { $0.id == id }?.name }
    }

    func reason(_ id: Identifier<LossReason>?) -> String? { id.flatMap { reasonNames[$0] } }
}
