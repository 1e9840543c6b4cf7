import SQLEngines
import TestSupport
import Testing

@Suite struct `Values` {
    @Test(arguments: Engine.available)
    func `come back as they were bound`(engine: Engine) async throws {
        let read = try await engine.withDatabase(sampleSchema) { db in
            try await db.write { db in
                for sample in Sample.difficult { try #expect(db.run(sample.insertion) == 1) }
            }
            return try await db.read { try $0.all(Sample.all) as [Sample] }
        }
        #expect(read == Sample.difficult)
    }

    @Test(arguments: Engine.available)
    func `come back as they were inserted in bulk`(engine: Engine) async throws {
        let read = try await engine.withDatabase(sampleSchema) { db in
            try await db.write { db in
                let rows = Sample.rows(Sample.difficult)
                try #expect(db.insert(into: "samples", columns: Sample.columns, rows: rows) == rows.count)
            }
            return try await db.read { try $0.all(Sample.all) as [Sample] }
        }
        #expect(read == Sample.difficult)
    }

    @Test(arguments: Engine.available)
    func `of ten thousand rows come back equal`(engine: Engine) async throws {
        let samples = (1...10_000).map { Sample(id: $0, number: Int64($0 * 7), share: Double($0) / 3, name: "n\($0)") }
        let read = try await engine.withDatabase(sampleSchema) { db in
            try await db.write { db in
                try #expect(db.insert(into: "samples", columns: Sample.columns, rows: Sample.rows(samples)) == 10_000)
            }
            return try await db.read { try $0.all(Sample.all) as [Sample] }
        }
        #expect(read == samples)
    }

    @Test(arguments: Engine.available)
    func `of types that are not columns come back too`(engine: Engine) async throws {
        try await engine.withDatabase { db in
            try await db.read { db in
                try #expect(db.first("SELECT CAST(\(true) AS BIGINT)") == true)
                try #expect(db.first("SELECT CAST(\(Int32.min) AS BIGINT)") == Int32.min)
                try #expect(db.first("SELECT CAST(\(Stage.won) AS TEXT)") == Stage.won)
                try #expect(db.first("SELECT CAST(\("a" as String?) AS TEXT)") == "a")
                try #expect(db.first("SELECT CAST(\(nil as String?) AS TEXT)") == String??.some(nil))
                try #expect(db.first("SELECT 1 WHERE 1 = 0") == nil as Int?)
                try #expect(db.first("SELECT 2 > 1") == true)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `that are NULL where one is needed name their column`(engine: Engine) async throws {
        try await engine.withDatabase { db in
            let missing: SQL = "SELECT CAST(NULL AS BIGINT) AS amount"
            await #expect(throws: UnexpectedNull(column: "amount")) {
                try await db.read { try $0.first(missing) as Int? }
            }
            await #expect(throws: UnexpectedNull(column: "amount")) {
                try await db.read { try $0.forEach(missing) { _ = $0.integer() } }
            }
            let text: SQL = "SELECT CAST(NULL AS TEXT) AS name"
            await #expect(throws: UnexpectedNull(column: "name")) {
                try await db.read { try $0.forEach(text) { _ = $0.text() } }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `of another type are not taken for zero`(engine: Engine) async throws {
        try await engine.withDatabase { db in
            await #expect(throws: UnexpectedType(column: "amount")) {
                try await db.read { try $0.first("SELECT CAST('many' AS TEXT) AS amount") as Int? }
            }
            await #expect(throws: UnexpectedType(column: "share")) {
                try await db.read { try $0.first("SELECT CAST('half' AS TEXT) AS share") as Double? }
            }
            await #expect(throws: UnexpectedType(column: "token")) {
                try await db.read { try $0.forEach("SELECT CAST('short' AS TEXT) AS token") { _ = $0.uuid() } }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `that no case stands for are named`(engine: Engine) async throws {
        try await engine.withDatabase { db in
            await #expect(throws: UnknownValue(type: "Stage", value: "sold")) {
                try await db.read { try $0.first("SELECT CAST('sold' AS TEXT)") as Stage? }
            }
            await #expect(throws: UnknownValue(type: "Int16", value: "70000")) {
                try await db.read { try $0.first("SELECT 70000") as Int16? }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `with a zero character are refused and nothing is stored`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            let bad = Sample(id: 2, name: "a\u{0}b")
            await #expect(throws: DatabaseError.zeroInText) { try await db.write { try $0.run(bad.insertion) } }
            await #expect(throws: DatabaseError.zeroInText) {
                try await db.write {
                    try $0.insert(into: "samples", columns: Sample.columns, rows: Sample.rows([Sample(id: 1), bad]))
                }
            }
            let count: Int? = try await db.read { try $0.first(.countSamples) }
            #expect(count == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `of text are read without a copy`(engine: Engine) async throws {
        try await engine.withDatabase { db in
            let bytes = try await db.read { db in
                var bytes: [UInt8] = []
                try db.forEach("SELECT CAST('a東' AS TEXT), 7") { row in
                    row.withText { bytes += $0 }
                    #expect(row.integer() == 7)
                }
                return bytes
            }
            #expect(bytes == [UInt8]("a東".utf8))
        }
    }

    @Test(arguments: Engine.available)
    func `that do not fill their rows are refused`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            await #expect(throws: DatabaseError.other(code: "rows", message: "3 values do not fill rows of 2")) {
                try await db.write { db in
                    var rows = SQLRows(columns: 2)
                    rows.append(1, 2)
                    rows.append(3)
                    try db.insert(into: "samples", columns: "id, number", rows: rows)
                }
            }
        }
    }
}

private enum Stage: String, SQLBindable, SQLReadable { case open, won, lost }
