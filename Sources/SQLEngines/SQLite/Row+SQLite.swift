import GRDBSQLite

extension Row {
    func sqliteIsNull(_ statement: OpaquePointer) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    mutating func sqliteInteger(_ statement: OpaquePointer) -> Int64 {
        let value = sqlite3_column_int64(statement, column)
        // NULL and texts read as 0, so only a zero needs a second look: this halves the calls.
        if value == 0 { noteUnlessNumber(statement) }
        return value
    }

    mutating func sqliteDouble(_ statement: OpaquePointer) -> Double {
        let value = sqlite3_column_double(statement, column)
        if value == 0 { noteUnlessNumber(statement) }
        return value
    }

    mutating func sqliteText(_ statement: OpaquePointer) -> UnsafeRawBufferPointer {
        guard let start = sqlite3_column_text(statement, column) else {
            note(.null, at: column)
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }

    mutating func sqliteBlob(_ statement: OpaquePointer) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, column)
        // A blob of no bytes has no address either.
        if start == nil, sqliteIsNull(statement) { note(.null, at: column) }
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }

    private mutating func noteUnlessNumber(_ statement: OpaquePointer) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER, SQLITE_FLOAT: break
        case SQLITE_NULL: note(.null, at: column)
        default: note(.type, at: column)
        }
    }
}
