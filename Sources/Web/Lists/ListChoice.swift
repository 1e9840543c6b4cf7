import Hummingbird
import Sales
import Storage

/// The columns of a kind of list, under the names that addresses and saved views keep.
protocol TableColumn: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// Those that are shown unless somebody chooses others.
    static var usual: [Self] { get }
    /// What the list's head calls it.
    func name(_ words: Words) -> String
    /// The name of the order by this column; nil where a list cannot be ordered by it.
    var orderKey: String? { get }
    var isNumber: Bool { get }
}

/// What a list's address says: which records, in which order, with which columns, and from where on.
struct ListChoice<Filter: RecordFilter, Key: ListKey, Column: TableColumn>: Sendable {
    /// Without the place, at which other choices begin anew.
    var address: FilterAddress<Filter>
    var order: ListOrder<Key>
    var columns: [Column]
    /// The own fields that are columns behind these.
    var fields: [Identifier<FieldDefinition>]
    var position = ListPosition.start
    /// Whether a form is open that makes a record.
    var isNew: Bool
    /// Whether all that can be filtered by is asked for.
    var isFilterUnfolded: Bool

    init(_ list: ListKind, _ query: FormFields, usual order: ListOrder<Key>, _ access: Access) throws {
        address = try FilterAddress(
            path: "/\(list.rawValue)",
            query,
            others: ["order", "column", "after", "before", "view", "new", .panel],
            currency: access.workspace.currency
        )
        self.order = address[other: "order"].flatMap { ListOrder($0) } ?? order
        let columns = query.all("column").compactMap { Column(rawValue: $0) }
        self.columns = columns.isEmpty ? Column.usual : Column.allCases.filter(columns.contains)
        fields = query.all("column").compactMap { FieldFilter.parts($0)?.id }
        if let cursor = address[other: "after"].flatMap({ ListCursor($0) }) { position = .after(cursor) }
        if let cursor = address[other: "before"].flatMap({ ListCursor($0) }) { position = .before(cursor) }
        isNew = address[other: "new"] != nil
        isFilterUnfolded = address[other: .panel] != nil
        for name in ["after", "before", "new", .panel] { address[other: name] = nil }
    }

    var filter: Filter { address.filter }

    /// The columns where they are not the usual ones.
    var chosenColumns: [String] {
        let own = fields.map { "\(FieldDefinition.keyStart)\($0)" }
        return columns == Column.usual && own.isEmpty ? [] : columns.map(\.rawValue) + own
    }

    /// The same list in another order.
    func href(by key: Key) -> String {
        let toggled = ListOrder(key, descending: key == order.key && order.field == nil && !order.isDescending)
        return address.with { $0[other: "order"] = toggled.description }.href
    }

    /// The same list from a place on.
    func href(_ name: String, _ cursor: ListCursor?) -> String? {
        cursor.map { cursor in address.with { $0[other: name] = cursor.description }.href }
    }

    /// The saved views of this list, and what would be saved of it.
    func viewMenu(_ kind: SavedView.Kind, _ db: ScopedConnection) throws -> ViewMenu {
        ViewMenu(
            kind,
            try db.savedViews(kind),
            try db.teamsToShareViewsWith(),
            open: address[other: "view"].flatMap { Identifier($0) },
            filter: filter.query,
            order: order.description,
            columns: chosenColumns,
            db.access
        )
    }
}

extension FormFields {
    /// The named fields that are filled in, as items of a query.
    func items(_ names: [String]) -> [QueryItem] {
        names.flatMap { name in all(name).filter { !$0.isEmpty }.map { QueryItem(name, $0) } }
    }
}
