import SQLEngines
import TestSupport
import Testing

@Suite struct `A transaction` {
    @Test(arguments: Engine.available)
    func `that throws leaves nothing behind`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            await #expect(throws: Changed.mind) {
                try await db.write { db in
                    try db.run(Sample(id: 1).insertion)
                    throw Changed.mind
                }
            }
            let count = try await db.read { try $0.number(.countSamples) }
            #expect(count == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `that caught an error does not commit`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            await #expect(throws: DatabaseError.uniqueViolation(constraint: "samples_pkey")) {
                try await db.write { db in
                    try db.run(Sample(id: 1).insertion)
                    _ = try? db.run(Sample(id: 1).insertion)
                }
            }
            let count = try await db.read { try $0.number(.countSamples) }
            #expect(count == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `runs no statement after one that failed`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            await #expect(throws: DatabaseError.uniqueViolation(constraint: "samples_pkey")) {
                try await db.write { db in
                    try db.run(Sample(id: 1).insertion)
                    _ = try? db.run(Sample(id: 1).insertion)
                    try db.run(Sample(id: 2).insertion)
                    Issue.record("The statement ran.")
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `reads one snapshot`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            let seen = try await db.hold(writing: false) { db in
                _ = try db.number(.countSamples)
            } last: { db in
                try db.number(.countSamples)
            } meanwhile: {
                _ = try await db.write { try $0.run(Sample(id: 1).insertion) }
            }
            #expect(seen == 0)
            let now = try await db.read { try $0.number(.countSamples) }
            #expect(now == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `that reads cannot write`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            await #expect(throws: DatabaseError.readOnly) { try await db.read { try $0.run(Sample(id: 1).insertion) } }
        }
    }

    @Test(arguments: Engine.available)
    func `wins a conditional update against fifteen others`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            try await db.write { try $0.run(Sample(id: 1, number: 0).insertion) }
            let wins = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        try await db.write { try $0.run("UPDATE samples SET number = 1 WHERE id = 1 AND number = 0") }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(wins == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `counts only rows that it changed`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            let counts = try await db.write { db in
                [
                    try db.run(Sample(id: 1).insertion),
                    try db.run("SELECT id FROM samples"),
                    try db.run("CREATE TABLE others (id BIGINT)"),
                    try db.run("UPDATE samples SET number = 3"),
                    try db.run("UPDATE samples SET number = 3 WHERE id = 2"),
                ]
            }
            #expect(counts == [1, 0, 0, 1, 0])
        }
    }

    @Test(arguments: Engine.available)
    func `is stopped when a statement takes too long`(engine: Engine) async throws {
        var options = DatabaseOptions()
        options.statementTimeout = .milliseconds(50)
        try await engine.withLocation { location in
            try await location.withOpen(options) { db in
                let sql = SQL.endless + "SELECT count(*) FROM n"
                await #expect(throws: DatabaseError.statementTimeout) { try await db.read { try $0.number(sql) } }
                let next = try await db.read { try $0.number("SELECT 1") }
                #expect(next == 1)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `of a cancelled task does not begin`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            let task = Task {
                while !Task.isCancelled { await Task.yield() }
                try await db.write { try $0.run(Sample(id: 1).insertion) }
            }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            let count = try await db.read { try $0.number(.countSamples) }
            #expect(count == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `of a task cancelled meanwhile does not commit`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            let (isOpen, mayEnd) = (Signal(), Signal())
            let task = Task {
                try await db.write { db in
                    try db.run(Sample(id: 1).insertion)
                    isOpen.send()
                    mayEnd.wait()
                }
            }
            await isOpen.arrival()
            task.cancel()
            mayEnd.send()
            await #expect(throws: CancellationError.self) { try await task.value }
            let count = try await db.read { try $0.number(.countSamples) }
            #expect(count == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `runs more statements than are kept prepared`(engine: Engine) async throws {
        try await engine.withDatabase { db in
            let sum = try await db.read { db in
                try (0..<1_200).reduce(0) { $0 + (try db.number("SELECT CAST(\($1) AS BIGINT) + \(Self.literal($1))")) }
            }
            #expect(sum == 1_200 * 1_199)
        }
    }

    private static func literal(_ number: Int) -> SQL { SQL(stringLiteral: "\(number)") }
}

private enum Changed: Error { case mind }
