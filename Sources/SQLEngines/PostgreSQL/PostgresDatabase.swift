import Synchronization

/// The engine for those who outgrow one machine: a server, reached through a pool of blocking connections.
final class PostgresDatabase: Database {
    /// The oldest version that the tests run on, less what is known to work.
    private static let oldestVersion = 130_000

    private let pool: PostgresPool
    private let notices: PostgresNotices
    private let access: String

    init(conninfo: String, options: DatabaseOptions) {
        pool = PostgresPool(conninfo: conninfo, options: options)
        notices = PostgresNotices(conninfo: conninfo, pool: pool)
        access = options.isReadOnly ? "READ ONLY" : "READ WRITE"
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", isReading: true, body)
    }

    func readTogether<T: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> [T] {
        let (snapshots, offer) = AsyncStream<String>.makeStream()
        async let second = read(theFirstOf: snapshots, body)
        let first = try await read { db in
            defer { offer.finish() }
            if let snapshot: String = try db.first("SELECT pg_export_snapshot()") { offer.yield(snapshot) }
            return try body(db)
        }
        return try await [first] + second
    }

    /// Nothing where the transaction that offers the snapshot is over before this one can begin: it has then read all
    /// there was to read.
    private func read<T: Sendable>(
        theFirstOf snapshots: AsyncStream<String>,
        _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> [T] {
        guard let snapshot = await snapshots.first(where: { _ in true }) else { return [] }
        let hasBegun = Atomic(false)
        do {
            let value = try await read { db in
                try db.run(SQL(segments: [.text("SET TRANSACTION SNAPSHOT '\(snapshot)'")]))
                hasBegun.store(true, ordering: .relaxed)
                return try body(db)
            }
            return [value]
        } catch {
            if hasBegun.load(ordering: .relaxed) { throw error }
            return []
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await transaction("BEGIN ISOLATION LEVEL READ COMMITTED \(access)", body)
    }

    func alter<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await write { db in
            try db.run("SET LOCAL statement_timeout = 0")
            return try body(db)
        }
    }

    func checkIntegrity() async throws -> [String] {
        let (version, encoding) = try await read { db -> (Int, String) in
            (
                try db.first("SELECT CAST(current_setting('server_version_num') AS BIGINT)") ?? 0,
                try db.first("SELECT current_setting('server_encoding')") ?? ""
            )
        }
        var findings: [String] = []
        if version < Self.oldestVersion { findings.append("PostgreSQL 13 or newer is needed.") }
        if encoding != "UTF8" {
            findings.append("The database is encoded in \(encoding), which cannot hold every text. \(Self.howToMend)")
        } else if let order = try await read({ try $0.foreignOrder() }) {
            findings.append("The database orders texts by \(order), not by their bytes. \(Self.howToMend)")
        }
        return findings
    }

    private static let howToMend = """
        Make another with CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8', \
        and move the data with pg_dump and pg_restore.
        """

    func version() async throws -> String {
        let version: String? = try await read { try $0.first("SELECT current_setting('server_version')") }
        return "PostgreSQL " + (version?.prefix { $0 != " " } ?? "")
    }

    func tellOthers() { notices.tell() }

    func ringsOfOthers() -> AsyncStream<Void>? { notices.rings() }

    func close() async throws {
        await notices.close()
        await pool.close()
    }

    private func transaction<T: Sendable>(
        _ begin: String,
        isReading: Bool = false,
        _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        try await pool.withSession { try await $0.transaction(begin, isReading: isReading, body) }
    }
}

extension Connection {
    /// The name of the database's collation, unless it orders texts by their bytes.
    ///
    /// Asked by ordering a few, since what says so in the catalogue differs from version to version.
    fileprivate func foreignOrder() throws -> String? {
        let ordered: [String] = try all(
            """
            SELECT word FROM (VALUES ('a'), ('B'), ('a b'), ('a-b'), ('ab'), ('Z'), ('é'), ('z'), ('É'), ('一'), ('中'))
                AS words (word) ORDER BY word
            """
        )
        let isByBytes = zip(ordered, ordered.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        if isByBytes { return nil }
        // Columns of newer versions; where ICU orders, the collation's own column names what does not.
        return try first(
            """
            SELECT coalesce(to_jsonb(d) ->> 'daticulocale', to_jsonb(d) ->> 'datlocale', CAST(datcollate AS TEXT))
            FROM pg_database d WHERE datname = current_database()
            """
        )
    }
}
