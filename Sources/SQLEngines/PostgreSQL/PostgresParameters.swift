import CLibPQ

/// Bound values in PostgreSQL's binary form, in one buffer.
struct PostgresParameters {
    private(set) var types: [Oid] = []
    private var bytes: [CChar] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []

    init(_ values: [SQL.Value]) throws {
        for value in values { try append(value) }
        // A value without bytes at the end still needs an address, since none means NULL.
        bytes.append(0)
    }

    private mutating func append(_ value: SQL.Value) throws {
        try value.requireStorable()
        let start = bytes.count
        types.append(value.postgresType)
        switch value {
        case .null: break
        case .integer(let integer): append(UInt64(bitPattern: integer))
        case .double(let double): append(double.bitPattern)
        case .text(let text): bytes.append(contentsOf: text.utf8.lazy.map { CChar(bitPattern: $0) })
        case .uuid(let high, let low):
            append(high)
            append(low)
        case .blob(let blob): bytes.append(contentsOf: blob.lazy.map { CChar(bitPattern: $0) })
        }
        offsets.append(value == .null ? nil : start)
        lengths.append(Int32(bytes.count - start))
    }

    private mutating func append(_ word: UInt64) {
        withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0.lazy.map { CChar(bitPattern: $0) }) }
    }

    /// Calls `body` with what libpq asks for: count, addresses, lengths and formats.
    func send<R>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<Int32>, UnsafePointer<Int32>) throws -> R
    ) rethrows -> R {
        try bytes.withUnsafeBufferPointer { buffer in
            let addresses = offsets.map { offset in offset.flatMap { buffer.baseAddress?.advanced(by: $0) } }
            let formats = [Int32](repeating: 1, count: lengths.count)
            return try body(Int32(lengths.count), addresses, lengths, formats)
        }
    }
}

extension SQL.Value {
    fileprivate var postgresType: Oid {
        switch self {
        case .null: 0
        case .integer: PostgresType.int8
        case .double: PostgresType.float8
        case .text: PostgresType.text
        case .uuid: PostgresType.uuid
        case .blob: PostgresType.bytea
        }
    }
}
