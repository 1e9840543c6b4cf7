import Sales

/// The bar above a list or board: a text, what else can be filtered by, and what is, as chips.
///
/// It is one form of the address itself, so it works without JavaScript. What can be filtered by is long where there are
/// many members; it is sent when somebody unfolds it.
struct FilterBar: Sendable, Encodable {
    var path: String
    var text: String
    /// What the form brings along.
    var carried: [QueryItem]
    /// Nothing while folded.
    var fields: [Field]
    var isUnfolded: Bool
    /// What the form brings along of the filter while folded.
    var held: [QueryItem]
    /// The address that unfolds it.
    var panel: String
    var selects: [Select]
    var toggles: [Toggle]
    var chips: [Chip]
    /// How many chips there are; nil for none.
    var chipCount: String?
    /// The address without a filter.
    var clear: String
    var views: ViewMenu?
    /// Says that the address asked for more than the member can be shown.
    var trimmed: String?

    /// A choice beside the filter, such as the order.
    struct Select: Sendable, Encodable {
        var name: String
        var label: String
        var options: [Option]
    }

    /// A filter of one click.
    struct Toggle: Sendable, Encodable {
        var name: String
        var href: String
        var isOn: Bool
    }

    struct Chip: Sendable, Encodable {
        var text: String
        /// The address without it.
        var href: String
    }

    struct Field: Sendable, Encodable {
        var label: String
        var options: [Choice] = []
        var range: Range?
        var flag: Choice?
        var part: Choice?
    }

    struct Choice: Sendable, Encodable {
        var parameter: String
        var value: String
        var name: String
        var isChosen: Bool
    }

    /// What a browser takes for a number as people type it.
    static let typedNumber = "[0-9０-９.,，．\\-−\\s]*"

    struct Range: Sendable, Encodable {
        var type: String
        var from: String
        var to: String
        var fromValue: String
        var toValue: String
        /// What the browser checks of a typed amount.
        var pattern: String?
    }
}

extension FilterBar {
    /// `toggles` are filters of one click with their names; each replaces what its parameter was.
    init<Filter: RecordFilter>(
        _ address: FilterAddress<Filter>,
        _ fields: [FilterField],
        isUnfolded: Bool,
        toggles: [(item: QueryItem, name: String)] = [],
        selects: [Select] = [],
        _ words: Words
    ) {
        let items = address.filter.query
        let maker = FilterBarParts(items: items, words: words) { address.with(filter: $0).href }
        path = address.path
        text = items.first { $0.name == "text" }?.value ?? ""
        let own = Set(fields.flatMap(\.parameters) + selects.map(\.name) + ["text"])
        carried = address.query.filter { !own.contains($0.name) }
        self.fields = isUnfolded ? fields.map(maker.field) : []
        self.isUnfolded = isUnfolded
        let shown = Set(selects.map(\.name) + ["text"])
        held = address.query.filter { own.contains($0.name) && !shown.contains($0.name) }
        panel = address.with { $0[other: .panel] = "open" }.href
        self.selects = selects
        self.toggles = toggles.map { maker.toggle($0.item, $0.name) }
        chips = maker.chips(fields)
        chipCount = chips.isEmpty ? nil : String(chips.count)
        clear = address.with(filter: items.filter { !own.contains($0.name) }).href
        trimmed = address.isTrimmed ? words("filters.trimmed") : nil
    }
}

extension FilterBar {
    /// What a filter asks for, as the chips of its list.
    static func chips(of filter: some RecordFilter, _ fields: [FilterField], _ words: Words) -> [Chip] {
        FilterBarParts(items: filter.query, words: words) { _ in "" }.chips(fields)
    }
}

extension String {
    /// The parameter of an address that unfolds the bar.
    static let panel = "panel"
}
