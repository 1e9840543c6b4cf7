/// Reads one row of delimited text (RFC 4180), lenient about quotation marks inside cells that do not begin with one.
struct RowParser {
    static let longestRow = 1 << 20
    static let mostColumns = 4096

    let delimiter: UInt8
    let quote: UInt8?

    enum Outcome: Equatable {
        /// The row ends before `next`; a blank line is a row with one empty cell that had no quotation marks.
        case row(next: Int, isBlank: Bool)
        /// The row goes on beyond the bytes, inside the quotation mark of that column if there is one.
        case incomplete(openQuoteInColumn: Int?)
        case nul(column: Int)
        case tooManyColumns
    }

    private enum Cell {
        case delimited(Int)
        case rowEnd(Int)
        case incomplete(inQuotes: Bool)
        case nul
    }

    /// Reads the row that begins at `start` into `row`; `atEnd` when nothing follows the bytes.
    func parse(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, atEnd: Bool, into row: inout TableRow) -> Outcome {
        row.clear()
        var index = start
        while true {
            let column = row.ends.count + 1
            if column > RowParser.mostColumns { return .tooManyColumns }
            let isQuoted = quote != nil && index < bytes.count && bytes[index] == quote
            let cell =
                isQuoted
                ? quotedCell(bytes, from: index + 1, atEnd: atEnd, into: &row)
                : plainCell(bytes, from: index, atEnd: atEnd, into: &row)
            switch cell {
            case .nul: return .nul(column: column)
            case .incomplete(let inQuotes): return .incomplete(openQuoteInColumn: inQuotes ? column : nil)
            case .delimited(let next):
                row.ends.append(row.text.count)
                index = next
            case .rowEnd(let next):
                row.ends.append(row.text.count)
                return .row(next: next, isBlank: row.ends.count == 1 && row.text.isEmpty && !isQuoted)
            }
        }
    }

    private func plainCell(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        atEnd: Bool,
        into row: inout TableRow
    ) -> Cell {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            // One comparison for the many bytes over 0x22 that are not the delimiter.
            if byte == delimiter || byte <= 0x0D {
                if byte == delimiter {
                    row.text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
                    return .delimited(index + 1)
                }
                if byte == 0 { return .nul }
                if byte == 0x0A || byte == 0x0D {
                    row.text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
                    return lineEnd(bytes, at: index, atEnd: atEnd)
                }
            }
            index += 1
        }
        guard atEnd else { return .incomplete(inQuotes: false) }
        row.text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        return .rowEnd(index)
    }

    private func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, atEnd: Bool) -> Cell {
        guard bytes[index] == 0x0D else { return .rowEnd(index + 1) }
        guard index + 1 < bytes.count else { return atEnd ? .rowEnd(index + 1) : .incomplete(inQuotes: false) }
        return .rowEnd(bytes[index + 1] == 0x0A ? index + 2 : index + 1)
    }

    private func quotedCell(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        atEnd: Bool,
        into row: inout TableRow
    ) -> Cell {
        var from = start
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0 { return .nul }
            guard byte == quote else {
                index += 1
                continue
            }
            guard index + 1 < bytes.count || atEnd else { return .incomplete(inQuotes: false) }
            row.text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[from..<index]))
            guard index + 1 < bytes.count, bytes[index + 1] == quote else {
                return afterQuote(bytes, from: index + 1, atEnd: atEnd, into: &row)
            }
            from = index + 1
            index += 2
        }
        return .incomplete(inQuotes: true)
    }

    /// What follows a closing quotation mark: padding is dropped, other text belongs to the cell.
    private func afterQuote(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        atEnd: Bool,
        into row: inout TableRow
    ) -> Cell {
        let content = row.text.count
        let cell = plainCell(bytes, from: start, atEnd: atEnd, into: &row)
        if row.text[content...].allSatisfy({ $0 == 0x20 }) { row.text.removeSubrange(content...) }
        return cell
    }
}
