import Synchronization
import TestSupport
import Testing

@testable import SQLEngines

/// What processes of one server's database tell each other.
@Suite(
    .enabled(if: Engine.available.contains(.postgres), "TEST_POSTGRES names no server."),
    .timeLimit(.minutes(10))
)
struct `Processes of one server` {
    private func withTwo(_ body: (any Database, any Database) async throws -> Void) async throws {
        try await Engine.postgres.withLocation { location in
            var options = DatabaseOptions()
            options.maximumConnections = 1
            try await location.withOpen(options) { one in
                try await location.withOpen(options) { other in try await body(one, other) }
            }
        }
    }

    @Test func `are told of each other's commits`() async throws {
        try await withTwo { one, other in
            var heardByOther = try #require(other.ringsOfOthers()).makeAsyncIterator()
            await heardByOther.next()
            one.tellOthers()
            await heardByOther.next()
            var heardByOne = try #require(one.ringsOfOthers()).makeAsyncIterator()
            await heardByOne.next()
            other.tellOthers()
            await heardByOne.next()
        }
    }

    @Test func `listen again after the connection was lost`() async throws {
        try await withTwo { one, other in
            var heard = try #require(other.ringsOfOthers()).makeAsyncIterator()
            await heard.next()
            try await endListening(to: one)
            // What was told meanwhile is unknown, so that is told.
            await heard.next()
            one.tellOthers()
            await heard.next()
        }
    }

    @Test func `tell many commits as a few, and the last one before they end`() async throws {
        let heard = Mutex<[String]>([])
        let (begun, continuation) = AsyncStream<Void>.makeStream()
        try await Engine.postgres.withLocation { location in
            try await location.withOpen { one in
                let listener = PostgresListener(conninfo: try #require(location.conninfo)) { text in
                    heard.withLock { $0.append(text ?? "listening") }
                    continuation.yield()
                }
                defer { listener.close() }
                listener.start()
                var hearing = begun.makeAsyncIterator()
                await hearing.next()
                for _ in 0..<10_000 { one.tellOthers() }
                try await one.close()
                try await location.withOpen { last in
                    last.tellOthers()
                    while heard.withLock({ Set($0).count }) < 3 { await hearing.next() }
                }
            }
        }
        let count = heard.withLock { $0.count }
        // Those within 20 ms are one; a few more where the machine is busy.
        #expect((3...200).contains(count), "\(count)")
    }

    /// Ends the connection that listens in the schema of that database.
    private func endListening(to database: any Database) async throws {
        let schema = try await database.read { try $0.number(.schema) }
        try await Engine.administer { db in
            let ended = try db.number(
                """
                SELECT CAST(count(pg_terminate_backend(pid, 5000)) AS BIGINT) FROM pg_stat_activity
                WHERE query = \("LISTEN sluice_\(schema)")
                """
            )
            #expect(ended == 1)
        }
    }
}

extension SQL {
    fileprivate static let schema: SQL = """
        SELECT CAST(oid AS BIGINT) FROM pg_namespace WHERE nspname = current_schema()
        """
}
