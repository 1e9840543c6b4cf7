import Foundation
import SQLEngines
import TestSupport
import Testing

@Suite struct `An SQLite file` {
    @Test func `is durable, journaled ahead and checks references`() async throws {
        try await Engine.sqlite.withDatabase { db in
            let pragmas = try await db.write { db in
                [try db.number("PRAGMA synchronous"), try db.number("PRAGMA foreign_keys")]
            }
            #expect(pragmas == [2, 1])
            let journal: String? = try await db.read { try $0.first("PRAGMA journal_mode") }
            #expect(journal == "wal")
        }
    }

    @Test func `checks references again after the schema was altered`() async throws {
        try await Engine.sqlite.withDatabase { db in
            _ = try? await db.alter { try $0.run("nonsense") }
            let inside = try await db.alter { try $0.number("PRAGMA foreign_keys") }
            let after = try await db.write { try $0.number("PRAGMA foreign_keys") }
            #expect(inside == 0 && after == 1)
        }
    }

    @Test func `checks references again after a migration was cancelled`() async throws {
        try await Engine.sqlite.withDatabase { db in
            let isOpen = Signal()
            let task = Task {
                try await db.alter { db in
                    isOpen.send()
                    _ = try db.number(.endless + "SELECT count(*) FROM n")
                }
            }
            await isOpen.arrival()
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            let after = try await db.write { try $0.number("PRAGMA foreign_keys") }
            #expect(after == 1)
        }
    }

    @Test func `of text is not a database`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/notes.db"
            try String(repeating: "Not a database.\n", count: 300).write(
                toFile: path,
                atomically: true,
                encoding: .utf8
            )
            await #expect(throws: DatabaseError.notADatabase(path)) { try await DatabaseLocation(path).open() }
            #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("Not a database."))
        }
    }

    @Test func `in a folder that is not there cannot be opened`() async throws {
        let error = await #expect(throws: DatabaseError.self) {
            try await DatabaseLocation("sqlite:/nowhere/at/all.sqlite").open()
        }
        guard case .unavailable(let why) = error else {
            Issue.record("It is \(String(describing: error)).")
            return
        }
        #expect(why.contains("/nowhere/at/all.sqlite"))
    }

    @Test func `that another program holds is locked`() async throws {
        try await Engine.sqlite.withLocation { location in
            var options = DatabaseOptions()
            options.busyTimeout = .milliseconds(50)
            try await location.withOpen { holder in
                try await location.withOpen(options) { db in
                    try await holder.hold {
                        try $0.run("CREATE TABLE held (id BIGINT)")
                    } last: { _ in
                    } meanwhile: {
                        await #expect(throws: DatabaseError.locked) {
                            try await db.write { try $0.run("CREATE TABLE other (id BIGINT)") }
                        }
                    }
                }
            }
        }
    }

    @Test(.enabled(if: getuid() != 0, "The superuser may write everything."))
    func `without write permission is read-only`() async throws {
        try await Engine.sqlite.withLocation { location in
            try await location.withOpen { _ = try await $0.write { try $0.run("CREATE TABLE held (id BIGINT)") } }
            let path = try #require(location.filePath)
            try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
            await #expect(throws: DatabaseError.readOnly) {
                try await location.withOpen { try await $0.write { try $0.run("DROP TABLE held") } }
            }
        }
    }

    @Test func `stands alone when it is closed`() async throws {
        try await withTemporaryFolder { folder in
            try await DatabaseLocation("sqlite:\(folder)/a.sqlite").withOpen { db in
                try await Migrator(sampleSchema).migrate(db, now: 0)
                _ = try await db.read { try $0.number(.countSamples) }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.sqlite"])
        }
    }

    @Test func `that is damaged is found out`() async throws {
        try await Engine.sqlite.withLocation { location in
            try await location.withOpen { db in
                try await Migrator(sampleSchema).migrate(db, now: 0)
                let samples = (1...5_000).map { Sample(id: $0, name: "name \($0)") }
                try await db.write {
                    try $0.insert(into: "samples", columns: Sample.columns, rows: Sample.rows(samples))
                }
                try await #expect(db.checkIntegrity() == [])
            }
            let path = try #require(location.filePath)
            let file = try #require(FileHandle(forUpdatingAtPath: path))
            try file.seek(toOffset: 4096 * 8)
            try file.write(contentsOf: [UInt8](repeating: 0xa5, count: 4096 * 8))
            try file.close()
            try await location.withOpen { db in
                do {
                    try await #expect(db.checkIntegrity() != [])
                } catch DatabaseError.corrupt {}
            }
        }
    }
}

@Suite struct `A database` {
    @Test(arguments: Engine.available)
    func `names its engine and version`(engine: Engine) async throws {
        try await engine.withDatabase { db in
            let name = engine == .sqlite ? "SQLite 3." : "PostgreSQL 1"
            try await #expect(db.version().hasPrefix(name))
            try await #expect(db.version().split(separator: " ").count == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `that is new is sound`(engine: Engine) async throws {
        try await engine.withDatabase(sampleSchema) { db in try await #expect(db.checkIntegrity() == []) }
    }

    @Test(arguments: Engine.available)
    func `opened read-only refuses writes`(engine: Engine) async throws {
        try await engine.withLocation { location in
            try await location.withOpen { db in try await Migrator(sampleSchema).migrate(db, now: 0) }
            var options = DatabaseOptions()
            options.isReadOnly = true
            try await location.withOpen(options) { db in
                await #expect(throws: DatabaseError.readOnly) { try await db.write { try $0.run(.set(1, 1)) } }
                let count = try await db.read { try $0.number(.countSamples) }
                #expect(count == 0)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `that was closed answers nothing`(engine: Engine) async throws {
        try await engine.withLocation { location in
            let db = try await location.open()
            try await db.close()
            await #expect(throws: DatabaseError.self) { try await db.read { try $0.number("SELECT 1") } }
            await #expect(throws: DatabaseError.self) { try await db.write { try $0.number("SELECT 1") } }
        }
    }
}
