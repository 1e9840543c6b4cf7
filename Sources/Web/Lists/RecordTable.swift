import Sales
import Storage

/// A list of records as its page shows it, whatever their kind.
struct RecordTable: Encodable {
    var title: String
    /// Where the list is, `/accounts`.
    var path: String
    /// The kind's word in addresses of bulk actions.
    var kind: String
    /// How many there are; not `count`, which the filter bar has too and may leave out.
    var total: String
    var isEmpty: Bool
    var isFiltered: Bool
    var bar: FilterBar
    var headers: [Header]
    var rows: [TableRow]
    var previous: String?
    var next: String?
    var columns: [Option]
    /// What the form of columns brings back.
    var kept: [Field]
    var bulk: BulkBar?
    /// Where the whole list can be had as a file; absent for those who may not export it.
    var exports: Exports?
    var rowQuery: String

    struct Header: Encodable {
        var name: String
        /// Absent where a list cannot be ordered by it.
        var href: String?
        var sort: String?
        var isNumber: Bool
        var isUp: Bool
        var isDown: Bool
    }

    struct Exports: Encodable {
        var csv: String
        var workbook: String
    }

    /// A hidden field of a form.
    struct Field: Encodable {
        var name: String
        var value: String
    }
}

/// A record's row in a list.
struct TableRow: Encodable {
    var id: String
    var href: String
    var name: String
    var version: String
    var cells: [Cell]

    struct Cell: Encodable {
        var text: String
        var exact = ""
        var href: String?
        var isNumber = false
        var isLate = false
        /// The field that can be changed in its place; nil where it cannot.
        var field: String?
        var label: String
    }
}

extension RecordTable {
    init<Filter, Key, Column>(
        _ choice: ListChoice<Filter, Key, Column>,
        _ list: ListKind,
        _ bar: FilterBar,
        _ page: ListPage<TableRow>,
        _ count: ListCount,
        _ words: Words
    ) {
        title = words("places.\(list.rawValue)")
        path = "/\(list.rawValue)"
        kind = list.kind.rawValue
        total = words("lists.count", count: count.count, ["more": count.isExact ? "" : "+"])
        isEmpty = page.rows.isEmpty
        isFiltered = !choice.filter.isEmpty
        self.bar = bar
        headers = choice.columns.map { Header($0, choice, words) }
        rows = page.rows
        (previous, next) = (choice.href("before", page.previous), choice.href("after", page.next))
        columns = Column.allCases.map {
            Option(value: $0.rawValue, name: $0.name(words), isChosen: choice.columns.contains($0))
        }
        kept = choice.address.query.filter { $0.name != "column" }.map { Field(name: $0.name, value: $0.value) }
        rowQuery = choice.columns.map { QueryItem("column", $0.rawValue) }.inAddress
    }

    var isMore: Bool { previous != nil || next != nil }
}

extension RecordTable.Exports {
    /// Files of what the filter shows.
    init?(_ list: ListKind, _ filter: [QueryItem], _ access: Access) {
        guard access.may(.export, list.kind.rights) else { return nil }
        let query = filter.isEmpty ? "" : "?\(filter.inAddress)"
        csv = "/exports/\(list.rawValue).csv\(query)"
        workbook = "/exports/\(list.rawValue).xlsx\(query)"
    }
}

extension ListPage {
    func map<Other>(_ transform: (Row) -> Other) -> ListPage<Other> {
        ListPage<Other>(rows: rows.map(transform), previous: previous, next: next)
    }
}

extension RecordTable.Header {
    fileprivate init<Filter, Key, Column>(
        _ column: Column,
        _ choice: ListChoice<Filter, Key, Column>,
        _ words: Words
    ) {
        name = column.name(words)
        isNumber = column.isNumber
        let key = column.orderKey.flatMap { Key(rawValue: $0) }
        href = key.map { choice.href(by: $0) }
        let isSorted = key != nil && key == choice.order.key && choice.order.field == nil
        sort = isSorted ? (choice.order.isDescending ? "descending" : "ascending") : nil
        (isUp, isDown) = (isSorted && !choice.order.isDescending, isSorted && choice.order.isDescending)
    }
}

/// The kinds of lists, by their place in addresses.
enum ListKind: String {
    case opportunities, accounts, contacts

    var kind: BinKind {
        switch self {
        case .opportunities: .opportunity
        case .accounts: .account
        case .contacts: .contact
        }
    }

    init(_ kind: BinKind) {
        self =
            switch kind {
            case .opportunity: .opportunities
            case .account: .accounts
            case .contact: .contacts
            }
    }
}
