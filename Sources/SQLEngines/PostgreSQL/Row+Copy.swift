import CLibPQ

/// A row as the binary form of `COPY` sends it: each column's length and its bytes, one after the other.
struct CopiedRow {
    /// The statement's columns, as the server described them.
    let description: OpaquePointer
    private var next: UnsafeRawPointer
    private let end: UnsafeRawPointer

    /// Fails at the mark of the end, and where the bytes are none of a row.
    init?(_ bytes: UnsafeRawBufferPointer, columns: Int32, description: OpaquePointer) {
        guard bytes.count >= 2, let start = bytes.baseAddress else { return nil }
        guard Int32(Int16(bigEndian: start.loadUnaligned(as: Int16.self))) == columns else { return nil }
        self.description = description
        next = start + 2
        end = start + bytes.count
    }

    var isNull: Bool { length < 0 }

    private var length: Int {
        end - next >= 4 ? Int(Int32(bigEndian: next.loadUnaligned(as: Int32.self))) : -1
    }

    mutating func skip() { _ = bytes() }

    /// The bytes of the next column; nil where it is NULL.
    mutating func bytes() -> UnsafeRawBufferPointer? {
        let length = length
        let start = next + 4
        next = start + max(0, min(length, end - start))
        return length < 0 ? nil : UnsafeRawBufferPointer(start: start, count: next - start)
    }
}

extension Row {
    mutating func copiedInteger(_ row: UnsafeMutablePointer<CopiedRow>) -> Int64 {
        guard let bytes = copiedBytes(row) else { return 0 }
        switch bytes.count {
        case 8: return Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
        case 4: return Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
        default:
            note(.type, at: column)
            return 0
        }
    }

    mutating func copiedDouble(_ row: UnsafeMutablePointer<CopiedRow>) -> Double {
        guard let bytes = copiedBytes(row) else { return 0 }
        if bytes.count == 8 { return Double(bitPattern: bytes.bigEndianWord(at: 0)) }
        note(.type, at: column)
        return 0
    }

    mutating func copiedText(_ row: UnsafeMutablePointer<CopiedRow>) -> UnsafeRawBufferPointer {
        copiedBytes(row) ?? UnsafeRawBufferPointer(start: nil, count: 0)
    }

    mutating func copiedBlob(_ row: UnsafeMutablePointer<CopiedRow>) -> UnsafeRawBufferPointer {
        copiedBytes(row) ?? UnsafeRawBufferPointer(start: nil, count: 0)
    }

    private mutating func copiedBytes(_ row: UnsafeMutablePointer<CopiedRow>) -> UnsafeRawBufferPointer? {
        if let bytes = row.pointee.bytes() { return bytes }
        note(.null, at: column)
        return nil
    }
}
