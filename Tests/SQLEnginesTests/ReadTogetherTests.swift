import SQLEngines
import Synchronization
import TestSupport
import Testing

@Suite struct `Two transactions that read together` {
    @Test(arguments: Engine.available) func `both read`(_ engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            try await db.write { try $0.run(Sample(id: 1, number: 7).insertion) }
            let read = try await db.readTogether { try $0.number("SELECT number FROM samples") }
            #expect(Set(read) == [7])
        }
    }

    @Test(arguments: Engine.available) func `fail where one of them fails`(_ engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            await #expect(throws: UnknownValue.self) {
                try await db.readTogether { _ in throw UnknownValue(type: "Sample", value: "none") }
            }
        }
    }
}

@Suite(.enabled(if: Engine.available.contains(.postgres), "TEST_POSTGRES names no server."))
struct `Two transactions that read together on a server` {
    /// Of two connections a writer has one; the second reader begins once it has committed.
    @Test func `see the same though something is committed between their beginnings`() async throws {
        try await Engine.withPool(of: 2, schema: sampleSchema) { db in
            let (isReading, isSecond) = (Signal(), Signal())
            let readers = Mutex(0)
            let count: @Sendable (any Connection) throws -> Int = { db in
                let isFirst = readers.withLock { readers in
                    readers += 1
                    return readers == 1
                }
                if isFirst { isReading.send() } else { isSecond.send() }
                if isFirst { isSecond.wait() }
                return try db.number("SELECT count(*) FROM samples")
            }
            var reading: Task<[Int], any Error>?
            try await db.hold {
                try $0.run(Sample(id: 1).insertion)
            } last: { _ in
            } meanwhile: {
                reading = Task { @Sendable in try await db.readTogether(count) }
                await isReading.arrival()
            }
            #expect(try await reading?.value == [0, 0])
            #expect(try await db.read { try $0.number("SELECT count(*) FROM samples") } == 1)
        }
    }

    @Test func `are one where there is but one connection`() async throws {
        try await Engine.withPool(of: 1, schema: sampleSchema) { db in
            let read = try await db.readTogether { try $0.number("SELECT count(*) FROM samples") }
            #expect(read == [0])
        }
    }
}
