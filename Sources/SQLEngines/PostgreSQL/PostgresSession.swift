import CLibPQ
import Dispatch

/// One place in the pool: a libpq connection, opened when first needed and again when it was lost.
///
/// Everything happens on its own serial queue, because libpq blocks and must not be used from two threads at once.
final class PostgresSession: @unchecked Sendable {
    private let queue = DispatchQueue(label: "sluice.postgres")
    private let conninfo: String
    private let options: DatabaseOptions
    private var connection: OpaquePointer?
    var statements = PostgresStatements()

    init(conninfo: String, options: DatabaseOptions) {
        self.conninfo = conninfo
        self.options = options
    }

    deinit { PQfinish(connection) }

    /// Runs a transaction that begins with `begin`; one that only reads sees a snapshot.
    ///
    /// When the task is cancelled, the statement under way ends, none follows, and nothing is committed.
    func transaction<T: Sendable>(
        _ begin: String,
        isReading: Bool = false,
        _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        let cancellation = Cancellation()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.async {
                    continuation.resume(with: Result { try self.perform(begin, isReading, cancellation, body) })
                }
            }
        } onCancel: {
            cancellation.cancel()
        }
    }

    func close() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.disconnect()
                continuation.resume()
            }
        }
    }

    private func perform<T>(
        _ begin: String,
        _ isReading: Bool,
        _ cancellation: Cancellation,
        _ body: (any Connection) throws -> T
    ) throws -> T {
        let connection = try self.begin(begin)
        let transaction = PostgresConnection(connection, session: self, cancellation, isReading: isReading)
        do {
            let value = try body(transaction)
            try transaction.state.requireUsable()
            try commit(connection)
            return value
        } catch {
            // The server rolls back by itself when the connection is gone.
            PQclear(PQexec(connection, "ROLLBACK"))
            if case DatabaseError.other(code: "0A000", _) = error { statements.reset(on: connection) }
            throw error
        }
    }

    /// Begins; an idle connection may have died unseen, then nothing was done yet and a new one is opened.
    private func begin(_ begin: String) throws -> OpaquePointer {
        if let connection {
            do {
                try PostgresResult.check(PQexec(connection, begin), on: connection)
                return connection
            } catch DatabaseError.connectionLost { disconnect() }
        }
        let connection = try connect()
        try PostgresResult.check(PQexec(connection, begin), on: connection)
        return connection
    }

    private func commit(_ connection: OpaquePointer) throws {
        let result = PQexec(connection, "COMMIT")
        defer { PQclear(result) }
        try PostgresResult.require(result, on: connection)
        // A transaction that failed answers a COMMIT with a rollback and no error.
        guard String(cString: PQcmdStatus(result)) == "COMMIT" else { throw DatabaseError.serialization }
    }

    private func connect() throws -> OpaquePointer {
        let opened = PostgresConnecting.open(conninfo)
        guard let opened, PQstatus(opened) == CONNECTION_OK else {
            defer { PQfinish(opened) }
            throw DatabaseError.unavailable(PostgresMessage.last(of: opened))
        }
        connection = opened
        do {
            let timeout = options.statementTimeout?.milliseconds ?? 0
            try PostgresResult.check(PQexec(opened, "SET statement_timeout = \(timeout)"), on: opened)
        } catch {
            disconnect()
            throw error
        }
        return opened
    }

    private func disconnect() {
        PQfinish(connection)
        connection = nil
        statements = PostgresStatements()
    }
}

enum PostgresConnecting {
    /// Connects with what the operator wrote, unchanged, between our defaults and what we rely on.
    static func open(_ conninfo: String) -> OpaquePointer? {
        let parameters = [
            ("connect_timeout", "10"), ("tcp_user_timeout", "60000"), ("fallback_application_name", "sluice"),
            ("dbname", conninfo),
            ("client_encoding", "UTF8"),
        ]
        return withCStrings(parameters.map(\.0)) { keywords in
            withCStrings(parameters.map(\.1)) { values in
                let connection = PQconnectdbParams(keywords, values, 1)
                // Notices ("relation exists, skipping") would be printed to standard error.
                PQsetNoticeProcessor(connection, { _, _ in }, nil)
                return connection
            }
        }
    }

    /// Calls `body` with a list of C strings that ends with nil.
    private static func withCStrings<R>(_ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> R) -> R {
        var buffer: [CChar] = []
        var offsets: [Int] = []
        for string in strings {
            offsets.append(buffer.count)
            buffer += string.utf8CString
        }
        return buffer.withUnsafeBufferPointer { buffer in
            body(offsets.map { buffer.baseAddress?.advanced(by: $0) } + [nil])
        }
    }
}
