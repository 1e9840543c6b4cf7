import CLibPQ

extension DatabaseError {
    /// Translates a failed result, or the state of a connection that gave none.
    init(_ result: OpaquePointer?, on connection: OpaquePointer?) {
        let state = result.field("C") ?? ""
        let message = result.field("M") ?? PostgresMessage.last(of: connection)
        // What the server says has a state; without one libpq itself could not go on, as in a COPY that breaks off.
        if PQstatus(connection) == CONNECTION_BAD || state.isEmpty || Self.lostStates.contains(state) {
            self = .connectionLost(message)
            return
        }
        switch state {
        case "23505": self = .uniqueViolation(constraint: result.field("n") ?? "")
        case "23503": self = .foreignKeyViolation(result.field("n") ?? message)
        case "23514": self = .checkViolation(constraint: result.field("n") ?? "")
        case "23502":
            let path = [result.field("t"), result.field("c")].compactMap(\.self)
            self = .notNullViolation(column: path.joined(separator: "."))
        case "40001": self = .serialization
        case "40P01": self = .deadlock
        case "55P03": self = .locked
        case "57014": self = .statementTimeout
        case "53100": self = .diskFull
        case "25006": self = .readOnly
        case "XX001", "XX002": self = .corrupt(message)
        default: self = .other(code: state, message: message)
        }
    }

    /// The server stops or restarts, or an operator ended this connection.
    private static let lostStates: Set<String> = ["57P01", "57P02", "57P03", "57P05"]
}

enum PostgresMessage {
    /// What the connection says about its last failure, on one line.
    static func last(of connection: OpaquePointer?) -> String {
        String(cString: PQerrorMessage(connection)).split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

extension OpaquePointer? {
    /// A field of an error, named by libpq's letter.
    fileprivate func field(_ code: Unicode.Scalar) -> String? {
        PQresultErrorField(self, Int32(code.value)).map { String(cString: $0) }
    }
}
