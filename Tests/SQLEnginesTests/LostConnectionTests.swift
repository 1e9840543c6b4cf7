import SQLEngines
import TestSupport
import Testing

/// A server that restarts, seen from here: it ends the connections.
@Suite(.enabled(if: Engine.available.contains(.postgres), "TEST_POSTGRES names no server."))
struct `A lost connection` {
    @Test func `that was idle is replaced`() async throws {
        try await Engine.withPool(of: 1) { db in
            let old = try await db.read { try $0.number(.process) }
            try await terminate(old)
            let new = try await db.write { try $0.number(.process) }
            #expect(new != old)
        }
    }

    @Test func `in use is reported, and another takes its place`() async throws {
        try await Engine.withPool(of: 1) { db in
            let process = try await db.read { try $0.number(.process) }
            let error = await #expect(throws: DatabaseError.self) {
                try await db.hold { _ in
                } last: {
                    try $0.number("SELECT 1")
                } meanwhile: {
                    try await terminate(process)
                }
            }
            guard case .connectionLost = error else {
                Issue.record("It is \(String(describing: error)).")
                return
            }
            let next = try await db.write { try $0.number("SELECT 1") }
            #expect(next == 1)
        }
    }

    @Test func `before the commit stores nothing`() async throws {
        try await Engine.withPool(of: 1, schema: sampleSchema) { db in
            let process = try await db.read { try $0.number(.process) }
            await #expect(throws: DatabaseError.self) {
                try await db.hold {
                    try $0.run(Sample(id: 1).insertion)
                } last: { _ in
                } meanwhile: {
                    try await terminate(process)
                }
            }
            let count = try await db.read { try $0.number(.countSamples) }
            #expect(count == 0)
        }
    }

    @Test func `that was never there is unavailable`() async throws {
        let error = await #expect(throws: DatabaseError.self) {
            try await DatabaseLocation("host=/nowhere dbname=sales").open()
        }
        guard case .unavailable = error else {
            Issue.record("It is \(String(describing: error)).")
            return
        }
    }

    private func terminate(_ process: Int) async throws {
        try await Engine.administer { db in
            _ = try db.number("SELECT CAST(pg_terminate_backend(CAST(\(process) AS INTEGER), 5000) AS INTEGER)")
        }
    }
}

extension SQL {
    fileprivate static let process: SQL = "SELECT pg_backend_pid()"
}
