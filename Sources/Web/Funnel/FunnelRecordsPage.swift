import Sales
import SalesAnalytics
import Storage

/// The records behind one figure of the funnel.
struct FunnelRecordsPage: Encodable {
    /// How many stand on one page.
    static let size = 100

    var title: String
    var heading: String
    var back: String
    var count: String
    var rows: [Row]
    var isEmpty: Bool
    var next: String?
    var previous: String?

    struct Row: Encodable {
        var href: String
        var name: String
        var account: String
        var stage: String
        var amount: String
        var exact: String
        var owner: String
        var closes: String
    }

    /// An opportunity with the names that its row shows.
    struct Known {
        var opportunity: Opportunity
        var account: String?
        var owner: String?
        var stage: String?
    }

    init(
        _ query: FormFields,
        _ figure: FunnelFigure,
        choice: FunnelChoice,
        pipeline: Pipeline,
        _ known: [Known],
        from start: Int,
        of count: Int,
        _ words: Words
    ) {
        title = words("funnel.records")
        heading = words("funnel.figure.\(figure.count.rawValue)")
        back = "/funnel?\(choice.query(pipeline.id))"
        self.count = words("funnel.recordCount", count: count)
        isEmpty = count == 0
        rows = known.map { Row($0, words) }
        let kept = ["figure", "stage", "group", "groupID"].filter { query.names.contains($0) }
            .map { ($0, query.verbatim($0)) }
        func page(_ start: Int) -> String {
            "/funnel/records?\(choice.query(pipeline.id, kept + [("after", String(start))]))"
        }
        if start + Self.size < count { next = page(start + Self.size) }
        if start > 0 { previous = page(max(0, start - Self.size)) }
    }
}

extension FunnelRecordsPage.Row {
    fileprivate init(_ known: FunnelRecordsPage.Known, _ words: Words) {
        let values = known.opportunity.values
        href = "/opportunities/\(known.opportunity.id)"
        name = known.opportunity.name
        account = known.account ?? ""
        stage = known.stage ?? ""
        amount = values.amount.map { words.shortMoney($0) } ?? ""
        exact = values.amount.map { words.money($0) } ?? ""
        owner = known.owner ?? ""
        closes = values.expectedCloseDate.map { words.day($0) } ?? ""
    }
}

extension FunnelRecordsPage {
    /// The opportunities of these identifiers with the names that their rows show, in the same order.
    static func rows(_ ids: [Identifier<Opportunity>], _ db: ScopedConnection) throws -> [Known] {
        let found = try db.opportunities(ids)
        let members = Dictionary(try db.members().map { ($0.id, $0.name) }) { first, _ in first }
        let accounts = try db.accountNames(found.compactMap(\.accountID))
        var stages: [Identifier<Stage>: String] = [:]
        for pipeline in try db.pipelines() {
            for version in try db.processVersions(of: pipeline.id) {
                for stage in version.stages { stages[stage.id] = stage.name }
            }
        }
        return found.map { opportunity in
            Known(
                opportunity: opportunity,
                account: opportunity.accountID.flatMap { accounts[$0] },
                owner: opportunity.values.ownerID.flatMap { members[$0] },
                stage: opportunity.values.stageID.flatMap { stages[$0] }
            )
        }
    }
}
