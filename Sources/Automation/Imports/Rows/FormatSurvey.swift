import Sales

/// Reads a file's number and date columns once, whole, to tell how they are written.
///
/// Only the whole column can tell `1/2/2026` from `2/1/2026`; at the reader's speed that costs less than guessing.
package struct FormatSurvey: Sendable {
    private var dates: [Column<DateOrderEvidence>] = []
    private var numbers: [Column<NumberFormatEvidence>] = []
    /// The rows of the file without the header.
    package private(set) var rows = 0

    private struct Column<Evidence: Sendable>: Sendable {
        var name: String
        var cells: CellReader
        var evidence: Evidence
    }

    /// What the columns told, by field.
    package struct Findings: Equatable, Sendable {
        package var dateOrders: [String: DateOrder] = [:]
        package var numberFormats: [String: NumberFormat] = [:]

        package init() {}
    }

    package init(_ mapping: ImportMapping, columns: [String]) {
        let header = Dictionary(zip(columns, 0...)) { first, _ in first }
        let nulls = NullMarkers(adding: mapping.format.nulls)
        for field in mapping.filled {
            guard let source = mapping.fields[field.name] else { continue }
            let cells = CellReader(source, name: field.name, header: header, nulls: nulls)
            if field.type.isDate, mapping.dateReading(source) == nil {
                dates.append(Column(name: field.name, cells: cells, evidence: DateOrderEvidence()))
            }
            if field.type.isNumber, mapping.format.numberFormat == nil {
                numbers.append(Column(name: field.name, cells: cells, evidence: NumberFormatEvidence()))
            }
        }
    }

    /// Whether there is anything to find out.
    package var isNeeded: Bool { !dates.isEmpty || !numbers.isEmpty }

    package mutating func take(_ row: TableRow) {
        rows += 1
        for index in dates.indices {
            if case .text(let text) = dates[index].cells.content(in: row) { dates[index].evidence.take(text) }
        }
        for index in numbers.indices {
            if case .text(let text) = numbers[index].cells.content(in: row) { numbers[index].evidence.take(text) }
        }
    }

    /// How the columns are written, or which of them cannot be told without the mapping.
    package func findings() throws(MappingError) -> Findings {
        var findings = Findings()
        for column in dates {
            do { findings.dateOrders[column.name] = try column.evidence.order() } catch {
                throw .column(column.cells.label, error)
            }
        }
        for column in numbers {
            do { findings.numberFormats[column.name] = try column.evidence.format() } catch {
                throw .column(column.cells.label, error)
            }
        }
        return findings
    }
}

extension FieldType {
    var isDate: Bool {
        if case .own(let field) = self { return field.type == .day }
        return self == .day || self == .time
    }

    var isNumber: Bool {
        switch self {
        case .integer, .percent, .taxRate, .amount: true
        case .own(let field): field.type == .number || field.type == .money
        default: false
        }
    }
}

extension ImportMapping {
    /// How a field's dates are to be read, if the mapping says.
    func dateReading(_ field: FieldMapping) -> DateReading? {
        if let pattern = field.datePattern { return .pattern(pattern) }
        if let order = field.dateOrder { return .detected(DateReader(order: order)) }
        if let pattern = format.datePattern { return .pattern(pattern) }
        return format.dateOrder.map { .detected(DateReader(order: $0)) }
    }
}

/// Reads dates by a pattern or in the usual ways.
enum DateReading: Sendable {
    case pattern(DatePattern)
    case detected(DateReader)

    func read(_ bytes: ArraySlice<UInt8>) throws(ValueError) -> WrittenTime {
        switch self {
        case .pattern(let pattern): try pattern.read(bytes)
        case .detected(let reader): try reader.read(bytes)
        }
    }
}
