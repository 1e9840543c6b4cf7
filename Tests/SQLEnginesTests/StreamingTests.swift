import SQLEngines
import TestSupport
import Testing

@Suite struct `Streaming rows` {
    @Test(arguments: Engine.available)
    func `sees each row once and in order`(engine: Engine) async throws {
        try await engine.withDatabase { db in
            let sql = SQL.endless + "SELECT i FROM n LIMIT 5000"
            let numbers = try await db.read { db in
                var numbers: [Int] = []
                try db.forEach(sql) { numbers.append(try $0.next()) }
                return numbers
            }
            #expect(numbers == [Int](1...5000))
        }
    }

    @Test(arguments: Engine.available)
    func `never waits for the last row and may stop early`(engine: Engine) async throws {
        try await engine.withDatabase { db in
            await #expect(throws: Enough.rows) {
                try await db.read { db in
                    try db.forEach(.endless + "SELECT i FROM n") { if $0.integer() == 3 { throw Enough.rows } }
                }
            }
            let next = try await db.read { try $0.number("SELECT 1") }
            #expect(next == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `allows no other statement meanwhile`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            try await db.write { try $0.run(Sample(id: 1).insertion) }
            await #expect(throws: DatabaseError.streaming) {
                try await db.write { db in
                    try db.forEach("SELECT id FROM samples") { _ in try db.run(.set(1, 2)) }
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `of no rows is nothing`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            try await db.read { try $0.forEach(Sample.all) { _ in Issue.record("There is no row.") } }
        }
    }

    @Test(arguments: Engine.available)
    func `tells what is wrong with the statement`(engine: Engine) async throws {
        try await engine.withDatabase { db in
            await #expect(throws: DatabaseError.self) {
                try await db.read { try $0.forEach("SELECT nothing") { _ in } }
            }
        }
    }
}

private enum Enough: Error { case rows }
