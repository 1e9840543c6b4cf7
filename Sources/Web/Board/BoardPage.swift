import Sales
import Storage

/// What the board of a pipeline shows, in words.
struct BoardPage: Encodable {
    var title: String
    var path: String
    /// The other pipelines' boards.
    var others: [Link]
    var hasOthers: Bool
    var bar: FilterBar
    var stages: [BoardStage]
    var isEmpty: Bool
    var isFiltered: Bool
    /// How far the change log had come when the page was made.
    var number: String
    var mayMove: Bool
    var mayCreate: Bool
    var create: String
    var list: String
    var funnel: String
    var targets: [Target]
    var reasons: [Option]
    var lostTo: [Option]
    var mayLoseTo: Bool
    var today: String

    struct Link: Encodable {
        var name: String
        var href: String
    }

    /// A stage that a card can be moved to.
    struct Target: Encodable {
        var stage: String
        var name: String
        var isWon: Bool
        var isLost: Bool
    }
}

extension BoardPage {
    init(_ dossier: BoardDossier, _ choice: BoardChoice, _ access: Access, _ words: Words) {
        let pipeline = dossier.pipeline
        let named = QueryItem("pipeline", pipeline.id.description)
        title = pipeline.name
        path = choice.address.path
        others = dossier.pipelines.filter { $0.id != pipeline.id }.map {
            Link(name: $0.name, href: "/pipelines/\($0.id)/board")
        }
        hasOthers = !others.isEmpty
        bar = Self.bar(dossier, choice, access, words)
        stages = dossier.board.columns.map { BoardStage($0, choice, access, words) }
        isEmpty = dossier.board.columns.allSatisfy { $0.figures.count == 0 }
        isFiltered = !choice.address.filter.isEmpty
        number = String(dossier.number)
        mayMove = access.may(.edit, .opportunities)
        mayCreate = access.may(.create, .opportunities)
        create = "/opportunities/new?\([named].inAddress)"
        let order = QueryItem("order", choice.order.description)
        list = "/opportunities?\(([named] + choice.address.filter.query + [order]).inAddress)"
        funnel = "/funnel?\([named].inAddress)"
        targets = dossier.targets.map {
            Target(stage: $0.id.description, name: $0.name, isWon: $0.kind == .won, isLost: $0.kind == .lost)
        }
        reasons = dossier.reasons.map { Option(value: $0.id.description, name: $0.name, isChosen: false) }
        lostTo = .rivals(dossier.choices.rivals)
        mayLoseTo = !lostTo.isEmpty
        today = access.today.description
    }

    private static func bar(
        _ dossier: BoardDossier,
        _ choice: BoardChoice,
        _ access: Access,
        _ words: Words
    ) -> FilterBar {
        let filter = choice.address.filter
        let mine = access.member.map { (QueryItem("owner", $0.id.description), words("filters.mine")) }
        var bar = FilterBar(
            choice.address,
            dossier.choices.board(filter, words) + dossier.own.fields(words),
            isUnfolded: choice.isFilterUnfolded,
            toggles: [mine, (QueryItem("overdue", "yes"), words("filters.overdue"))].compactMap { $0 },
            selects: [
                FilterBar.Select(name: "order", label: words("board.order"), options: orders(choice.order, words)),
                FilterBar.Select(
                    name: "closed",
                    label: words("board.closed"),
                    options: Option.all(BoardChoice.Closed.self, choice.closed) { words("board.closed", $0) }
                ),
            ],
            words
        )
        bar.views = ViewMenu(
            .board,
            dossier.views,
            dossier.teams,
            open: choice.view,
            filter: [QueryItem("pipeline", dossier.pipeline.id.description)] + filter.query,
            order: choice.order.description,
            access
        )
        return bar
    }

    /// The usual orders, and the present one where it is another.
    private static func orders(_ chosen: ListOrder<OpportunityKey>, _ words: Words) -> [Option] {
        let usual: [ListOrder<OpportunityKey>] = [
            .usualOnBoards, ListOrder(.amount, descending: true), ListOrder(.stageEntered),
            ListOrder(.changed, descending: true), ListOrder(.name),
        ]
        let offered = usual.contains(chosen) ? usual : usual + [chosen]
        return offered.map { order in
            let name = words("board.order", order.key)
            return Option(
                value: order.description,
                name: usual.contains(order) ? name : words("board.reversed", ["order": name]),
                isChosen: order == chosen
            )
        }
    }
}
