import Sales
import SalesAnalytics
import Storage

/// What the funnel page shows, in words.
struct FunnelPage: Encodable {
    var title: String
    var choices: FunnelChoices
    var subtitle: String
    /// Why there is no slice where one was asked.
    var trimmed: String?
    var isEmpty: Bool
    var tiles: [Tile]
    var stages: [StageRow]
    var closed: [StageRow]
    var groups: [GroupRow]
    var hasGroups: Bool
    var groupName: String
    var chart: String
    var isPeriod: Bool
    var reachedName: String

    /// One figure of the whole with where it leads and what it was before.
    struct Tile: Encodable {
        var name: String
        var value: String
        var exact: String
        var href: String?
        var change: Change?
        /// Where it says in words why there is no figure.
        var isSentence = false
    }

    /// How a figure differs from the period before.
    struct Change: Encodable {
        var text: String
        var before: String
        var isUp: Bool
        var isDown: Bool
    }

    struct StageRow: Encodable {
        var name: String
        var reached: String
        var reachedHref: String
        var share: String
        var conversion: String
        var change: Change?
        var standing: String
        var standingHref: String
        var standingAmount: String
        var standingExact: String
        var stay: String
        var dropOff: String
    }

    struct GroupRow: Encodable {
        var name: String
        var population: String
        var populationHref: String
        var open: String
        var won: String
        var wonHref: String
        var lost: String
        var winRate: String
        var wonAmount: String
        var wonExact: String
        var cycle: String
    }
}

extension FunnelPage {
    init(
        _ choice: FunnelChoice,
        pipelines: [Pipeline],
        pipeline: Pipeline,
        fields: [FieldDefinition],
        _ report: FunnelReport,
        earlier: FunnelReport?,
        access: Access,
        _ words: Words
    ) {
        let links = FunnelLinks(choice: choice, pipeline: pipeline.id)
        let maker = FunnelRows(report: report, earlier: earlier, links: links, words: words)
        title = words("funnel.title")
        choices = FunnelChoices(choice, pipelines, pipeline, fields, words)
        subtitle = maker.subtitle(access)
        isEmpty = report.figures.population == 0
        tiles = maker.tiles
        stages = maker.stages
        closed = maker.closed
        groups = report.groups.map(maker.group)
        hasGroups = choice.dimension != nil
        groupName =
            choices.dimensions.first(where: \.isChosen)?.name
            ?? choice.dimension.map { words("funnel.by.\($0.wordKey)") } ?? ""
        chart = FunnelChart(report, words).json
        isPeriod = report.view == .period
        reachedName = words(isPeriod ? "funnel.entries" : "funnel.reached")
    }
}

/// Where the page's figures lead.
struct FunnelLinks {
    var choice: FunnelChoice
    var pipeline: Identifier<Pipeline>

    func records(_ figure: FunnelFigure, group: FunnelGroup? = nil) -> String {
        var more = [("figure", figure.count.rawValue)]
        if let stage = figure.stage { more.append(("stage", stage.description)) }
        if let group { more += [("group", group.key), ("groupID", group.id ?? "")] }
        return "/funnel/records?\(choice.query(pipeline, more))"
    }
}

extension Dimension {
    /// The end of the key of its name in the catalogues.
    var wordKey: String {
        switch self {
        case .account(let field): field ?? "account"
        case .team: "team"
        default: description
        }
    }

    /// The own field by which it slices.
    var ownField: Identifier<FieldDefinition>? { if case .field(let id) = self { id } else { nil } }
}
