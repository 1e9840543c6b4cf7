/// Reads a delimited text file row by row in constant memory.
///
/// Encoding, delimiter and header are detected where the format does not say. Blank lines have a number but are no
/// rows.
package final class TableReader {
    /// The format with everything decided but an encoding that has not mattered yet.
    package private(set) var format: TableFormat
    /// The columns' names, from the header or `column 1` and on.
    package private(set) var columns: [String] = []
    package let size: Int64

    private let stream: TextStream
    private var parser: RowParser
    private var rowNumber = 0
    private var offset: Int64 = 0

    /// Opens a source and reads its header; `expecting` holds column names by which a header is recognised.
    package init(
        _ source: any ByteSource,
        format: TableFormat = TableFormat(),
        expecting names: Set<String> = [],
        chunkSize: Int = 262_144
    ) throws {
        size = source.size
        self.format = format
        stream = try TextStream(source, encoding: format.encoding, chunkSize: chunkSize)
        parser = RowParser(delimiter: format.delimiter ?? 0, quote: format.quoting.mark)
        try sample()
        if format.delimiter == nil { detectDelimiter() }
        try readHeader(expecting: names)
    }

    package convenience init(path: String, format: TableFormat = TableFormat(), expecting names: Set<String> = [])
        throws
    {
        try self.init(FileBytes(path: path), format: format, expecting: names)
    }

    /// What the text is decoded as; none while everything read was ASCII.
    package var encoding: TextEncoding? { stream.encoding }

    /// Where the next row begins.
    package var position: TablePosition {
        TablePosition(offset: offset, row: rowNumber, encoding: stream.encoding)
    }

    /// Goes on at a position that an earlier reader of the same file gave.
    package func resume(at position: TablePosition) throws {
        try stream.restart(at: position.offset, encoding: position.encoding ?? format.encoding)
        rowNumber = position.row
        offset = position.offset
    }

    /// The next row, or nil at the end of the file.
    package func next() throws -> TableRow? {
        var row = TableRow()
        return try next(into: &row) ? row : nil
    }

    /// Reads the next row into `row`, whose memory is used again; false at the end of the file.
    package func next(into row: inout TableRow) throws -> Bool {
        while true {
            while stream.start == stream.bytes.count {
                if try !fill() { return false }
            }
            let outcome = stream.bytes.withUnsafeBufferPointer {
                parser.parse($0, from: stream.start, atEnd: stream.atEnd, into: &row)
            }
            switch outcome {
            case .nul(let column): throw TableError.nul(row: rowNumber + 1, column: column)
            case .tooManyColumns: throw TableError.tooManyColumns(row: rowNumber + 1)
            case .incomplete(let column): try readOn(openQuoteInColumn: column)
            case .row(let next, let isBlank):
                try checkLength(next - stream.start, openQuoteInColumn: nil)
                stream.consume(upTo: next)
                rowNumber += 1
                offset = stream.offset(of: next)
                if isBlank { continue }
                row.number = rowNumber
                row.endOffset = offset
                return true
            }
        }
    }

    private func readOn(openQuoteInColumn column: Int?) throws {
        try checkLength(stream.bytes.count - stream.start, openQuoteInColumn: column)
        if try fill() { return }
        throw TableError.unclosedQuote(row: rowNumber + 1, column: column ?? 1)
    }

    private func checkLength(_ length: Int, openQuoteInColumn column: Int?) throws(TableError) {
        if length > RowParser.longestRow { throw .rowTooLong(row: rowNumber + 1, openQuoteInColumn: column) }
    }

    private func fill() throws -> Bool {
        do { return try stream.fill() } catch {
            if let cause = error.cause { throw cause }
            let encoding = stream.encoding ?? .utf8
            throw TableError.invalidText(row: rowNumber + 1, offset: error.offset, encoding: encoding)
        }
    }
}

extension TableReader {
    /// Reads enough text to detect from; an invalid sequence in it is reported when its row is asked for.
    private func sample() throws {
        while stream.bytes.count < EncodingDetector.sampleSize {
            guard try fill() else { break }
            if stream.hasStopped { break }
        }
    }

    private func detectDelimiter() {
        let mark = format.quoting.mark
        let delimiter = stream.bytes.withUnsafeBufferPointer {
            let sample = UnsafeBufferPointer(rebasing: $0.prefix(EncodingDetector.sampleSize))
            return DelimiterDetector.detect(sample, quote: mark, isWhole: stream.atEnd && sample.count == $0.count)
        }
        format.delimiter = delimiter
        parser = RowParser(delimiter: delimiter, quote: mark)
    }

    private func readHeader(expecting names: Set<String>) throws {
        let start = TablePosition(offset: 0, row: 0, encoding: stream.encoding)
        guard let first = try next() else { throw TableError.empty }
        let hasHeader = format.hasHeader ?? HeaderDetector.isHeader(first, expecting: names)
        format.hasHeader = hasHeader
        columns = hasHeader ? HeaderDetector.names(first) : HeaderDetector.names(count: first.count)
        if !hasHeader { try resume(at: start) }
    }
}
