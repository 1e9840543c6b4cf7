import Foundation
import SQLEngines
import Testing

/// The engines that every storage test runs on.
///
/// SQLite always; PostgreSQL where the environment's `TEST_POSTGRES` names a server.
package enum Engine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite, postgres

    /// All tests start at once, and a server takes a hundred connections: sixteen tests of four each have room.
    private static let places = Places(16)

    static let conninfo = ProcessInfo.processInfo.environment["TEST_POSTGRES"]

    package static var available: [Engine] { allCases.filter { $0 == .sqlite || conninfo != nil } }

    package var testDescription: String { rawValue }

    /// Lends a fresh, migrated database, and removes it afterwards.
    @discardableResult
    package func withDatabase<T>(
        _ migrations: [Migration] = [],
        _ body: (any Database) async throws -> T
    ) async throws -> T {
        var options = DatabaseOptions()
        // Many tests run at once, and a server has few connections.
        options.maximumConnections = 3
        options.waitingTime = .seconds(60)
        if migrations.count > 1 {
            return try await withCopy(of: MigratedTemplates.shared.template(self, migrations)) { location in
                try await location.withOpen(options, body)
            }
        }
        return try await withLocation { location in
            try await location.withOpen(options) { db in
                try await Migrator(migrations).migrate(db, now: 0)
                return try await body(db)
            }
        }
    }

    private func withCopy<T>(
        of template: MigratedTemplates.Template,
        _ body: (DatabaseLocation) async throws -> T
    ) async throws -> T {
        switch template {
        case .file(let data):
            try await withTemporaryFolder { folder in
                let path = "\(folder)/test.sqlite"
                try data.write(to: URL(filePath: path))
                return try await body(DatabaseLocation("sqlite:\(path)"))
            }
        case .database(let name):
            try await Self.places.occupying { try await PostgresServer.required.withCopy(of: name, body) }
        }
    }

    /// Lends a place where a database can be opened, once or several times, and removes it afterwards.
    @discardableResult
    package func withLocation<T>(_ body: (DatabaseLocation) async throws -> T) async throws -> T {
        switch self {
        case .sqlite: try await withTemporaryFolder { try await body(DatabaseLocation("sqlite:\($0)/test.sqlite")) }
        case .postgres: try await Self.places.occupying { try await withSchema(body) }
        }
    }

    /// A schema of its own for each test, named in the conninfo so that every connection of a pool is in it.
    private func withSchema<T>(_ body: (DatabaseLocation) async throws -> T) async throws -> T {
        let conninfo = try #require(Self.conninfo)
        let name = "test_\(UInt64.random(in: 0 ... .max))"
        let schema = SQL(stringLiteral: name)
        try await Self.administer { try $0.run("CREATE SCHEMA \(schema)") }
        let result: Result<T, any Error>
        do {
            result = .success(try await body(DatabaseLocation("\(conninfo) options=-csearch_path=\(name)")))
        } catch {
            result = .failure(error)
        }
        try await Self.administer { try $0.run("DROP SCHEMA \(schema) CASCADE") }
        return try result.get()
    }

    /// Runs a statement beside the test's own connections.
    package static func administer(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws {
        var options = DatabaseOptions()
        options.maximumConnections = 1
        try await DatabaseLocation(try #require(conninfo)).withOpen(options) { try await $0.write(body) }
    }
}

extension DatabaseLocation {
    /// Lends the opened database, and closes it afterwards.
    @discardableResult
    package func withOpen<T>(
        _ options: DatabaseOptions = .init(),
        _ body: (any Database) async throws -> T
    ) async throws -> T {
        let db = try await open(options)
        do {
            let value = try await body(db)
            try await db.close()
            return value
        } catch {
            try await db.close()
            throw error
        }
    }
}

/// Lends an empty folder, and removes it afterwards.
@discardableResult
package func withTemporaryFolder<T>(_ body: (String) async throws -> T) async throws -> T {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
}
