import SQLEngines
import TestSupport
import Testing

@Suite struct `Scanning a table` {
    @Test(arguments: Engine.available)
    func `reads every type and NULL`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            let samples = [
                Sample(id: 1),
                Sample(id: -2, number: .min, share: 0.25, name: "你好\t\"", token: .uuid(1, .max), bytes: [0, 255]),
                Sample(id: 3, number: .max, share: -1e300, name: "", token: .uuid(0, 0), bytes: []),
            ]
            try await db.write { db in for sample in samples { try db.run(sample.insertion) } }
            let read = try await db.read { db in
                var read: [Sample] = []
                try db.scan("SELECT \(Sample.columns) FROM samples ORDER BY number NULLS LAST") { row in
                    read.append(try row.next())
                }
                return read
            }
            #expect(read == [samples[1], samples[2], samples[0]])
        }
    }

    @Test(arguments: Engine.available)
    func `steps over columns and binds integers and identifiers`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            try await db.write { db in
                try db.run(Sample(id: 1, name: "one", token: .uuid(1, 2)).insertion)
                try db.run(Sample(id: 2, name: "two", token: .uuid(1, 3)).insertion)
            }
            let names = try await db.read { db in
                var names: [String] = []
                try db.scan("SELECT id, number, name FROM samples WHERE id > \(1) AND token = \(SQL.Value.uuid(1, 3))")
                { row in
                    row.skip()
                    row.skip()
                    names.append(try row.next())
                }
                return names
            }
            #expect(names == ["two"])
        }
    }

    @Test(arguments: Engine.available)
    func `may stop early, and the connection goes on`(engine: Engine) async throws {
        try await engine.withDatabase { db in
            await #expect(throws: Enough.rows) {
                try await db.read { db in
                    try db.scan(.endless + "SELECT i FROM n") { if $0.integer() == 3 { throw Enough.rows } }
                }
            }
            let next = try await db.read { try $0.number("SELECT 1") }
            #expect(next == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `of no rows is nothing, and NULL is no value`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            try await db.read { try $0.scan(Sample.all) { _ in Issue.record("There is no row.") } }
            try await db.write { try $0.run(Sample(id: 1).insertion) }
            await #expect(throws: UnexpectedNull(column: "number")) {
                try await db.read {
                    try $0.scan("SELECT id, number FROM samples") {
                        $0.skip(); _ = $0.integer()
                    }
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `tells what is wrong with the statement`(engine: Engine) async throws {
        try await engine.withDatabase { db in
            await #expect(throws: DatabaseError.self) {
                try await db.read { try $0.scan("SELECT nothing") { _ in } }
            }
            let next = try await db.read { try $0.number("SELECT 1") }
            #expect(next == 1)
        }
    }
}

private enum Enough: Error { case rows }
