import SQLEngines
import Synchronization

/// A database that hands everything on and remembers the statements, so that their query plans can be looked at.
package final class RecordingDatabase: Database {
    private let database: any Database
    private let recorded = Mutex<[SQL]>([])
    private let before: @Sendable (SQL) -> Void

    /// `before` is called with each statement before it runs, on the thread of its transaction.
    package init(_ database: any Database, before: @escaping @Sendable (SQL) -> Void = { _ in }) {
        self.database = database
        self.before = before
    }

    package var statements: [SQL] { recorded.withLock { $0 } }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await database.read { [self] in try body(RecordingConnection($0, record)) }
    }

    package func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await database.write { [self] in try body(RecordingConnection($0, record)) }
    }

    package func alter<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await database.alter(body)
    }

    package func checkIntegrity() async throws -> [String] { try await database.checkIntegrity() }
    package func version() async throws -> String { try await database.version() }
    package func close() async throws { try await database.close() }

    private func record(_ sql: SQL) {
        recorded.withLock { $0.append(sql) }
        before(sql)
    }
}

private struct RecordingConnection: Connection {
    let connection: any Connection
    let record: (SQL) -> Void

    init(_ connection: any Connection, _ record: @escaping (SQL) -> Void) {
        self.connection = connection
        self.record = record
    }

    var commitsInOrder: Bool { connection.commitsInOrder }

    func all<T: SQLReadable>(_ sql: SQL) throws -> [T] {
        record(sql)
        return try connection.all(sql)
    }

    func once<T: SQLReadable>(_ sql: SQL) throws -> [T] {
        record(sql)
        return try connection.once(sql)
    }

    func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        record(sql)
        try connection.forEach(sql, body)
    }

    func run(_ sql: SQL) throws -> Int {
        record(sql)
        return try connection.run(sql)
    }

    func insert(into table: SQL, columns: SQL, rows: SQLRows) throws -> Int {
        try connection.insert(into: table, columns: columns, rows: rows)
    }

    /// Not recorded: who scans means to read the whole.
    func scan(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        try connection.scan(sql, body)
    }

    func lock(_ key: Int64) throws { try connection.lock(key) }
    func tryLock(_ key: Int64) throws -> Bool { try connection.tryLock(key) }
}
