import CLibPQ

extension PostgresConnection {
    /// `COPY … TO` in binary: a row of the single-row mode is a result of its own and costs four times as much.
    func scan(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        try state.stream {
            let text = try sql.literalText
            let description = try describe(text)
            defer { PQclear(description) }
            try PostgresResult.check(PQexec(connection, "COPY (\(text)) TO STDOUT (FORMAT BINARY)"), on: connection)
            do {
                try readCopy(description, body)
            } catch {
                abandon()
                throw error
            }
        }
    }

    /// The names and types of the columns, which a copy does not tell.
    private func describe(_ text: String) throws -> OpaquePointer {
        try PostgresResult.check(PQprepare(connection, "", text, 0, nil), on: connection)
        let description = PQdescribePrepared(connection, "")
        do {
            try PostgresResult.require(description, on: connection)
        } catch {
            PQclear(description)
            throw error
        }
        guard let description else { throw DatabaseError(nil, on: connection) }
        return description
    }

    private func readCopy(_ description: OpaquePointer, _ body: (inout Row) throws -> Void) throws {
        let columns = PQnfields(description)
        var buffer: UnsafeMutablePointer<CChar>?
        var isFirst = true
        while true {
            let count = PQgetCopyData(connection, &buffer, 0)
            guard count > 0 else {
                if count == -2 { throw DatabaseError(nil, on: connection) }
                break
            }
            defer { PQfreemem(buffer) }
            // The first buffer begins with a signature, flags and the length of an extension that is never there.
            let bytes = UnsafeRawBufferPointer(start: buffer, count: Int(count)).dropFirst(isFirst ? 19 : 0)
            isFirst = false
            guard var copied = CopiedRow(.init(rebasing: bytes), columns: columns, description: description) else {
                continue
            }
            try read(&copied, body)
        }
        while let result = PQgetResult(connection) { try PostgresResult.check(result, on: connection) }
    }

    private func read(_ copied: inout CopiedRow, _ body: (inout Row) throws -> Void) throws {
        try withUnsafeMutablePointer(to: &copied) { pointer in
            var row = Row(.copy(pointer))
            try body(&row)
            try row.check()
        }
    }
}

extension SQL {
    /// The text with its values written into it, since `COPY` takes no parameters.
    ///
    /// Only values that cannot contain a quote: integers and identifiers.
    fileprivate var literalText: String {
        get throws {
            try segments.map { segment in
                switch segment {
                case .text(let text): return text
                case .binding(.integer(let integer)): return "CAST(\(integer) AS BIGINT)"
                case .binding(.uuid(let high, let low)): return "CAST('\(Self.hex(high))\(Self.hex(low))' AS UUID)"
                case .binding: throw DatabaseError.other(code: "scan", message: "only integers and identifiers")
                }
            }.joined()
        }
    }

    private static func hex(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
