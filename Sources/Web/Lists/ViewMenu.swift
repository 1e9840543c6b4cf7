import Sales
import Storage

/// The saved views of a kind, and what can be done with the one that is shown.
struct ViewMenu: Sendable, Encodable {
    var kind: String
    /// What would be saved.
    var filter: String
    var order: String
    var columns: [String]
    var own: [Item]
    var shared: [Item]
    var current: Current?
    /// The open view's name, for the menu's button.
    var openName: String?
    /// The teams with which a new view may be shared.
    var teams: [Option]
    /// Whether it may be shared with everyone.
    var mayShare: Bool
    /// Whether it may be shared with anyone.
    var canShare: Bool
    var isEmpty: Bool

    struct Item: Sendable, Encodable {
        var name: String
        var href: String
        var isOpen: Bool
    }

    /// The view that is open, which its owner may change.
    struct Current: Sendable, Encodable {
        var viewID: String
        var viewName: String
        var version: String
        var isShared: Bool
        var teams: [Option]
        /// Whether filter or order are not those of the view any more.
        var isChanged: Bool
    }

    init(
        _ kind: SavedView.Kind,
        _ views: [SavedView],
        _ teams: [Team],
        open: Identifier<SavedView>?,
        filter: [QueryItem],
        order: String,
        columns: [String] = [],
        _ access: Access
    ) {
        self.kind = kind.rawValue
        self.filter = filter.inAddress
        self.order = order
        self.columns = columns
        func items(_ views: [SavedView]) -> [Item] {
            views.map { Item(name: $0.name, href: "/views/\($0.id)", isOpen: $0.id == open) }
        }
        own = items(views.filter { $0.ownerID == access.member?.id })
        shared = items(views.filter { $0.ownerID != access.member?.id })
        isEmpty = views.isEmpty
        self.teams = Self.options(teams, .private)
        mayShare = access.may(.edit, .settings)
        canShare = mayShare || !teams.isEmpty
        let view = views.first { $0.id == open }
        openName = view?.name
        guard let view, view.ownerID == access.member?.id || mayShare else { return }
        current = Current(
            viewID: view.id.description,
            viewName: view.name,
            version: String(view.version),
            isShared: view.sharing == .workspace,
            teams: Self.options(teams, view.sharing),
            isChanged: Set(view.filter) != Set(filter) || view.order != order || view.columns != columns
        )
    }

    private static func options(_ teams: [Team], _ sharing: SavedView.Sharing) -> [Option] {
        teams.map { Option(value: $0.id.description, name: $0.name, isChosen: sharing == .team($0.id)) }
    }
}
