import Foundation
import Sales

@testable import Automation

/// The bytes of a text, as cells hold them.
func bytes(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }

/// A reader of bytes in memory, in pieces of a size.
func table(
    _ content: [UInt8],
    format: TableFormat = TableFormat(),
    expecting names: Set<String> = [],
    piece: Int = .max
) throws -> TableReader {
    try TableReader(MemoryBytes(content, piece: piece), format: format, expecting: names)
}

func table(_ text: String, format: TableFormat = TableFormat(), piece: Int = .max) throws -> TableReader {
    try table(Array(text.utf8), format: format, piece: piece)
}

extension TableReader {
    /// Every remaining row's cells.
    func all() throws -> [[String]] {
        var rows: [[String]] = []
        while let row = try next() { rows.append(row.cells) }
        return rows
    }
}

func encoded(_ text: String, as encoding: TextEncoding, mark: Bool = false) throws -> [UInt8] {
    var output = mark ? encoding.byteOrderMark : []
    let converter = try TextConverter(from: .utf8, to: encoding)
    let (_, stop) = Array(text.utf8).withUnsafeBufferPointer { converter.convert($0, into: &output) }
    precondition(stop == .complete)
    return output
}

func mapping(_ json: String) throws -> ImportMapping { try ImportMapping(json: json.utf8) }

func context(_ mapping: ImportMapping, currency: String = "USD", zone: String = "UTC") -> RowReader.Context {
    RowReader.Context(currency: Currency(currency)!, zone: ZoneCalendar(zone)!, mapping: mapping)
}

/// Reads a whole table as an import does: once to learn its formats, once for its values.
func outcomes(_ mapping: ImportMapping, _ open: () throws -> TableReader, zone: String = "UTC") throws -> [RowOutcome] {
    let first = try open()
    try mapping.validate(against: first.columns)
    var survey = FormatSurvey(mapping, columns: first.columns)
    while let row = try first.next() { survey.take(row) }
    let second = try open()
    let reader = try RowReader(
        mapping,
        columns: second.columns,
        findings: survey.findings(),
        context: context(mapping, zone: zone)
    )
    var outcomes: [RowOutcome] = []
    while let row = try second.next() { outcomes.append(reader.read(row)) }
    return outcomes
}

func outcomes(_ json: String, _ csv: String) throws -> [RowOutcome] {
    let mapping = try mapping(json)
    return try outcomes(mapping) {
        try table(Array(csv.utf8), format: mapping.format.table, expecting: mapping.columns)
    }
}

/// The sentence that an expression throws.
func sentence(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "nothing was thrown"
    } catch { return "\(error)" }
}
