import Foundation

/// Where a database is, as an operator writes it.
///
/// A file: `sqlite:data/sluice.sqlite`, `sqlite:///var/lib/sluice.sqlite`, or a path that ends in `.sqlite`,
/// `.sqlite3` or `.db`. A server: `postgres://user@host/name`, or libpq's `host=… dbname=…`, both handed to libpq
/// as they are.
package struct DatabaseLocation: Sendable, Hashable {
    private enum Kind: Hashable {
        case file(String)
        case server(PostgresAddress)
    }

    private let kind: Kind

    package init(_ text: String) throws {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        kind =
            if let path = Self.filePath(in: text) {
                .file(try Self.requireFile(path))
            } else if PostgresAddress.isRecognised(text) {
                .server(try PostgresAddress(text))
            } else {
                throw InvalidDatabaseLocation.unknown
            }
    }

    package var isFile: Bool { filePath != nil }

    /// The path of an SQLite file.
    package var filePath: String? { if case .file(let path) = kind { path } else { nil } }

    /// What libpq connects with.
    var conninfo: String? { if case .server(let address) = kind { address.conninfo } else { nil } }

    /// Opens the database; an SQLite file that is not there is created.
    package func open(_ options: DatabaseOptions = .init()) async throws -> any Database {
        switch kind {
        case .file(let path):
            return try await blocking { try SQLiteDatabase(path: path, options: options) }
        case .server(let address):
            let database = PostgresDatabase(conninfo: address.conninfo, options: options)
            // The pool connects when first used; a wrong address should be known now.
            try await database.read { _ in }
            return database
        }
    }

    private static func filePath(in text: String) -> String? {
        for scheme in ["sqlite://", "sqlite:"] where text.lowercased().hasPrefix(scheme) {
            return String(text.dropFirst(scheme.count))
        }
        let isPath = [".sqlite", ".sqlite3", ".db"].contains { text.lowercased().hasSuffix($0) }
        return isPath && !text.contains("://") && !text.contains("dbname=") ? text : nil
    }

    private static func requireFile(_ path: String) throws -> String {
        guard !path.isEmpty, path != ":memory:" else { throw InvalidDatabaseLocation.noFile }
        return path
    }
}

extension DatabaseLocation: CustomStringConvertible {
    /// The location without any password.
    package var description: String {
        switch kind {
        case .file(let path): "sqlite:\(path)"
        case .server(let address): address.description
        }
    }
}

/// What cannot be read as a location; the text itself is not repeated, as it may hold a password.
package enum InvalidDatabaseLocation: Error, CustomStringConvertible {
    case unknown
    case noFile
    case server

    package var description: String {
        switch self {
        case .unknown:
            "The database location is neither a file (sqlite:PATH) nor a server (postgres://USER@HOST/NAME)."
        case .noFile: "The database location names no file. Write sqlite:PATH."
        case .server:
            "The PostgreSQL location cannot be read. Write postgres://USER@HOST/NAME or host=HOST dbname=NAME user=USER."
        }
    }
}
