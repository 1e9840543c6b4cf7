import CLibPQ

/// The statements that a connection has prepared, so that one that is repeated is parsed once.
struct PostgresStatements {
    private struct Key: Hashable {
        var text: String
        var types: [Oid]
    }

    private struct Entry {
        var name: String
        var lastUse: Int
    }

    private static let capacity = 200

    private var entries: [Key: Entry] = [:]
    private var uses = 0

    /// The name of the prepared statement; prepares it, in place of the longest unused one, if it is new.
    mutating func name(for text: String, types: [Oid], on connection: OpaquePointer) throws -> String {
        uses += 1
        let key = Key(text: text, types: types)
        if let name = entries[key]?.name {
            entries[key]?.lastUse = uses
            return name
        }
        if entries.count >= Self.capacity { try evict(on: connection) }
        let name = "s\(uses)"
        try PostgresResult.check(PQprepare(connection, name, text, Int32(types.count), types), on: connection)
        entries[key] = Entry(name: name, lastUse: uses)
        return name
    }

    /// Forgets all statements, since a table whose columns changed makes the server refuse the old ones.
    mutating func reset(on connection: OpaquePointer) {
        entries = [:]
        PQclear(PQexec(connection, "DEALLOCATE ALL"))
    }

    private mutating func evict(on connection: OpaquePointer) throws {
        guard let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
        entries[oldest.key] = nil
        try PostgresResult.check(PQexec(connection, "DEALLOCATE \(oldest.value.name)"), on: connection)
    }
}

enum PostgresResult {
    /// Frees a result that carries no rows, and throws if it is a failure.
    static func check(_ result: OpaquePointer?, on connection: OpaquePointer) throws {
        defer { PQclear(result) }
        try require(result, on: connection)
    }

    /// Throws if the result is a failure; the caller frees it.
    static func require(_ result: OpaquePointer?, on connection: OpaquePointer) throws {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_COPY_IN, PGRES_COPY_OUT: break
        default: throw DatabaseError(result, on: connection)
        }
    }
}
