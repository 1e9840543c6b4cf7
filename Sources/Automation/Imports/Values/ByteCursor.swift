/// A place in a cell's bytes that moves on as parts of a date are taken.
struct ByteCursor {
    let bytes: ArraySlice<UInt8>
    var index: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    var isAtEnd: Bool { index == bytes.endIndex }
    var next: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

    /// Takes up to so many digits; none where the next byte is no digit.
    mutating func digits(_ most: Int) -> (value: Int, count: Int)? {
        var value = 0
        let start = index
        while index < bytes.endIndex, index - start < most, bytes[index] &- 0x30 < 10 {
            value = value * 10 + Int(bytes[index] &- 0x30)
            index += 1
        }
        return index > start ? (value, index - start) : nil
    }

    /// Takes exactly two digits.
    mutating func twoDigits() -> Int? {
        guard let (value, count) = digits(2), count == 2 else { return nil }
        return value
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.endIndex, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// Takes the literal, which may be any Unicode text.
    mutating func take(_ literal: StaticString) -> Bool {
        let length = literal.utf8CodeUnitCount
        guard bytes.endIndex - index >= length else { return false }
        for position in 0..<length where bytes[index + position] != literal.utf8Start[position] { return false }
        index += length
        return true
    }

    /// Takes the bytes if they come next.
    mutating func take(_ literal: [UInt8]) -> Bool {
        guard bytes[index...].starts(with: literal) else { return false }
        index += literal.count
        return true
    }

    mutating func skipBlanks() {
        while index < bytes.endIndex, bytes[index] == 0x20 { index += 1 }
    }

    /// Takes ASCII letters as one lower-case number of their first three, by which month names differ.
    mutating func letters() -> (key: UInt32, count: Int)? {
        let start = index
        var key: UInt32 = 0
        while index < bytes.endIndex, (0x61...0x7A).contains(bytes[index] | 0x20) {
            if index - start < 3 { key = key << 8 | UInt32(bytes[index] | 0x20) }
            index += 1
        }
        return index > start ? (key, index - start) : nil
    }

    /// Takes an English month's name, whole or its first three or four letters.
    mutating func monthName() -> Int? {
        let start = index
        guard let (key, count) = letters(), count >= 3, let month = ByteCursor.months.firstIndex(of: key) else {
            index = start
            return nil
        }
        _ = take(UInt8(ascii: "."))
        return month + 1
    }

    private static let months: [UInt32] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ].map { name in name.utf8.reduce(0) { $0 << 8 | UInt32($1) } }
}
