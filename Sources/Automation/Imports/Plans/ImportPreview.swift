import Sales
import Storage

/// The first rows of a file as they will be, tried against the records and taken back.
package struct ImportPreview: Sendable, Equatable {
    /// What a cell becomes.
    package enum Value: Sendable, Equatable {
        case text(String)
        case number(Int)
        case percent(Int)
        case amount(Amount)
        case day(Day)
        case moment(Instant)
        /// One that the workspace made itself, with the members among whom it may be.
        case own(FieldValue, FieldDefinition, [Member])
    }

    package enum Result: String, Sendable {
        case created, updated, skipped, failed
    }

    package struct Row: Sendable, Equatable {
        package var number: Int
        package var result: Result
        /// By field, in the order of `fields`; nil where nothing is set.
        package var values: [Value?]
        /// By field what is wrong with its cell; under an empty name what is wrong with the whole row.
        package var faults: [String: ImportFinding]
        package var notes: [String]
    }

    /// The mapped fields in the order of the guide.
    package var fields: [String]
    package var own: [FieldDefinition] = []
    package var rows: [Row] = []
}

extension ImportJob {
    /// Tries the first rows in a transaction that is rolled back.
    package func preview(rows limit: Int = 20) async throws -> ImportPreview {
        let mapping = try await store.read(access) { [mapping] in try mapping.knowing($0) }
        let reader = try ImportReader(path: path, mapping: mapping)
        let file = Import.File(kind: mapping.kind.rawValue, name: fileName ?? "", fingerprint: "", mapping: "")
        do {
            return try await store.write(access, isRepeatable: false) { db in
                try db.lockImports()
                var run = try db.beginImport(file)
                try reader.open(at: run)
                let engine = ImportEngine(reader)
                var preview = ImportPreview(fields: mapping.previewed.map(\.name), own: mapping.own.definitions)
                while preview.rows.count < limit, let batch = try reader.nextBatch(1), let row = batch.rows.first {
                    let before = run
                    run = try engine.take(batch, run, db)
                    let findings = try db.findings(of: run, after: row.number)
                    guard let rows = engine.rows else { break }
                    preview.rows.append(mapping.previewed(row, rows, findings, before, run))
                }
                throw Previewed(preview: preview)
            }
        } catch let previewed as Previewed {
            return previewed.preview
        }
    }
}

/// Carries a preview out of the transaction that it rolls back.
private struct Previewed: Error {
    var preview: ImportPreview
}

extension ScopedConnection {
    /// The findings of one row.
    fileprivate func findings(of run: Import, after row: Int) throws -> [ImportFinding] {
        try findings(of: run, failures: true, after: row - 1, limit: 50)
            + findings(of: run, failures: false, after: row - 1, limit: 50)
    }
}

extension ImportMapping {
    fileprivate var previewed: [ImportField] { filled }

    fileprivate func previewed(
        _ row: TableRow,
        _ rows: RowReader,
        _ findings: [ImportFinding],
        _ before: Import,
        _ after: Import
    ) -> ImportPreview.Row {
        var cells = RowCells(reader: rows, row: row)
        let values = previewed.map { cells.previewed($0) }
        var faults: [String: ImportFinding] = [:]
        for finding in findings where finding.isFailure {
            let field = previewed.first { fields[$0.name]?.label($0.name) == finding.column }?.name
            faults[field ?? ""] = faults[field ?? ""] ?? finding
        }
        let result: ImportPreview.Result =
            after.failed > before.failed
            ? .failed : after.created > before.created ? .created : after.updated > before.updated ? .updated : .skipped
        return ImportPreview.Row(
            number: row.number,
            result: result,
            values: values,
            faults: faults,
            notes: findings.filter { !$0.isFailure }.map(\.sentence)
        )
    }
}

extension RowCells {
    /// The field's value as it will be kept; the text as it stands in the file where it cannot be read.
    fileprivate mutating func previewed(_ field: ImportField) -> ImportPreview.Value? {
        let before = problems.count
        let value = read(field)
        if problems.count > before { return problems.last.map { .text($0.value) } }
        return value
    }

    private mutating func own(_ field: FieldDefinition) -> ImportPreview.Value? {
        guard let context = reader.own.context, let value = own(field, context).value else { return nil }
        switch value {
        case .money(let amount): return .amount(amount)
        case .day(let day): return .day(day)
        default: return .own(value, field, context.members)
        }
    }

    private mutating func read(_ field: ImportField) -> ImportPreview.Value? {
        let name = field.name
        switch field.type {
        case .text(let limit): return text(name, limit: limit).value.map { .text($0) }
        case .account, .member, .product: return text(name).value.map { .text($0) }
        case .stage: return stage(name).value.map { .text($0) }
        case .integer(let range): return integer(name, in: range).value.map { .number($0) }
        case .percent: return percent(name).value.map { .percent($0) }
        case .taxRate: return taxRate(name).value.map { .text("\($0 / 100).\(($0 % 100).padded(2)) %") }
        case .amount: return amount(name).value.map { .amount($0) }
        case .day: return day(name).value.map { .day($0) }
        case .time: return time(name).value.map { $0.precision == .day ? .day($0.day) : .moment($0.instant) }
        case .forecastCategory: return word(name, of: ForecastCategory.self).value.map { .text($0.rawValue) }
        case .role: return word(name, of: Role.self).value.map { .text($0.rawValue) }
        case .own(let field): return own(field)
        case .path: return path(name).value.map { .text($0.joined(separator: " / ")) }
        }
    }
}

extension Int {
    fileprivate func padded(_ width: Int) -> String {
        let text = String(self)
        return String(repeating: "0", count: Swift.max(0, width - text.count)) + text
    }
}
