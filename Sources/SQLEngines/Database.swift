/// A database that runs SQL.
///
/// Each closure is one transaction, runs on the engine's own thread and cannot await. One that throws rolls its
/// transaction back. So does one that caught an error of its connection: no statement runs after a failed one, on
/// either engine.
package protocol Database: Sendable {
    /// Reads from a snapshot: nothing that is committed meanwhile is seen.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Reads by two transactions at once, and answers what each of them read.
    ///
    /// On PostgreSQL they see the same snapshot; the second is left out where no connection is free for it while the
    /// first one lasts. SQLite's see the same only if nothing was committed in between, which the caller has to find
    /// out: the file has one writer, so a number that grows with each commit tells.
    func readTogether<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> [T]

    /// Writes in one transaction.
    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Changes the schema in one transaction.
    ///
    /// On SQLite foreign keys are off meanwhile, because a table is rebuilt by dropping it, and are all checked
    /// before the commit. On PostgreSQL no statement timeout applies.
    @discardableResult
    func alter<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// What is wrong with the stored data, one sentence each; nothing when it is sound.
    func checkIntegrity() async throws -> [String]

    /// The engine's name and version, such as `SQLite 3.40.1`.
    func version() async throws -> String

    /// Tells the other processes that have the database open that something was committed, as far as the engine can.
    ///
    /// Returns at once; what is committed within 20 ms is told as one, and a notice may be lost.
    func tellOthers()

    /// Rings when another process has told of a commit, and when what was told is unknown; nothing where the engine
    /// cannot tell.
    func ringsOfOthers() -> AsyncStream<Void>?

    /// Waits for the transactions under way and closes every connection.
    func close() async throws
}

extension Database {
    package func tellOthers() {}

    package func ringsOfOthers() -> AsyncStream<Void>? { nil }

    package func readTogether<T: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> [T] {
        async let first = read(body)
        async let second = read(body)
        return try await [first, second]
    }
}

/// An open transaction.
///
/// Its methods block: they run on the engine's own thread, never on Swift's cooperative pool.
package protocol Connection {
    /// Whether transactions commit one after the other, so that a number taken inside one never fills a gap later.
    ///
    /// True on SQLite, which has one writer; false on PostgreSQL.
    var commitsInOrder: Bool { get }

    /// All rows.
    func all<T: SQLReadable>(_ sql: SQL) throws -> [T]

    /// All rows, asked for once in a transaction that only reads: its snapshot does not change.
    ///
    /// In one that writes each call asks. For what many parts of a page need, as a workspace's members.
    func once<T: SQLReadable>(_ sql: SQL) throws -> [T]

    /// Reads the rows one after the other and never holds all of them.
    ///
    /// No other statement can run inside `body`, since PostgreSQL's connection is busy sending rows. A body that
    /// throws ends the transaction.
    func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws

    /// Reads the rows of a whole table, or much of it, the fastest way the engine has: `COPY` on PostgreSQL.
    ///
    /// As `forEach`; only integers and identifiers can be bound, and columns must be read in their own type.
    func scan(_ sql: SQL, _ body: (inout Row) throws -> Void) throws

    /// Runs a statement and returns how many rows it inserted, updated or deleted.
    @discardableResult
    func run(_ sql: SQL) throws -> Int

    /// Inserts many rows and returns their number: `COPY` on PostgreSQL, statements of several rows on SQLite.
    @discardableResult
    func insert(into table: SQL, columns: SQL, rows: SQLRows) throws -> Int

    /// Waits for the lock of that key and holds it until the transaction ends.
    ///
    /// On SQLite there is nothing to wait for: a writer is alone.
    func lock(_ key: Int64) throws

    /// Takes the lock of that key until the transaction ends, unless another transaction holds it.
    func tryLock(_ key: Int64) throws -> Bool
}

extension Connection {
    /// The first row, if there is one.
    package func first<T: SQLReadable>(_ sql: SQL) throws -> T? {
        let values: [T] = try all(sql)
        return values.first
    }
}
