/// Tells whether a table's first row names its columns.
enum HeaderDetector {
    /// True when the row holds an expected name, or nothing in it looks like a value.
    static func isHeader(_ row: TableRow, expecting names: Set<String>) -> Bool {
        let cells = row.cells.map(trimmed)
        if cells.contains(where: names.contains) { return true }
        return cells.contains { !$0.isEmpty } && !cells.contains(where: looksLikeValue)
    }

    /// The columns' names: trimmed, `column 3` where there is none, `Name (2)` where one comes again.
    static func names(_ row: TableRow) -> [String] {
        var seen: [String: Int] = [:]
        return row.cells.enumerated().map { index, cell in
            let name = trimmed(cell).isEmpty ? "column \(index + 1)" : trimmed(cell)
            let times = seen[name, default: 0] + 1
            seen[name] = times
            return times == 1 ? name : "\(name) (\(times))"
        }
    }

    /// The names of columns that have no header, `column 1` and on.
    static func names(count: Int) -> [String] { (1...max(1, count)).map { "column \($0)" } }

    private static func trimmed(_ cell: String) -> String {
        String(decoding: CellText.trimmed(Array(cell.utf8)[...]), as: UTF8.self)
    }

    private static func looksLikeValue(_ cell: String) -> Bool {
        guard let first = cell.utf8.first(where: { ![0x2D, 0x2B, 0x24, 0x28].contains($0) }) else { return false }
        return (0x30...0x39).contains(first) || cell.contains("@")
    }
}
