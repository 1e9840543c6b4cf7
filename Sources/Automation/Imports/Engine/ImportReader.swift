import Sales
import Storage

/// Reads a file's rows in batches; used by one import at a time, which asks for one batch after the other.
final class ImportReader: @unchecked Sendable {
    let mapping: ImportMapping
    let table: TableReader
    let findings: FormatSurvey.Findings
    private var isAtEnd = false
    private let start: TablePosition

    /// Opens the file and, where the mapping does not say how dates and numbers are written, looks at all of them.
    init(path: String, mapping: ImportMapping) throws {
        self.mapping = mapping
        table = try TableReader(path: path, format: mapping.format.table, expecting: mapping.columns)
        try mapping.validate(against: table.columns)
        start = table.position
        var survey = FormatSurvey(mapping, columns: table.columns)
        if survey.isNeeded {
            var row = TableRow()
            while try table.next(into: &row) { survey.take(row) }
            try table.resume(at: start)
        }
        findings = try survey.findings()
    }

    /// Goes to where a run stopped, after the header where it has not begun.
    func open(at run: Import) throws {
        isAtEnd = false
        if run.byteOffset == 0 { return try table.resume(at: start) }
        let encoding = run.encoding.flatMap { TextEncoding(rawValue: $0) }
        try table.resume(at: TablePosition(offset: run.byteOffset, row: run.lineNumber, encoding: encoding))
    }

    /// The next rows, fewer than asked only at the end of the file; nil after it.
    func nextBatch(_ size: Int) throws -> ImportBatch? {
        if isAtEnd { return nil }
        var rows: [TableRow] = []
        rows.reserveCapacity(size)
        while rows.count < size {
            guard let row = try table.next() else {
                isAtEnd = true
                break
            }
            rows.append(row)
        }
        return ImportBatch(rows: rows, end: table.position)
    }
}

/// Rows of a file, and where it is read on after them.
struct ImportBatch: Sendable {
    var rows: [TableRow]
    var end: TablePosition

    /// The run as it is when these rows are done.
    func advance(_ run: Import) -> Import {
        var run = run
        run.byteOffset = end.offset
        run.lineNumber = end.row
        run.encoding = end.encoding?.rawValue
        return run
    }
}
