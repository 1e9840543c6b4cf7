/// Writes the rows that failed so that they can be corrected and imported again with the same mapping.
///
/// Encoding, delimiter and columns are the source's, followed by four columns that say what is wrong; those are
/// dropped when an error file is itself imported and fails again.
package struct ErrorFile {
    static let columns = ["import row", "import column", "import value", "import problem"]

    private let delimiter: String
    private let quote: String?
    private let encoding: TextEncoding
    private let converter: TextConverter?
    private let kept: [Int]
    private let header: [String]?
    private let write: ([UInt8]) throws -> Void

    /// Begins a file for a table's failed rows; `write` appends bytes to it.
    ///
    /// `stated` is the encoding that the mapping fixes, if it does; otherwise the file is UTF-8 with a mark by which
    /// spreadsheets and the next import know it.
    package init(of table: TableReader, stated: TextEncoding?, write: @escaping ([UInt8]) throws -> Void) throws {
        delimiter = String(UnicodeScalar(table.format.delimiter ?? UInt8(ascii: ",")))
        quote = table.format.quoting.mark.map { String(UnicodeScalar($0)) }
        encoding = stated ?? .utf8
        converter = encoding == .utf8 ? nil : try TextConverter(from: .utf8, to: encoding)
        kept = table.columns.indices.filter { !ErrorFile.columns.contains(table.columns[$0]) }
        header = table.format.hasHeader == true ? table.columns : nil
        self.write = write
        try write(stated == .gb18030 ? [] : encoding.byteOrderMark)
        if let header {
            let names = kept.map { header[$0] } + ErrorFile.columns
            try writeLine(names.map(quoted))
        }
    }

    /// Appends a failed row with its first problem; more problems of the row stand in the same sentence.
    package func append(_ row: TableRow, _ problems: [RowProblem]) throws {
        guard let first = problems.first else { return }
        let sentences = problems.map { $0 == first ? $0.sentence : "\($0.column): \($0.sentence)" }
        let said = [String(row.number), first.column, first.value, sentences.joined(separator: " ")]
        let cells = kept.map { row[$0] } + said
        try writeLine(cells.map { quoted(ErrorFile.guarded($0)) })
    }

    /// Puts an apostrophe before a text that a spreadsheet would calculate; numbers stay as they are.
    static func guarded(_ cell: String) -> String {
        guard let first = cell.utf8.first, CellText.formulaStarts.contains(first) else { return cell }
        return isNumber(cell) ? cell : "'" + cell
    }

    private static func isNumber(_ cell: String) -> Bool {
        let bytes = Array(cell.utf8)[...]
        return [NumberFormat.point, .comma].contains { (try? NumberParser($0).number(bytes)) != nil }
    }

    private func quoted(_ cell: String) -> String {
        guard let quote else { return cell }
        let needs =
            cell.contains(delimiter) || cell.utf8.contains { $0 == 0x0A || $0 == 0x0D || $0 == quote.utf8.first }
        guard needs || cell.hasPrefix(" ") || cell.hasSuffix(" ") else { return cell }
        return quote + cell.split(separator: quote, omittingEmptySubsequences: false).joined(separator: quote + quote)
            + quote
    }

    private func writeLine(_ cells: [String]) throws {
        let text = Array((cells.joined(separator: delimiter) + "\r\n").utf8)
        guard let converter else { return try write(text) }
        var encoded: [UInt8] = []
        var rest = text[...]
        while !rest.isEmpty {
            let (used, stop) = rest.withUnsafeBufferPointer { converter.convert($0, into: &encoded) }
            rest.removeFirst(used)
            guard stop != .complete, !rest.isEmpty else { continue }
            // A sentence may hold a character that the source's encoding lacks.
            encoded.append(
                contentsOf: encoding == .utf16BigEndian
                    ? [0, 0x3F] : encoding == .utf16LittleEndian ? [0x3F, 0] : [0x3F]
            )
            rest.removeFirst(max(1, rest.withUnsafeBufferPointer { UTF8Prefix.length(of: $0, at: 0) }))
        }
        try write(encoded)
    }
}
