import CLibPQ
import SQLEngines
import Testing

/// The PostgreSQL server of the tests, where databases are made and dropped: statements that no transaction may hold.
struct PostgresServer: Sendable {
    private let conninfo: String

    struct Failure: Error, CustomStringConvertible { let description: String }

    static var required: PostgresServer {
        get throws { PostgresServer(conninfo: try #require(Engine.conninfo)) }
    }

    func conninfo(of database: String) -> String { "\(conninfo) dbname=\(database)" }

    /// Lends a copy of a database to which nobody is connected, and drops it afterwards.
    func withCopy<T>(of template: String, _ body: (DatabaseLocation) async throws -> T) async throws -> T {
        let name = "test_\(UInt64.random(in: 0 ... .max))"
        try await run("CREATE DATABASE \(name) TEMPLATE \(template)")
        let result: Result<T, any Error>
        do {
            result = .success(try await body(DatabaseLocation(conninfo(of: name))))
        } catch {
            result = .failure(error)
        }
        try await run("DROP DATABASE \(name) WITH (FORCE)")
        return try result.get()
    }

    func run(_ statement: String) async throws {
        try await blocking { try runBlocking(statement) }
    }

    private func runBlocking(_ statement: String) throws {
        let connection = PQconnectdb(conninfo)
        defer { PQfinish(connection) }
        let result = PQexec(connection, statement)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
            throw Failure(description: String(cString: PQerrorMessage(connection)))
        }
    }
}
