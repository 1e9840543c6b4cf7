import SQLEngines
import TestSupport
import Testing

@Suite struct `A constraint` {
    static let schema = [
        Migration(
            name: "people",
            steps: [
                "CREATE TABLE teams (id BIGINT NOT NULL PRIMARY KEY, code TEXT UNIQUE)",
                """
                CREATE TABLE people (
                    workspace_id BIGINT NOT NULL,
                    id BIGINT NOT NULL,
                    email TEXT NOT NULL,
                    nick TEXT NOT NULL DEFAULT '',
                    age BIGINT,
                    team_id BIGINT REFERENCES teams (id),
                    PRIMARY KEY (workspace_id, id),
                    CONSTRAINT people_age CHECK (age > 0)
                )
                """,
                "CREATE UNIQUE INDEX people_email ON people (workspace_id, email)",
                "CREATE UNIQUE INDEX people_nick ON people (lower(nick)) WHERE nick <> ''",
                "INSERT INTO teams (id, code) VALUES (1, 'a')",
                "INSERT INTO people (workspace_id, id, email, nick) VALUES (1, 1, 'ana@example.org', 'ana')",
            ]
        )
    ]

    static let violations: [(SQL, DatabaseError)] = [
        (people("1, 1, 'b', '', 1, 1"), .uniqueViolation(constraint: "people_pkey")),
        (people("1, 2, 'ana@example.org', '', 1, 1"), .uniqueViolation(constraint: "people_email")),
        (people("1, 2, 'b', 'ANA', 1, 1"), .uniqueViolation(constraint: "people_nick")),
        ("INSERT INTO teams (id) VALUES (1)", .uniqueViolation(constraint: "teams_pkey")),
        ("INSERT INTO teams (id, code) VALUES (2, 'a')", .uniqueViolation(constraint: "teams_code_key")),
        (people("1, 2, 'b', '', 0, 1"), .checkViolation(constraint: "people_age")),
        (people("1, 2, NULL, '', 1, 1"), .notNullViolation(column: "people.email")),
    ]

    private static func people(_ values: SQL) -> SQL {
        "INSERT INTO people (workspace_id, id, email, nick, age, team_id) VALUES (\(values))"
    }

    @Test(arguments: Engine.available)
    func `has the same name on both engines`(engine: Engine) async throws {
        try await engine.withDatabase(Self.schema) { db in
            for (sql, error) in Self.violations {
                await #expect(throws: error) { try await db.write { try $0.run(sql) } }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `has the same name in a bulk insert`(engine: Engine) async throws {
        try await engine.withDatabase(Self.schema) { db in
            await #expect(throws: DatabaseError.uniqueViolation(constraint: "people_email")) {
                try await db.write { db in
                    var rows = SQLRows(columns: 3)
                    for id in 2..<50 { rows.append(1, id, "\(id)@example.org") }
                    rows.append(1, 99, "7@example.org")
                    try db.insert(into: "people", columns: "workspace_id, id, email", rows: rows)
                }
            }
            let count = try await db.read { try $0.number("SELECT count(*) FROM people") }
            #expect(count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `on a reference is kept`(engine: Engine) async throws {
        try await engine.withDatabase(Self.schema) { db in
            let error = await #expect(throws: DatabaseError.self) {
                try await db.write { try $0.run(Self.people("1, 2, 'b', '', 1, 77")) }
            }
            guard case .foreignKeyViolation = error else {
                Issue.record("It is \(String(describing: error)).")
                return
            }
        }
    }
}
