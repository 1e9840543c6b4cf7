import GRDB
import GRDBSQLite

/// A transaction on SQLite; statements are stepped through the C API, since rows of GRDB cost more than their values.
final class SQLiteConnection: Connection {
    let db: GRDB.Database
    let state: TransactionState

    private let statements: SQLiteStatements
    private let deadline: StatementDeadline?

    init(_ db: GRDB.Database, _ statements: SQLiteStatements, isReading: Bool, statementTimeout: Duration?) {
        self.db = db
        state = TransactionState(isReading: isReading)
        self.statements = statements
        deadline = StatementDeadline(statementTimeout, on: db.sqliteConnection)
    }

    var commitsInOrder: Bool { true }

    func all<T: SQLReadable>(_ sql: SQL) throws -> [T] {
        var values: [T] = []
        try state.statement {
            try step(sql) { row in values.append(try T(from: &row)) }
        }
        return values
    }

    func once<T: SQLReadable>(_ sql: SQL) throws -> [T] { try state.once(sql) { try all(sql) } }

    func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        try state.stream { try step(sql, body) }
    }

    func scan(_ sql: SQL, _ body: (inout Row) throws -> Void) throws { try forEach(sql, body) }

    func run(_ sql: SQL) throws -> Int {
        try state.statement {
            let before = db.totalChangesCount
            try step(sql) { _ in }
            // After a statement that changes no row the count is that of an earlier one.
            return db.totalChangesCount == before ? 0 : db.changesCount
        }
    }

    func lock(_ key: Int64) throws { try state.requireUsable() }

    func tryLock(_ key: Int64) throws -> Bool {
        try state.requireUsable()
        return true
    }

    private func step(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        try run(prepare(sql.text), sql.bindings[...], body)
    }

    func prepare(_ text: String) throws -> Statement {
        do {
            return try statements.prepare(text, in: db)
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error, in: db)
        }
    }

    func run(_ statement: Statement, _ bindings: ArraySlice<SQL.Value>, _ body: (inout Row) throws -> Void) throws {
        let handle = statement.sqliteStatement
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        try bind(bindings, to: handle)
        deadline?.restart()
        var row = Row(.sqlite(handle))
        while try hasRow(handle) {
            row.column = 0
            try body(&row)
            try row.check()
        }
    }

    private func hasRow(_ handle: OpaquePointer) throws -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw failure(code, resetting: handle)
    }

    private func failure(_ code: Int32, resetting handle: OpaquePointer) -> any Error {
        // GRDB interrupts the statement of a cancelled task.
        if code == SQLITE_INTERRUPT, Task.isCancelled { return CancellationError() }
        let message = String(cString: sqlite3_errmsg(db.sqliteConnection))
        // The statement must be over before the schema is asked for the constraint's name.
        sqlite3_reset(handle)
        return DatabaseError(code: code, message: message, in: db)
    }
}
