import GRDB
import GRDBSQLite

/// The default engine: one file, no server, one writer beside readers that see snapshots.
final class SQLiteDatabase: Database {
    private let pool: DatabasePool
    private let statements = SQLiteStatements()
    private let statementTimeout: Duration?

    /// Opens the file, and creates it if it is not there.
    init(path: String, options: DatabaseOptions) throws {
        statementTimeout = options.statementTimeout
        do {
            pool = try DatabasePool(path: path, configuration: Configuration(options))
            // GRDB chooses NORMAL when it turns WAL on: a commit could be lost with the power.
            if !options.isReadOnly {
                try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            }
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(opening: path, error)
        }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await translated {
            try await self.pool.read { try self.run(body, in: $0, isReading: true, self.statementTimeout) }
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await translated {
            try await self.pool.write { try self.run(body, in: $0, self.statementTimeout) }
        }
    }

    func alter<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await translated {
            try await self.pool.writeWithoutTransaction { db in
                // The pragma does nothing inside a transaction.
                try Self.checkForeignKeys(false, in: db)
                let result = Result { try self.alter(db, body) }
                try Self.checkForeignKeys(true, in: db)
                return try result.get()
            }
        }
    }

    private func alter<T>(_ db: GRDB.Database, _ body: (any Connection) throws -> T) throws -> T {
        try db.beginTransaction(.immediate)
        do {
            let value = try run(body, in: db, nil)
            try Self.requireForeignKeys(in: db)
            try db.commit()
            return value
        } catch {
            try db.rollback()
            throw error
        }
    }

    /// Not through GRDB, which runs no statement in a cancelled task: the writer would go on without the checks.
    private static func checkForeignKeys(_ isOn: Bool, in db: GRDB.Database) throws {
        let code = sqlite3_exec(db.sqliteConnection, "PRAGMA foreign_keys = \(isOn ? "ON" : "OFF")", nil, nil, nil)
        guard code == SQLITE_OK else { throw DatabaseError(code: code, message: "foreign keys", in: nil) }
    }

    func checkIntegrity() async throws -> [String] {
        try await translated {
            try await self.pool.read { db in
                let findings = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
                return try findings + Self.brokenForeignKeys(in: db)
            }
        }
    }

    func version() async throws -> String {
        try await translated {
            try await self.pool.read { "SQLite " + (try String.fetchOne($0, sql: "SELECT sqlite_version()") ?? "") }
        }
    }

    func close() async throws {
        try await translated {
            try await blocking { [pool] in
                // GRDB closes its writer first, then a reader, which cannot write the journal back into the file:
                // with the readers gone the file stands alone and can be copied.
                pool.releaseMemory()
                try pool.close()
            }
        }
    }

    private func run<T>(
        _ body: (any Connection) throws -> T,
        in db: GRDB.Database,
        isReading: Bool = false,
        _ statementTimeout: Duration?
    ) throws -> T {
        let connection = SQLiteConnection(
            db,
            statements,
            isReading: isReading,
            statementTimeout: statementTimeout
        )
        let value = try body(connection)
        try connection.state.requireUsable()
        return value
    }

    private func translated<T: Sendable>(_ body: @Sendable () async throws -> T) async throws -> T {
        do { return try await body() } catch let error as GRDB.DatabaseError { throw DatabaseError(error, in: nil) }
    }

    private static func requireForeignKeys(in db: GRDB.Database) throws {
        let broken = try brokenForeignKeys(in: db)
        if !broken.isEmpty { throw DatabaseError.foreignKeyViolation(broken.joined(separator: " ")) }
    }

    private static func brokenForeignKeys(in db: GRDB.Database) throws -> [String] {
        let sql = "SELECT \"table\", \"rowid\", parent FROM pragma_foreign_key_check LIMIT 100"
        return try GRDB.Row.fetchAll(db, sql: sql).map { broken in
            let (table, row, parent): (String, Int64?, String) = (broken[0], broken[1], broken[2])
            return "Row \(row.map(String.init) ?? "?") of \(table) refers to a row that \(parent) does not have."
        }
    }
}

extension DatabaseError {
    fileprivate init(opening path: String, _ error: GRDB.DatabaseError) {
        switch error.resultCode {
        case .SQLITE_NOTADB: self = .notADatabase(path)
        case .SQLITE_CANTOPEN: self = .unavailable("\(path): \(error.message ?? "cannot be opened")")
        default: self.init(error, in: nil)
        }
    }
}
