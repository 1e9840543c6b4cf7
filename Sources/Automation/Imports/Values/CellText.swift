/// A cell's text without what other programs put round it.
package enum CellText {
    /// Values that mean "nothing" in the exports of others: SAP's question mark and Salesforce's empty reference.
    package static let nullMarkers: Set<String> = ["?", "N/A", "n/a", "#N/A", "NULL", "null", "000000000000000AAA"]

    /// The bytes without blanks at both ends: ASCII space and control characters, no-break and full-width space.
    package static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = bytes
        while let count = blank(atStartOf: rest) { rest.removeFirst(count) }
        while let count = blank(atEndOf: rest) { rest.removeLast(count) }
        return rest
    }

    /// Takes away the one apostrophe by which an export keeps a spreadsheet from calculating the cell.
    package static func unguarded(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard bytes.first == UInt8(ascii: "'"), let second = bytes.dropFirst().first else { return bytes }
        return formulaStarts.contains(second) || second == UInt8(ascii: "'") ? bytes.dropFirst() : bytes
    }

    /// Whether a formula found nothing to show: no name, number or date is called so.
    static func isSpreadsheetFault(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.first == UInt8(ascii: "#"), bytes.count <= 8 else { return false }
        return spreadsheetFaults.contains(String(decoding: bytes, as: UTF8.self))
    }

    private static let spreadsheetFaults: Set<String> = [
        "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
    ]

    /// The characters with which a spreadsheet's formula may begin.
    static let formulaStarts: [UInt8] = Array("=+-@\t\r".utf8)

    private static func blank(atStartOf bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        if first <= 0x20 { return 1 }
        return wideBlanks.first { bytes.starts(with: $0) }?.count
    }

    private static func blank(atEndOf bytes: ArraySlice<UInt8>) -> Int? {
        guard let last = bytes.last else { return nil }
        if last <= 0x20 { return 1 }
        guard last >= 0x80 else { return nil }
        return wideBlanks.first { bytes.suffix($0.count).elementsEqual($0) }?.count
    }

    /// U+00A0, U+3000, U+202F, U+FEFF.
    private static let wideBlanks: [[UInt8]] = [
        [0xC2, 0xA0], [0xE3, 0x80, 0x80], [0xE2, 0x80, 0xAF], [0xEF, 0xBB, 0xBF],
    ]
}
