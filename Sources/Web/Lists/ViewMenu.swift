import Sales
import Storage

/// The saved views of a kind, and what can be done with the one that is shown.
struct ViewMenu: Sendable {
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
    var mayShare: Bool
    var isEmpty: Bool

    struct Item: Sendable {
        var name: String
        var href: String
        var isOpen: Bool
    }

    /// The view that is open, which its owner may change.
    struct Current: Sendable {
        var viewID: String
        var viewName: String
        var version: String
        var isShared: Bool
        /// Whether filter or order are not those of the view any more.
        var isChanged: Bool
    }

    init(
        _ kind: SavedView.Kind,
        _ views: [SavedView],
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
        mayShare = access.may(.edit, .settings)
        let view = views.first { $0.id == open }
        openName = view?.name
        guard let view, view.ownerID == access.member?.id || mayShare else { return }
        current = Current(
            viewID: view.id.description,
            viewName: view.name,
            version: String(view.version),
            isShared: view.sharing == .workspace,
            isChanged: Set(view.filter) != Set(filter) || view.order != order || view.columns != columns
        )
    }
}
