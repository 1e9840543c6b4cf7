/// The row at hand, whose columns are read once each, in the order in which the statement names them.
///
/// It is one concrete type for both engines, so that a value costs a function call and no witness table: millions
/// of rows are read this way. It is valid only inside the closure that got it.
///
/// The raw readers (`integer()`, `text()`…) do not throw. One that meets NULL or another type answers zero or empty
/// and notes it, and the statement throws once the row has been read: nothing wrong passes for a value.
package struct Row {
    enum Source {
        case sqlite(OpaquePointer)
        case postgres(OpaquePointer)
        case copy(UnsafeMutablePointer<CopiedRow>)
    }

    var source: Source
    var index: Int32
    var column: Int32 = 0
    var fault: Fault?

    init(_ source: Source, index: Int32 = 0) {
        self.source = source
        self.index = index
    }

    /// Whether the next column is NULL.
    package var isNull: Bool {
        switch source {
        case .sqlite(let statement): sqliteIsNull(statement)
        case .postgres(let result): postgresIsNull(result)
        case .copy(let row): row.pointee.isNull
        }
    }

    /// Leaves the next column unread.
    package mutating func skip() {
        if case .copy(let row) = source { row.pointee.skip() }
        column += 1
    }

    package mutating func integer() -> Int64 {
        defer { column += 1 }
        switch source {
        case .sqlite(let statement): return sqliteInteger(statement)
        case .postgres(let result): return postgresInteger(result)
        case .copy(let row): return copiedInteger(row)
        }
    }

    package mutating func double() -> Double {
        defer { column += 1 }
        switch source {
        case .sqlite(let statement): return sqliteDouble(statement)
        case .postgres(let result): return postgresDouble(result)
        case .copy(let row): return copiedDouble(row)
        }
    }

    /// Sixteen bytes, the high half first.
    package mutating func uuid() -> (high: UInt64, low: UInt64) {
        let bytes = blobBytes()
        guard bytes.count == 16 else {
            note(.type, at: column - 1)
            return (0, 0)
        }
        return (bytes.bigEndianWord(at: 0), bytes.bigEndianWord(at: 8))
    }

    package mutating func text() -> String { String(decoding: textBytes(), as: UTF8.self) }

    package mutating func blob() -> [UInt8] { [UInt8](blobBytes()) }

    /// Reads a text's UTF-8 where the engine holds it, without a copy.
    package mutating func withText<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try body(textBytes())
    }

    mutating func textBytes() -> UnsafeRawBufferPointer {
        defer { column += 1 }
        switch source {
        case .sqlite(let statement): return sqliteText(statement)
        case .postgres(let result): return postgresText(result)
        case .copy(let row): return copiedText(row)
        }
    }

    private mutating func blobBytes() -> UnsafeRawBufferPointer {
        defer { column += 1 }
        switch source {
        case .sqlite(let statement): return sqliteBlob(statement)
        case .postgres(let result): return postgresBlob(result)
        case .copy(let row): return copiedBlob(row)
        }
    }

    /// Reads the next columns as a value, or as a record of several.
    package mutating func next<Value: SQLReadable>() throws -> Value { try Value(from: &self) }
}

extension UnsafeRawBufferPointer {
    func bigEndianWord(at offset: Int) -> UInt64 {
        UInt64(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
