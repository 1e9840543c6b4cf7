import SQLEngines
import Synchronization
import TestSupport
import Testing

/// What only a server needs: connections that are few, and that are lost.
@Suite(.enabled(if: Engine.available.contains(.postgres), "TEST_POSTGRES names no server."))
struct `A pool of connections` {
    @Test func `never opens more than its limit`() async throws {
        let gauge = Gauge()
        try await Engine.withPool(of: 2) { db in
            try await withThrowingTaskGroup { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await db.read { db in
                            gauge.enter()
                            _ = try db.number("SELECT 1 FROM pg_sleep(0.005)")
                            gauge.leave()
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(gauge.most <= 2)
    }

    @Test func `lends as many as its limit, and says after the waiting time that it is exhausted`() async throws {
        try await Engine.withPool(of: 2, waiting: .milliseconds(30)) { db in
            try await db.hold { _ in
            } last: { _ in
            } meanwhile: {
                try await db.hold { _ in
                } last: { _ in
                } meanwhile: {
                    await #expect(throws: DatabaseError.poolExhausted(waited: .milliseconds(30))) {
                        try await db.read { try $0.number("SELECT 1") }
                    }
                }
            }
            let next = try await db.read { try $0.number("SELECT 1") }
            #expect(next == 1)
        }
    }

    @Test func `forgets those who no longer wait`() async throws {
        try await Engine.withPool(of: 1) { db in
            try await db.hold { _ in
            } last: { _ in
            } meanwhile: {
                // Immediate: it runs until it waits for its turn, so that the cancellation finds it waiting.
                let waiting = Task.immediate { try await db.read { try $0.number("SELECT 1") } }
                waiting.cancel()
                await #expect(throws: CancellationError.self) { try await waiting.value }
            }
            let next = try await db.read { try $0.number("SELECT 1") }
            #expect(next == 1)
        }
    }

    @Test func `reports a deadlock to one of two`() async throws {
        try await Engine.withPool(of: 2, schema: sampleSchema) { db in
            try await db.write { db in
                for id in 1...2 { try db.run(Sample(id: id, number: 0).insertion) }
            }
            let met = (Signal(), Signal())
            async let one = Result.of {
                try await db.write { db in
                    try db.run(.set(1, 1))
                    met.0.send()
                    met.1.wait()
                    try db.run(.set(2, 1))
                }
            }
            async let two = Result.of {
                try await db.write { db in
                    try db.run(.set(2, 2))
                    met.1.send()
                    met.0.wait()
                    try db.run(.set(1, 2))
                }
            }
            let failures = await [one, two].compactMap(\.failure) as? [DatabaseError]
            #expect(failures == [.deadlock])
        }
    }

    @Test func `prepares more statements than it keeps`() async throws {
        try await Engine.withPool(of: 1) { db in
            let sum = try await db.read { db in
                var sum = 0
                for _ in 0..<2 {
                    for number in 0..<250 {
                        sum += try db.number("SELECT CAST(\(number) AS BIGINT) AS \(SQL(stringLiteral: "n\(number)"))")
                    }
                }
                return sum
            }
            #expect(sum == 2 * 249 * 250 / 2)
            let kept = try await db.read { try $0.number("SELECT count(*) FROM pg_prepared_statements") }
            #expect(kept <= 200)
        }
    }

    @Test func `reads a table whose columns another process changed`() async throws {
        try await Engine.withPool(of: 1, schema: sampleSchema) { db in
            try await db.write { try $0.run(Sample(id: 1, number: 8).insertion) }
            let read: SQL = "SELECT number FROM samples WHERE id = \(1)"
            let before = try await db.read { try $0.number(read) }
            try await db.alter { try $0.run("ALTER TABLE samples ALTER COLUMN number TYPE INTEGER") }
            await #expect(throws: DatabaseError.self) { try await db.read { try $0.number(read) } }
            let after = try await db.read { try $0.number(read) }
            #expect(before == 8 && after == 8)
        }
    }
}

/// Knows how many are inside, and how many were at most.
private final class Gauge: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var most: Int { counts.withLock(\.most) }

    func enter() { counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }

    func leave() { counts.withLock { $0.now -= 1 } }
}

extension Result where Failure == any Error {
    fileprivate static func of(_ body: () async throws -> Success) async -> Self {
        do { return .success(try await body()) } catch { return .failure(error) }
    }

    fileprivate var failure: (any Error)? { if case .failure(let error) = self { error } else { nil } }
}
