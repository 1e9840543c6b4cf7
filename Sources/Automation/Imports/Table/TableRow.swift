/// One row of a table: its cells' bytes without quotes, and where it stands in the file.
package struct TableRow: Sendable, Equatable {
    /// 1 for the file's first row, so that a header has 1 and the first record after it 2.
    package var number = 0
    /// Where the next row begins, in bytes of the file.
    package var endOffset: Int64 = 0
    /// All cells' bytes in a row, and where each ends.
    var text: [UInt8] = []
    var ends: [Int] = []

    package init() {}

    package init(number: Int, cells: [String]) {
        self.number = number
        for cell in cells {
            text.append(contentsOf: cell.utf8)
            ends.append(text.count)
        }
    }

    /// The number of cells.
    package var count: Int { ends.count }

    /// The cell's bytes as they stand in the file; none beyond the last cell.
    package func bytes(_ column: Int) -> ArraySlice<UInt8> {
        guard column < ends.count else { return [] }
        return text[(column == 0 ? 0 : ends[column - 1])..<ends[column]]
    }

    /// The cell's text as it stands in the file; empty beyond the last cell.
    package subscript(column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

    package var cells: [String] { ends.indices.map { self[$0] } }

    mutating func clear() {
        text.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}
