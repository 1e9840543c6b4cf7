import SQLEngines
import Sales

/// A list as a walk through segments, each of which an index gives in order.
///
/// What has no value is a segment of its own behind the others, since the engines' indexes hold NULL at different
/// ends. An order by stage or owner is one segment for each of them, in their order, which no index could know.
struct ListQuery {
    var table: SQL
    var condition: SQL
    /// The order's name, which cursors carry.
    var order: String
    var segments: [ListSegment]
    /// What comes behind those, found out only where a page gets so far.
    var further: () throws -> [ListSegment] = { [] }
    var isDescending: Bool
    /// Whether the condition leaves few enough records to be found first and then put in order.
    var isNarrow = false
    /// Whether the open and the closed records are asked for one after the other, since each have an index of their own.
    var isSplit = false
    /// The condition where it is of closed ones that no index has in order; nil where it is the same.
    var closedCondition: SQL?
    /// What an index in the list's order holds, where the condition beside it is not rare: the next in the order are
    /// looked at first, and all that the condition leaves are found only where those do not fill a page.
    var nearby: SQL?
}

/// A record's place in a list.
struct ListEntry {
    var id: Identifier<AnyRecord>
    var key: ListCursor.Key?
    var segment: String
}

extension Connection {
    /// The identifiers of a page, in order.
    func page(_ query: ListQuery, at position: ListPosition, limit: Int) throws -> ListPage<ListEntry> {
        let (cursor, isBackward) = position.cursor
        if let cursor, cursor.order != query.order { throw ListError.unknownCursor }
        var segments = query.segments
        var isWhole = false
        func addFurther() throws {
            isWhole = true
            segments += try query.further()
        }
        if isBackward || cursor.map({ cursor in !segments.contains { $0.name == cursor.segment } }) == true {
            try addFurther()
        }
        if isBackward { segments.reverse() }
        let start = try cursor.map { try segments.index(of: $0) } ?? 0
        var found: [ListEntry] = []
        var index = start
        while found.count <= limit {
            if index == segments.count && !isWhole { try addFurther() }
            if index == segments.count { break }
            found += try entries(
                query,
                segments[index],
                from: index == start ? cursor : nil,
                isDescending: query.isDescending != isBackward,
                limit: limit + 1 - found.count
            )
            index += 1
        }
        let hasMore = found.count > limit
        let rows = Array(found.prefix(limit))
        return ListPage(rows: isBackward ? rows.reversed() : rows, hasMore, query, position)
    }

    private func entries(
        _ query: ListQuery,
        _ segment: ListSegment,
        from cursor: ListCursor?,
        isDescending: Bool,
        limit: Int
    ) throws -> [ListEntry] {
        let direction: SQL = isDescending ? "DESC" : "ASC"
        let columns: SQL = segment.key.map { "\($0.sql), id" } ?? "id"
        let order: SQL = segment.key.map { "\($0.sql) \(direction), id \(direction)" } ?? "id \(direction)"
        let place = try segment.place(cursor, isDescending)
        let end: SQL = "ORDER BY \(order) LIMIT \(limit)"
        if let near = query.near(in: segment, at: place, order) {
            let found = try entries("SELECT \(columns) FROM \(near) \(end)", segment)
            if found.count == limit { return found }
        }
        let source = query.source(of: columns, in: segment, at: place, until: end)
        return try entries("SELECT \(columns) FROM \(source) \(end)", segment)
    }

    private func entries(_ statement: SQL, _ segment: ListSegment) throws -> [ListEntry] {
        var found: [ListEntry] = []
        try forEach(statement) { row in
            let key: ListCursor.Key? =
                switch segment.key?.kind {
                case .integer: .integer(try row.next())
                case .text: .text(try row.next())
                case nil: nil
                }
            try found.append(ListEntry(id: row.next(), key: key, segment: segment.name))
        }
        return found
    }
}

extension ListQuery {
    /// Those of the next rows in a segment's order that fulfil the condition.
    fileprivate func near(in segment: ListSegment, at place: SQL, _ order: SQL) -> SQL? {
        guard let nearby, segment.source == nil else { return nil }
        return """
            (SELECT * FROM \(table) WHERE \(nearby) AND \(segment.condition) AND \(place)
                ORDER BY \(order) LIMIT \(lookedAtFirst)) AS near WHERE \(condition)
            """
    }

    /// Where a segment's rows come from, the condition with them.
    fileprivate func source(of columns: SQL, in segment: ListSegment, at place: SQL, until end: SQL) -> SQL {
        if let source = segment.source { return "\(source) AND \(place)" }
        // What the place says of the key stays outside of the narrow part, or it would choose the index again.
        if isNarrow {
            let narrow: SQL = "\(condition) AND \(segment.narrow ?? segment.condition)"
            return "(SELECT \(columns) FROM \(table) WHERE \(narrow) \(everyRow)) AS chosen WHERE \(place)"
        }
        let source: SQL = "\(table) WHERE \(condition) AND \(segment.condition)"
        if !isSplit { return "\(source) AND \(place)" }
        let open: SQL = "SELECT \(columns) FROM \(source) AND \(place) AND closed_at IS NULL \(end)"
        let closed: SQL = """
            SELECT \(columns) FROM \(table) WHERE \(closedCondition ?? condition) AND \(segment.condition)
                AND \(place) AND closed_at IS NOT NULL \(end)
            """
        return """
            (SELECT * FROM (\(open)) AS open_ones UNION ALL SELECT * FROM (\(closed)) AS closed_ones) AS chosen
            """
    }
}

private let lookedAtFirst = 2000

/// A limit that limits nothing, but lets an engine choose an index by the condition and not by the order around it.
///
/// A planner that trusts the order walks a whole workspace to find a rep's fifty records.
let everyRow: SQL = "LIMIT 1000000000000"

extension ListPosition {
    fileprivate var cursor: (ListCursor?, isBackward: Bool) {
        switch self {
        case .start: (nil, false)
        case .after(let cursor): (cursor, false)
        case .before(let cursor): (cursor, true)
        }
    }
}

extension ListPage<ListEntry> {
    fileprivate init(rows: [ListEntry], _ hasMore: Bool, _ query: ListQuery, _ position: ListPosition) {
        let first = rows.first.map { ListCursor(order: query.order, segment: $0.segment, key: $0.key, id: $0.id) }
        let last = rows.last.map { ListCursor(order: query.order, segment: $0.segment, key: $0.key, id: $0.id) }
        switch position {
        case .start: self.init(rows: rows, previous: nil, next: hasMore ? last : nil)
        case .after: self.init(rows: rows, previous: first, next: hasMore ? last : nil)
        case .before: self.init(rows: rows, previous: hasMore ? first : nil, next: last)
        }
    }
}
