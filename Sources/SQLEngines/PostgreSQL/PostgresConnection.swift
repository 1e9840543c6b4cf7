import CLibPQ

/// A transaction on PostgreSQL.
final class PostgresConnection: Connection {
    let connection: OpaquePointer
    let state: TransactionState
    private let session: PostgresSession

    init(_ connection: OpaquePointer, session: PostgresSession, _ cancellation: Cancellation, isReading: Bool) {
        self.connection = connection
        self.session = session
        state = TransactionState(cancellation, isReading: isReading)
    }

    var commitsInOrder: Bool { false }

    func all<T: SQLReadable>(_ sql: SQL) throws -> [T] {
        try state.statement {
            let result = try execute(sql)
            defer { PQclear(result) }
            var row = Row(.postgres(result))
            return try (0..<PQntuples(result)).map { index in
                row.index = index
                row.column = 0
                let value = try T(from: &row)
                try row.check()
                return value
            }
        }
    }

    func run(_ sql: SQL) throws -> Int {
        try state.statement {
            let result = try execute(sql)
            defer { PQclear(result) }
            // A SELECT counts the rows it found, which is no change.
            if String(cString: PQcmdStatus(result)).hasPrefix("SELECT") { return 0 }
            return Int(String(cString: PQcmdTuples(result))) ?? 0
        }
    }

    func lock(_ key: Int64) throws {
        _ = try run("SELECT pg_advisory_xact_lock(\(key))")
    }

    func tryLock(_ key: Int64) throws -> Bool {
        try first("SELECT pg_try_advisory_xact_lock(\(key))") ?? false
    }

    func once<T: SQLReadable>(_ sql: SQL) throws -> [T] { try state.once(sql) { try all(sql) } }

    func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        try state.stream {
            try send(sql)
            do {
                while let result = PQgetResult(connection) { try read(result, body) }
            } catch {
                abandon()
                throw error
            }
        }
    }

    private func read(_ result: OpaquePointer, _ body: (inout Row) throws -> Void) throws {
        defer { PQclear(result) }
        try PostgresResult.require(result, on: connection)
        guard PQntuples(result) == 1 else { return }
        var row = Row(.postgres(result))
        try body(&row)
        try row.check()
    }

    private func execute(_ sql: SQL) throws -> OpaquePointer {
        let (name, parameters) = try prepare(sql)
        let result = parameters.send { count, values, lengths, formats in
            PQexecPrepared(connection, name, count, values, lengths, formats, 1)
        }
        do {
            try PostgresResult.require(result, on: connection)
        } catch {
            PQclear(result)
            throw error
        }
        guard let result else { throw DatabaseError(nil, on: connection) }
        return result
    }

    private func send(_ sql: SQL) throws {
        let (name, parameters) = try prepare(sql)
        let sent = parameters.send { count, values, lengths, formats in
            PQsendQueryPrepared(connection, name, count, values, lengths, formats, 1)
        }
        guard sent == 1, PQsetSingleRowMode(connection) == 1 else { throw DatabaseError(nil, on: connection) }
    }

    private func prepare(_ sql: SQL) throws -> (name: String, parameters: PostgresParameters) {
        let parameters = try PostgresParameters(sql.bindings)
        return (try session.statements.name(for: sql.text, types: parameters.types, on: connection), parameters)
    }

    /// Tells the server to stop sending rows, and takes what is under way.
    private func abandon() {
        cancel()
        while let result = PQgetResult(connection) { PQclear(result) }
    }

    /// Tells the server to stop the statement.
    func cancel() {
        let cancel = PQgetCancel(connection)
        var reason: CChar = 0
        PQcancel(cancel, &reason, 0)
        PQfreeCancel(cancel)
    }
}
