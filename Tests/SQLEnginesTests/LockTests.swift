import SQLEngines
import TestSupport
import Testing

@Suite struct `A lock` {
    /// Keys are one database's, not one schema's: each test has its own.
    private let key = Int64.random(in: .min ... .max)

    @Test(arguments: Engine.available)
    func `lets one writer after the other through`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { [key] db in
            try await db.write { try $0.run(Sample(id: 1, number: 0).insertion) }
            try await withThrowingTaskGroup { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await db.write { db in
                            try db.lock(key)
                            let number = try db.number("SELECT number FROM samples WHERE id = 1")
                            try db.run(.set(1, Int64(number + 1)))
                        }
                    }
                }
                try await group.waitForAll()
            }
            let number = try await db.read { try $0.number("SELECT number FROM samples WHERE id = 1") }
            #expect(number == 20)
        }
    }

    @Test(arguments: Engine.available)
    func `is taken by one and free again after its transaction`(engine: Engine) async throws {
        try await engine.withDatabase { [key] db in
            let isTaken = try await db.hold {
                try $0.lock(key)
            } last: { _ in
                true
            } meanwhile: {
                // SQLite's second writer does not begin before the first has ended.
                if engine == .postgres {
                    let got = try await db.write { try $0.tryLock(key) }
                    #expect(!got)
                    let other = try await db.write { try $0.tryLock(key &+ 1) }
                    #expect(other)
                }
            }
            #expect(isTaken)
            let got = try await db.write { try $0.tryLock(key) }
            #expect(got)
        }
    }

    @Test(arguments: Engine.available)
    func `is needed where transactions do not commit in order`(engine: Engine) async throws {
        try await engine.withDatabase { db in
            let inOrder = try await db.write { $0.commitsInOrder }
            #expect(inOrder == (engine == .sqlite))
        }
    }
}
