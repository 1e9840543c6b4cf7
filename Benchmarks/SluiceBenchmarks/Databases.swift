import Automation
import Foundation
import SQLEngines
import Sales
import Storage

/// The databases of a benchmark: a file in a temporary folder, and PostgreSQL where `TEST_POSTGRES` names one.
struct BenchmarkDatabase {
    enum Engine: String { case sqlite = "SQLite", postgres = "PostgreSQL" }

    let engine: Engine
    let location: String
    private let folder: URL

    static func all() throws -> [BenchmarkDatabase] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-bench-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = BenchmarkDatabase(
            engine: .sqlite,
            location: "sqlite:\(folder.path)/bench.sqlite",
            folder: folder
        )
        guard let server = ProcessInfo.processInfo.environment["TEST_POSTGRES"] else {
            Progress.tell("  TEST_POSTGRES names no server; PostgreSQL is left out")
            return [file]
        }
        return [file, BenchmarkDatabase(engine: .postgres, location: server, folder: folder)]
    }

    /// Opens the database, which is empty at first, and brings the tables to it.
    func open(connections: Int = 8) async throws -> Store {
        var options = DatabaseOptions()
        options.maximumConnections = connections
        options.statementTimeout = .seconds(600)
        let database = try await DatabaseLocation(location).open(options)
        if engine == .postgres, try await Migrator(migrations).plan(database).applied.isEmpty == false {
            return Store(database)
        }
        try await Migrator(migrations).migrate(database, now: Instant.now.milliseconds)
        return Store(database)
    }

    /// Lets PostgreSQL do what it does by itself behind an import.
    ///
    /// It counts rows, and notes which pages everybody may see, without which an index alone answers nothing. By itself
    /// it does not in a benchmark, lest it begin while something is measured.
    func settle() throws {
        guard engine == .postgres else { return }
        _ = try Child.run(["/usr/bin/env", "psql", "--quiet", "--dbname", location, "--command", "VACUUM (ANALYZE)"])
    }

    /// Takes everything away, so that the next benchmark begins anew.
    func remove() async throws {
        switch engine {
        case .sqlite: try FileManager.default.removeItem(at: folder)
        case .postgres:
            let database = try await DatabaseLocation(location).open()
            try await database.alter { db in
                try db.run("DROP SCHEMA public CASCADE")
                try db.run("CREATE SCHEMA public")
            }
            try await database.close()
        }
    }
}

extension Instant {
    static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
