import SQLEngines
import TestSupport
import Testing

/// What many parts of a page need is asked once.
@Suite struct `What is asked once` {
    private let number: SQL = "SELECT number FROM samples WHERE id = \(1)"

    @Test(arguments: Engine.available)
    func `is what a reader has found before`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            let (first, second, other) = try await db.read { db in
                let random: SQL = "SELECT CAST(random() AS TEXT) WHERE 1 = \(1)"
                let first: [String] = try db.once(random)
                let second: [String] = try db.once(random)
                let other: [String] = try db.once("SELECT CAST(random() AS TEXT) WHERE 1 = \(2)")
                return (first, second, other)
            }
            #expect(first.count == 1 && first == second && other == [])
        }
    }

    @Test(arguments: Engine.available)
    func `is asked again by who writes`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            let (before, after) = try await db.write { [number] db in
                try db.run(Sample(id: 1, number: 5).insertion)
                let before: [Int] = try db.once(number)
                try db.run(.set(1, 6))
                return (before, try db.once(number) as [Int])
            }
            #expect(before == [5] && after == [6])
        }
    }

    @Test(arguments: Engine.available)
    func `is not known to the next reader`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            for value in 5...6 {
                try await db.write { db in
                    try db.run(value == 5 ? Sample(id: 1, number: 5).insertion : .set(1, Int64(value)))
                }
                let found: [Int] = try await db.read { [number] in try $0.once(number) }
                #expect(found == [value])
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is not answered after a statement that failed`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            await #expect(throws: DatabaseError.self) {
                try await db.read { [number] db in
                    let found: [Int] = try db.once(number)
                    _ = try? db.run("SELECT nothing FROM nowhere")
                    return try found + db.once(number)
                }
            }
        }
    }
}
