import SQLEngines
import Sales

struct ListSegment {
    /// What a cursor calls it; the same as long as the segment means the same.
    var name: String
    var condition: SQL
    /// The same said so that no index is taken for it, for what is found by the list's condition; nil for the same.
    var narrow: SQL?
    /// Nothing for the order of ids.
    var key: ListColumn?
    /// Where its rows come from, with all conditions, where that is not the list's table.
    var source: SQL?
}

/// A column by which a segment is ordered, and how it is read.
struct ListColumn {
    enum Kind { case integer, text }

    var sql: SQL
    var kind: Kind
}

extension [ListSegment] {
    func index(of cursor: ListCursor) throws -> Int {
        guard let index = firstIndex(where: { $0.name == cursor.segment }) else { throw ListError.unknownCursor }
        return index
    }
}

extension ListSegment {
    /// By when they were closed.
    static let closing = ListSegment(
        name: "closing",
        condition: "1 = 1",
        key: ListColumn(sql: "closed_at", kind: .integer)
    )

    /// That a record has the segment's key, and stands behind the cursor.
    func place(_ cursor: ListCursor?, _ isDescending: Bool) throws -> SQL {
        let isThere: SQL = key.map { "\($0.sql) IS NOT NULL" } ?? "1 = 1"
        guard let cursor else { return isThere }
        let comparison: SQL = isDescending ? "<" : ">"
        switch (key, cursor.key) {
        case (nil, nil): return "id \(comparison) \(cursor.id)"
        case (let key?, let value?) where key.kind == value.kind:
            return "\(isThere) AND (\(key.sql), id) \(comparison) (\(value.value), \(cursor.id))"
        default: throw ListError.unknownCursor
        }
    }
}

extension ListCursor.Key {
    fileprivate var kind: ListColumn.Kind {
        switch self {
        case .integer: .integer
        case .text: .text
        }
    }
}
