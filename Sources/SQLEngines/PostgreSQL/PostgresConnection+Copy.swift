import CLibPQ

extension PostgresConnection {
    /// Bytes collected before they are handed to libpq.
    private static let chunk = 1 << 17

    func insert(into table: SQL, columns: SQL, rows: SQLRows) throws -> Int {
        try state.statement {
            try rows.requireEven()
            if rows.isEmpty { return 0 }
            // Checked before the server is told that rows follow: afterwards there is no clean way back.
            for value in rows.values { try value.requireStorable() }
            let command = "COPY \(table.text) (\(columns.text)) FROM STDIN"
            try PostgresResult.check(PQexec(connection, command), on: connection)
            try put(rows)
            return try endCopy()
        }
    }

    private func put(_ rows: SQLRows) throws {
        var text = CopyText()
        for (index, value) in rows.values.enumerated() {
            text.append(value, endsRow: (index + 1) % rows.columns == 0)
            if text.bytes.count >= Self.chunk { try flush(&text) }
        }
        try flush(&text)
    }

    private func flush(_ text: inout CopyText) throws {
        let sent = text.bytes.withUnsafeBytes { bytes in
            PQputCopyData(connection, bytes.assumingMemoryBound(to: CChar.self).baseAddress, Int32(bytes.count))
        }
        text.bytes.removeAll(keepingCapacity: true)
        if sent != 1 { throw DatabaseError(nil, on: connection) }
    }

    private func endCopy() throws -> Int {
        guard PQputCopyEnd(connection, nil) == 1 else { throw DatabaseError(nil, on: connection) }
        let result = PQgetResult(connection)
        defer {
            PQclear(result)
            while let rest = PQgetResult(connection) { PQclear(rest) }
        }
        try PostgresResult.require(result, on: connection)
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }
}

/// Rows in the text form of `COPY`, which converts to any column type, as the binary form does not.
struct CopyText {
    var bytes: [UInt8] = []

    mutating func append(_ value: SQL.Value, endsRow: Bool) {
        switch value {
        case .null: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "N")]
        case .integer(let integer): bytes += integer.description.utf8
        case .double(let double): append(double)
        case .text(let text): append(text)
        case .uuid(let high, let low):
            appendHex(high)
            appendHex(low)
        case .blob(let blob):
            bytes += #"\\x"#.utf8
            for byte in blob { appendHex(byte) }
        }
        bytes.append(endsRow ? UInt8(ascii: "\n") : UInt8(ascii: "\t"))
    }

    private mutating func append(_ double: Double) {
        switch double {
        case .infinity: bytes += "Infinity".utf8
        case -.infinity: bytes += "-Infinity".utf8
        default: bytes += (double.isNaN ? "NaN" : double.description).utf8
        }
    }

    private mutating func append(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
            case UInt8(ascii: "\n"): bytes += #"\n"#.utf8
            case UInt8(ascii: "\r"): bytes += #"\r"#.utf8
            case UInt8(ascii: "\t"): bytes += #"\t"#.utf8
            default: bytes.append(byte)
            }
        }
    }

    private mutating func appendHex(_ word: some FixedWidthInteger) {
        for shift in stride(from: word.bitWidth - 4, through: 0, by: -4) {
            bytes.append(Self.digits[Int(truncatingIfNeeded: word >> shift) & 15])
        }
    }

    private static let digits = [UInt8]("0123456789abcdef".utf8)
}
