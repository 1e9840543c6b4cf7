import Foundation
import SQLEngines
import TestSupport
import Testing

@Suite struct `Migrating` {
    static let first = Migration(name: "first", steps: ["CREATE TABLE one (id BIGINT NOT NULL PRIMARY KEY)"])
    static let second = Migration(
        name: "second",
        steps: ["CREATE TABLE two (id BIGINT NOT NULL REFERENCES one (id))", "INSERT INTO one (id) VALUES (1)"]
    )

    @Test(arguments: Engine.available)
    func `applies what is pending, once and in order`(engine: Engine) async throws {
        try await engine.withDatabase { db in
            let migrator = Migrator([Self.first, Self.second])
            let before = try await migrator.plan(db)
            #expect(before == MigrationPlan(applied: [], pending: ["first", "second"]))
            try await #expect(Migrator([Self.first]).migrate(db, now: 5) == ["first"])
            let between = try await migrator.plan(db)
            #expect(between == MigrationPlan(applied: ["first"], pending: ["second"]))
            try await #expect(migrator.migrate(db, now: 7) == ["second"])
            try await #expect(migrator.migrate(db, now: 9) == [])
            let times: [Int] = try await db.read {
                try $0.all("SELECT applied_at FROM schema_migrations ORDER BY position")
            }
            #expect(times == [5, 7])
        }
    }

    @Test(arguments: Engine.available)
    func `only looks when it plans`(engine: Engine) async throws {
        try await engine.withLocation { location in
            try await location.withOpen { db in
                _ = try await Migrator([Self.first]).plan(db)
                await #expect(throws: DatabaseError.self) {
                    try await db.read { try $0.number("SELECT count(*) FROM schema_migrations") }
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is done by one of two that start together`(engine: Engine) async throws {
        try await engine.withLocation { location in
            let names = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        try await location.withOpen {
                            try await Migrator([Self.first, Self.second]).migrate($0, now: 0)
                        }
                    }
                }
                return try await group.reduce([], +)
            }
            #expect(names.sorted() == ["first", "second"])
        }
    }

    @Test(arguments: Engine.available)
    func `refuses a migration that was edited`(engine: Engine) async throws {
        try await engine.withDatabase([Self.first]) { db in
            let edited = Migration(name: "first", steps: ["CREATE TABLE one (id BIGINT)"])
            let error = MigrationError.alteredMigration("first")
            await #expect(throws: error) { try await Migrator([edited, Self.second]).migrate(db, now: 0) }
            await #expect(throws: error) { try await Migrator([edited]).plan(db) }
            try await #expect(Migrator([Self.first, Self.second]).migrate(db, now: 0) == ["second"])
        }
    }

    @Test(arguments: Engine.available)
    func `refuses migrations whose order was changed`(engine: Engine) async throws {
        try await engine.withDatabase([Self.first]) { db in
            await #expect(throws: MigrationError.alteredMigration("first")) {
                try await Migrator([Self.second, Self.first]).migrate(db, now: 0)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `refuses a database of a newer version`(engine: Engine) async throws {
        try await engine.withDatabase([Self.first, Self.second]) { db in
            await #expect(throws: MigrationError.newerDatabase("second")) {
                try await Migrator([Self.first]).migrate(db, now: 0)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `leaves nothing of a migration that fails`(engine: Engine) async throws {
        let failing = Migration(
            name: "failing",
            steps: ["CREATE TABLE three (id BIGINT)", "CREATE TABLE one (id BIGINT)"]
        )
        try await engine.withDatabase([Self.first]) { db in
            await #expect(throws: DatabaseError.self) {
                try await Migrator([Self.first, failing]).migrate(db, now: 0)
            }
            let plan = try await Migrator([Self.first, failing]).plan(db)
            #expect(plan == MigrationPlan(applied: ["first"], pending: ["failing"]))
            await #expect(throws: DatabaseError.self) {
                try await db.read { try $0.all("SELECT id FROM three") as [Int] }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `takes the part that is for the engine`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in
            let name: String? = try await db.read { try $0.first("SELECT name FROM engines") }
            #expect(name == engine.rawValue)
        }
    }

    @Test func `rebuilds an SQLite table without losing the rows that refer to it`() async throws {
        let rebuild = Self.rebuild("INSERT INTO new_one (id) SELECT id FROM one")
        try await Engine.sqlite.withDatabase([Self.first, Self.second]) { db in
            try await db.write { try $0.run("INSERT INTO two (id) VALUES (1)") }
            try await Migrator([Self.first, Self.second, rebuild]).migrate(db, now: 0)
            let left = try await db.read { try $0.number("SELECT count(*) FROM two") }
            #expect(left == 1)
            await #expect(throws: DatabaseError.self) { try await db.write { try $0.run("DELETE FROM one") } }
        }
    }

    @Test func `refuses a rebuilt SQLite table that lacks rows that are referred to`() async throws {
        let rebuild = Self.rebuild("INSERT INTO new_one (id) SELECT id + 1 FROM one")
        try await Engine.sqlite.withDatabase([Self.first, Self.second]) { db in
            try await db.write { try $0.run("INSERT INTO two (id) VALUES (1)") }
            let sentence = "Row 1 of two refers to a row that one does not have."
            await #expect(throws: DatabaseError.foreignKeyViolation(sentence)) {
                try await Migrator([Self.first, Self.second, rebuild]).migrate(db, now: 0)
            }
            let kept = try await db.read { try $0.number("SELECT id FROM one") }
            #expect(kept == 1)
        }
    }

    private static func rebuild(_ copy: SQL) -> Migration {
        let sqlite: [SQL] = [
            "CREATE TABLE new_one (id BIGINT NOT NULL PRIMARY KEY)", copy,
            "DROP TABLE one", "ALTER TABLE new_one RENAME TO one",
        ]
        return Migration(name: "rebuild", steps: [.engine(sqlite: sqlite, postgres: [])])
    }
}

@Suite struct `A PostgreSQL connection without a schema` {
    @Test(.enabled(if: Engine.available.contains(.postgres), "TEST_POSTGRES names no server"))
    func `is told so before anything is made`() async throws {
        let server = try #require(ProcessInfo.processInfo.environment["TEST_POSTGRES"])
        let migrator = Migrator([Migration(name: "one", steps: ["CREATE TABLE one (id BIGINT)"])])
        try await DatabaseLocation("\(server) options=-csearch_path=no_such_schema").withOpen { database in
            await #expect(throws: MigrationError.schemaMissing) { try await migrator.migrate(database, now: 0) }
        }
    }
}
