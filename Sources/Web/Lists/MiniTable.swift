import Sales
import Storage

/// A few records on another record's page, with the way to all of them.
struct MiniTable: Encodable {
    var heading: String
    var headers: [Header]
    var rows: [TableRow]
    var isEmpty: Bool
    /// Where all of them are; absent where these are all.
    var more: String?

    struct Header: Encodable {
        var name: String
        var isNumber: Bool
    }

    init<Column: TableColumn>(
        _ heading: String,
        _ columns: [Column],
        _ rows: [TableRow],
        more: String? = nil,
        _ words: Words
    ) {
        self.heading = heading
        headers = columns.map { Header(name: $0.name(words), isNumber: $0.isNumber) }
        self.rows = rows
        isEmpty = rows.isEmpty
        self.more = more
    }
}
