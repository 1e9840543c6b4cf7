import GRDBSQLite

extension SQLiteConnection {
    func bind(_ values: ArraySlice<SQL.Value>, to statement: OpaquePointer) throws {
        guard sqlite3_bind_parameter_count(statement) == values.count else {
            throw DatabaseError.other(code: "SQLite 21", message: "bindings and placeholders differ in number")
        }
        for (offset, value) in values.enumerated() {
            try value.requireStorable()
            let code = value.bind(to: statement, at: Int32(offset + 1))
            guard code == SQLITE_OK else {
                let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(statement)))
                throw DatabaseError(code: code, message: message, in: nil)
            }
        }
    }
}

extension SQL.Value {
    fileprivate func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch self {
        case .null: return sqlite3_bind_null(statement, index)
        case .integer(let integer): return sqlite3_bind_int64(statement, index, integer)
        case .double(let double): return sqlite3_bind_double(statement, index, double)
        case .text(var text):
            return text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(statement, index, $0.baseAddress, Int32($0.count), Self.copied)
                }
            }
        case .uuid(let high, let low):
            return withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) {
                sqlite3_bind_blob(statement, index, $0.baseAddress, 16, Self.copied)
            }
        case .blob(let bytes):
            // An empty array may have no address, which SQLite reads as NULL.
            if bytes.isEmpty { return sqlite3_bind_zeroblob(statement, index, 0) }
            return bytes.withUnsafeBytes {
                sqlite3_bind_blob(statement, index, $0.baseAddress, Int32($0.count), Self.copied)
            }
        }
    }

    /// `SQLITE_TRANSIENT`, a macro that Swift does not see: SQLite copies the bytes.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
