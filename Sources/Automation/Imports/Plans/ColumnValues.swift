/// What a file's columns hold, found in one pass: the rows, the first cells, and the values of chosen columns.
package struct ColumnValues: Sendable, Equatable {
    /// A value and in how many rows it stands.
    package struct Value: Sendable, Equatable {
        package var text: String
        package var count: Int
    }

    package var rows = 0
    /// By column, the values in the order in which they come; nil where there are too many to choose for each.
    package var values: [String: [Value]?] = [:]

    /// The most different values for which choices are offered one by one.
    package static let limit = 60

    package init(path: String, format: TableFormat, expecting: Set<String>, columns: [String]) throws {
        let table = try TableReader(path: path, format: format, expecting: expecting)
        let places = columns.compactMap { name in table.columns.firstIndex(of: name).map { (name, $0) } }
        var found = places.map { _ in (order: [String](), counts: [String: Int]()) }
        var row = TableRow()
        let nulls = NullMarkers()
        while try table.next(into: &row) {
            rows += 1
            for (index, place) in places.enumerated() where found[index].order.count <= Self.limit {
                let text = String(decoding: nulls.text(row.bytes(place.1)), as: UTF8.self)
                if text.isEmpty { continue }
                if found[index].counts[text] == nil { found[index].order.append(text) }
                found[index].counts[text, default: 0] += 1
            }
        }
        for (place, found) in zip(places, found) {
            let isMany = found.order.count > Self.limit
            values[place.0] = .some(isMany ? nil : found.order.map { Value(text: $0, count: found.counts[$0] ?? 0) })
        }
    }
}

/// The beginning of a file as it was understood.
package struct TableGlance: Sendable, Equatable {
    package var columns: [String]
    /// The first cells of each column that are not blank.
    package var examples: [[String]]
    /// The first rows, as many cells as there are columns.
    package var rows: [[String]] = []
    package var encoding: TextEncoding
    package var delimiter: UInt8
    package var hasHeader: Bool

    package init(path: String, format: TableFormat, expecting: Set<String> = []) throws {
        let table = try TableReader(path: path, format: format, expecting: expecting)
        columns = table.columns
        examples = Array(repeating: [], count: columns.count)
        var row = TableRow()
        for _ in 0..<50 {
            guard try table.next(into: &row) else { break }
            if rows.count < 5 { rows.append(columns.indices.map { String(row[$0].prefix(80)) }) }
            for index in columns.indices where examples[index].count < 3 {
                let text = String(decoding: CellText.trimmed(row.bytes(index)), as: UTF8.self)
                if !text.isEmpty, !examples[index].contains(text) { examples[index].append(String(text.prefix(80))) }
            }
        }
        encoding = table.encoding ?? format.encoding ?? .utf8
        delimiter = table.format.delimiter ?? UInt8(ascii: ",")
        hasHeader = table.format.hasHeader ?? true
    }
}
