import Dispatch
import SQLEngines
import TestSupport

/// Lets a transaction, which cannot await, meet what happens beside it.
struct Signal: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func send() { semaphore.signal() }

    /// Blocks an engine's own thread.
    func wait() { semaphore.wait() }

    func arrival() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                semaphore.wait()
                continuation.resume()
            }
        }
    }
}

extension Database {
    /// Runs `body` while a transaction is open that has run `first`, and returns what `last` reads at its end.
    func hold<T: Sendable>(
        writing: Bool = true,
        first: @escaping @Sendable (any Connection) throws -> Void,
        last: @escaping @Sendable (any Connection) throws -> T,
        meanwhile body: () async throws -> Void
    ) async throws -> T {
        let isOpen = Signal()
        let mayEnd = Signal()
        let work: @Sendable (any Connection) throws -> T = { db in
            try first(db)
            isOpen.send()
            mayEnd.wait()
            return try last(db)
        }
        async let result = writing ? write(work) : read(work)
        await isOpen.arrival()
        do { try await body() } catch {
            mayEnd.send()
            _ = try? await result
            throw error
        }
        mayEnd.send()
        return try await result
    }
}

extension Connection {
    func number(_ sql: SQL) throws -> Int { try first(sql) ?? -1 }
}

extension SQL {
    /// Counts without end: only a reader that stops, or is stopped, comes back.
    static let endless: SQL = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
}

extension Engine {
    /// Lends a database on PostgreSQL with that many connections.
    static func withPool(
        of connections: Int,
        waiting: Duration = .seconds(600),
        schema: [Migration] = [],
        _ body: (any Database) async throws -> Void
    ) async throws {
        try await postgres.withLocation { location in
            var options = DatabaseOptions()
            options.maximumConnections = connections
            options.waitingTime = waiting
            try await location.withOpen(options) { db in
                try await Migrator(schema).migrate(db, now: 0)
                try await body(db)
            }
        }
    }
}
