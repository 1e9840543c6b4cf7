/// Finds the character between cells by how evenly the first rows split.
enum DelimiterDetector {
    static let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    private static let rows = 200

    /// The candidate that splits the most rows into the same number of cells, several; a comma where none does.
    static func detect(_ sample: UnsafeBufferPointer<UInt8>, quote: UInt8?, isWhole: Bool) -> UInt8 {
        var best = (share: 0.0, columns: 1, delimiter: candidates[0])
        for delimiter in candidates {
            let counts = columnCounts(sample, parser: RowParser(delimiter: delimiter, quote: quote), isWhole: isWhole)
            let frequencies = Dictionary(counts.map { ($0, 1) }, uniquingKeysWith: +).filter { $0.key > 1 }
            guard let (columns, rows) = frequencies.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else {
                continue
            }
            let share = Double(rows) / Double(counts.count)
            if (share, columns) > (best.share, best.columns) { best = (share, columns, delimiter) }
        }
        return best.delimiter
    }

    private static func columnCounts(
        _ sample: UnsafeBufferPointer<UInt8>,
        parser: RowParser,
        isWhole: Bool
    ) -> [Int] {
        var counts: [Int] = []
        var row = TableRow()
        var index = 0
        while index < sample.count, counts.count < rows {
            switch parser.parse(sample, from: index, atEnd: isWhole, into: &row) {
            case .row(let next, let isBlank):
                if !isBlank { counts.append(row.count) }
                index = next
            case .incomplete where counts.isEmpty:
                // A sample within one long row still has its beginning.
                return [row.count + 1]
            default: return counts
            }
        }
        return counts
    }
}
