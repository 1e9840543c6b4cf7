import Foundation
import SQLEngines

/// A migrated database of each engine and schema, made once, of which each test gets a copy.
///
/// To run all migrations takes three times as long as to copy what they come to, and some nine hundred tests need it.
actor MigratedTemplates {
    static let shared = MigratedTemplates()

    /// What is copied: an SQLite file's bytes, or the name of a PostgreSQL database.
    enum Template: Sendable {
        case file(Data)
        case database(String)
    }

    private struct Key: Hashable {
        var engine: Engine
        var migrations: [String]
    }

    private var templates: [Key: Task<Template, any Error>] = [:]

    func template(_ engine: Engine, _ migrations: [Migration]) async throws -> Template {
        let key = Key(engine: engine, migrations: migrations.map(\.checksum))
        let task = templates[key] ?? Task { try await Self.make(engine, migrations) }
        templates[key] = task
        return try await task.value
    }

    private static func make(_ engine: Engine, _ migrations: [Migration]) async throws -> Template {
        switch engine {
        case .sqlite:
            return try await withTemporaryFolder { folder in
                let path = "\(folder)/template.sqlite"
                try await migrate(DatabaseLocation("sqlite:\(path)"), migrations)
                return .file(try Data(contentsOf: URL(filePath: path)))
            }
        case .postgres:
            // It is left to the cluster, which bin/with-postgres throws away.
            let server = try PostgresServer.required
            let name = "template_\(UInt64.random(in: 0 ... .max))"
            try await server.run("CREATE DATABASE \(name)")
            try await migrate(DatabaseLocation(server.conninfo(of: name)), migrations)
            return .database(name)
        }
    }

    private static func migrate(_ location: DatabaseLocation, _ migrations: [Migration]) async throws {
        try await location.withOpen { _ = try await Migrator(migrations).migrate($0, now: 0) }
    }
}
