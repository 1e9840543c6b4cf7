/// How much of some bytes is well-formed UTF-8, and what stands after it.
struct UTF8Prefix: Equatable {
    enum End: Equatable {
        /// Everything is valid.
        case complete
        /// The bytes end in the middle of a character.
        case truncated
        case invalid
    }

    var count: Int
    var end: End

    /// Checks the bytes as Unicode's table 3-7 defines them: no overlong forms, no surrogates, nothing over U+10FFFF.
    init(of bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) {
        count = start
        end = .complete
        while true {
            count = UTF8Prefix.firstNonASCII(in: bytes, from: count)
            guard count < bytes.count else { return }
            let length = UTF8Prefix.length(of: bytes, at: count)
            guard length > 0 else {
                end = length == 0 ? .invalid : .truncated
                return
            }
            count += length
        }
    }

    /// The position of the first byte over 0x7F, or the number of bytes.
    static func firstNonASCII(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        let raw = UnsafeRawBufferPointer(bytes)
        while index + 8 <= bytes.count {
            if raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { break }
            index += 8
        }
        while index < bytes.count, bytes[index] < 0x80 { index += 1 }
        return index
    }

    /// The length of the character at the index, 0 when it is invalid, -1 when the bytes end inside it.
    static func length(of bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let lead = bytes[index]
        let second: ClosedRange<UInt8>
        let length: Int
        switch lead {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        for position in 1..<length {
            guard index + position < bytes.count else { return -1 }
            let allowed = position == 1 ? second : 0x80...0xBF
            guard allowed.contains(bytes[index + position]) else { return 0 }
        }
        return length
    }
}
