import GRDB

extension SQLiteConnection {
    /// Rows per statement: more make a statement longer to prepare and bring nothing (measured from 8 on).
    private static let batch = 16

    func insert(into table: SQL, columns: SQL, rows: SQLRows) throws -> Int {
        try state.statement {
            try rows.requireEven()
            var rest = rows.values[...]
            for size in [Self.batch, 1] where rest.count >= size * rows.columns {
                let statement = try insertion(into: table, columns: columns, of: size, by: rows.columns)
                while rest.count >= size * rows.columns {
                    try run(statement, rest.prefix(size * rows.columns)) { _ in }
                    rest = rest.dropFirst(size * rows.columns)
                }
            }
            return rows.count
        }
    }

    private func insertion(into table: SQL, columns: SQL, of rows: Int, by width: Int) throws -> Statement {
        let row = "(" + [String](repeating: "?", count: width).joined(separator: ", ") + ")"
        let values = [String](repeating: row, count: rows).joined(separator: ", ")
        return try prepare("INSERT INTO \(table.text) (\(columns.text)) VALUES \(values)")
    }
}

extension SQLRows {
    func requireEven() throws {
        guard isEmpty || isEven else {
            throw DatabaseError.other(code: "rows", message: "\(values.count) values do not fill rows of \(columns)")
        }
    }
}
