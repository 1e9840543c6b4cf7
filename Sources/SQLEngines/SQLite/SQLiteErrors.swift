import GRDB
import GRDBSQLite

extension DatabaseError {
    /// Translates what SQLite reports; constraints are named as PostgreSQL names them.
    init(_ error: GRDB.DatabaseError, in db: GRDB.Database?) {
        self.init(code: error.extendedResultCode.rawValue, message: error.message ?? "no message", in: db)
    }

    init(code: Int32, message: String, in db: GRDB.Database?) {
        switch code {
        case SQLiteCode.primaryKey, SQLiteCode.rowid, SQLiteCode.unique:
            let constraint = SQLiteConstraint(message, isPrimaryKey: code != SQLiteCode.unique)
            self = .uniqueViolation(constraint: constraint.name(in: db))
        case SQLiteCode.foreignKey: self = .foreignKeyViolation(message)
        case SQLiteCode.check: self = .checkViolation(constraint: message.after(": "))
        case SQLiteCode.notNull: self = .notNullViolation(column: message.after(": "))
        case SQLiteCode.busySnapshot: self = .serialization
        default: self.init(primaryCode: code & 0xff, code: code, message: message)
        }
    }

    private init(primaryCode: Int32, code: Int32, message: String) {
        switch primaryCode {
        case SQLITE_BUSY, SQLITE_LOCKED: self = .locked
        case SQLITE_READONLY: self = .readOnly
        case SQLITE_FULL: self = .diskFull
        case SQLITE_CANTOPEN: self = .unavailable(message)
        case SQLITE_CORRUPT: self = .corrupt(message)
        case SQLITE_NOTADB: self = .notADatabase("The file")
        case SQLITE_INTERRUPT: self = .statementTimeout
        default: self = .other(code: "SQLite \(code)", message: message)
        }
    }
}

/// Extended result codes, which are macros that Swift does not see.
enum SQLiteCode {
    static let busySnapshot = SQLITE_BUSY | 2 << 8
    static let check = SQLITE_CONSTRAINT | 1 << 8
    static let foreignKey = SQLITE_CONSTRAINT | 3 << 8
    static let notNull = SQLITE_CONSTRAINT | 5 << 8
    static let primaryKey = SQLITE_CONSTRAINT | 6 << 8
    static let unique = SQLITE_CONSTRAINT | 8 << 8
    static let rowid = SQLITE_CONSTRAINT | 10 << 8
}

extension String {
    /// What follows the first occurrence of `mark`, or everything.
    func after(_ mark: String) -> String {
        firstRange(of: mark).map { String(self[$0.upperBound...]) } ?? self
    }
}
