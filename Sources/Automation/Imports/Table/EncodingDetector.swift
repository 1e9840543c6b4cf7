/// Tells the encoding of a file by its first bytes.
enum EncodingDetector {
    /// How many bytes are looked at, counted from the first that is not ASCII.
    static let sampleSize = 65_536

    /// The encoding that the file's first bytes show by a byte order mark, or by the NULs of UTF-16 without one.
    static func wide(_ start: UnsafeBufferPointer<UInt8>) -> TextEncoding? {
        for encoding in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .gb18030]
        where start.starts(with: encoding.byteOrderMark) { return encoding }
        if isUTF16(start, high: 1) { return .utf16LittleEndian }
        if isUTF16(start, high: 0) { return .utf16BigEndian }
        return nil
    }

    /// The encoding of a sample that begins with a byte over 0x7F; `isWhole` when nothing follows the sample.
    static func narrow(_ sample: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> TextEncoding {
        let utf8 = utf8Counts(sample, isWhole: isWhole)
        // A UTF-8 file with a few broken bytes is a damaged UTF-8 file: read as Windows-1252 all its names would be
        // silently wrong.
        if utf8.invalid == 0 || utf8.valid > 4 * utf8.invalid { return .utf8 }
        let gb = gb18030Counts(sample)
        if gb.isValid && gb.common * 10 >= (gb.common + gb.other) * 7 { return .gb18030 }
        return sample.contains(where: isUnknownTo1252) ? .utf8 : .windows1252
    }

    private static func isUnknownTo1252(_ byte: UInt8) -> Bool { [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte) }

    private static func isUTF16(_ bytes: UnsafeBufferPointer<UInt8>, high: Int) -> Bool {
        let units = bytes.count / 2
        var ascii = 0
        var lineEnds = 0
        var controls = 0
        for unit in 0..<units where bytes[2 * unit + high] == 0 {
            switch bytes[2 * unit + 1 - high] {
            case 0x0A, 0x0D: lineEnds += 1
            case 0x09, 0x20...0x7E: ascii += 1
            default: controls += 1
            }
        }
        // Chinese text still has its delimiters, digits and line ends below U+0080.
        return controls == 0 && ascii + lineEnds >= 2 && (ascii + lineEnds) * 20 >= units
            && (lineEnds > 0 || (ascii + lineEnds) * 2 >= units)
    }

    private static func utf8Counts(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> (valid: Int, invalid: Int) {
        var valid = 0
        var invalid = 0
        var index = UTF8Prefix.firstNonASCII(in: bytes, from: 0)
        while index < bytes.count {
            let length = UTF8Prefix.length(of: bytes, at: index)
            if length > 0 { valid += 1 } else if length == 0 || isWhole { invalid += 1 }
            index = UTF8Prefix.firstNonASCII(in: bytes, from: index + max(1, length))
        }
        return (valid, invalid)
    }

    /// Counts characters of the everyday area (GB 2312) and others; western text has mostly others, since an accented
    /// letter stands before an unaccented one.
    private static func gb18030Counts(_ bytes: UnsafeBufferPointer<UInt8>) -> (isValid: Bool, common: Int, other: Int) {
        var common = 0
        var other = 0
        var index = UTF8Prefix.firstNonASCII(in: bytes, from: 0)
        while index + 3 < bytes.count || (index + 1 < bytes.count && !isDigit(bytes[index + 1])) {
            let length = gb18030Length(of: bytes, at: index)
            if length == 0 { return (false, common, other) }
            if length == 4 || isEveryday(bytes[index], bytes[index + 1]) { common += 1 } else { other += 1 }
            index = UTF8Prefix.firstNonASCII(in: bytes, from: index + length)
        }
        return (common + other > 0, common, other)
    }

    /// The length of the character, 0 when it is invalid.
    private static func gb18030Length(of bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        guard (0x81...0xFE).contains(bytes[index]) else { return 0 }
        let trail = bytes[index + 1]
        if isDigit(trail) { return (0x81...0xFE).contains(bytes[index + 2]) && isDigit(bytes[index + 3]) ? 4 : 0 }
        return (0x40...0xFE).contains(trail) && trail != 0x7F ? 2 : 0
    }

    private static func isEveryday(_ lead: UInt8, _ trail: UInt8) -> Bool {
        trail >= 0xA1 && ((0xA1...0xA9).contains(lead) || (0xB0...0xF7).contains(lead))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
