/// Rows to insert at once, stored flat.
package struct SQLRows: Sendable {
    package let columns: Int
    package private(set) var values: [SQL.Value] = []

    package init(columns: Int) { self.columns = columns }

    /// How many rows there are.
    package var count: Int { columns == 0 ? 0 : values.count / columns }

    package var isEmpty: Bool { values.isEmpty }

    /// Whether every row has as many values as there are columns.
    var isEven: Bool { columns > 0 && values.count % columns == 0 }

    package mutating func append(_ row: [SQL.Value]) { values += row }

    package mutating func append<each Value: SQLBindable>(_ value: repeat each Value) {
        for value in repeat each value { values.append(value.sqlValue) }
    }

    package mutating func reserveCapacity(_ rows: Int) { values.reserveCapacity(rows * columns) }

    package mutating func removeAll(keepingCapacity: Bool = false) {
        values.removeAll(keepingCapacity: keepingCapacity)
    }
}
