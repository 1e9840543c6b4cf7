import CLibPQ

/// The types whose binary form is read and written.
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let uuid: Oid = 2950

    /// `name`, `bpchar`, `varchar` and `unknown` are sent as bare characters, as `text` is.
    static let texts: Set<Oid> = [text, 18, 19, 705, 1042, 1043]
}

extension Row {
    func postgresIsNull(_ result: OpaquePointer) -> Bool { PQgetisnull(result, index, column) == 1 }

    mutating func postgresInteger(_ result: OpaquePointer) -> Int64 {
        let bytes = postgresBytes(result)
        switch PQftype(result, column) {
        case PostgresType.int8 where bytes.count == 8: return Int64(bitPattern: bytes.bigEndianWord(at: 0))
        case PostgresType.int4 where bytes.count == 4: return Int64(bytes.bigEndian(Int32.self))
        case PostgresType.int2 where bytes.count == 2: return Int64(bytes.bigEndian(Int16.self))
        case PostgresType.oid where bytes.count == 4: return Int64(bytes.bigEndian(UInt32.self))
        case PostgresType.bool where bytes.count == 1: return Int64(bytes[0])
        default:
            note(.type, at: column)
            return 0
        }
    }

    mutating func postgresDouble(_ result: OpaquePointer) -> Double {
        switch PQftype(result, column) {
        case PostgresType.float8, PostgresType.float4:
            let bytes = postgresBytes(result)
            if bytes.count == 8 { return Double(bitPattern: bytes.bigEndianWord(at: 0)) }
            return bytes.count == 4 ? Double(Float(bitPattern: bytes.bigEndian(UInt32.self))) : 0
        default:
            return Double(postgresInteger(result))
        }
    }

    mutating func postgresText(_ result: OpaquePointer) -> UnsafeRawBufferPointer {
        let type = PQftype(result, column)
        if type != PostgresType.text, !PostgresType.texts.contains(type) { note(.type, at: column) }
        return postgresBytes(result)
    }

    mutating func postgresBlob(_ result: OpaquePointer) -> UnsafeRawBufferPointer {
        let type = PQftype(result, column)
        if type != PostgresType.uuid, type != PostgresType.bytea { note(.type, at: column) }
        return postgresBytes(result)
    }

    private mutating func postgresBytes(_ result: OpaquePointer) -> UnsafeRawBufferPointer {
        let count = Int(PQgetlength(result, index, column))
        // An empty text has no length either, so only then is NULL asked for.
        if count == 0, postgresIsNull(result) { note(.null, at: column) }
        return UnsafeRawBufferPointer(start: PQgetvalue(result, index, column), count: count)
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func bigEndian<Word: FixedWidthInteger & BitwiseCopyable>(_ type: Word.Type) -> Word {
        Word(bigEndian: loadUnaligned(as: type))
    }
}
