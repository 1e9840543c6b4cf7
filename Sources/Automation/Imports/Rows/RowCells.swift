import Sales

/// One row while it is read: its fields by name, and the problems met so far.
struct RowCells {
    let reader: RowReader
    let row: TableRow
    private(set) var problems: [RowProblem] = []

    init(reader: RowReader, row: TableRow) {
        self.reader = reader
        self.row = row
    }

    /// The record's key; a blank one is noted as a problem.
    mutating func key() -> String? {
        do { return try reader.key(row) } catch {
            problems.append(error)
            return nil
        }
    }

    mutating func text(_ name: String, limit: Int = ImportField.nameLimit) -> FieldChange<String> {
        read(name) { bytes, _ throws(ValueError) in
            let text = String(decoding: bytes, as: UTF8.self)
            guard text.isWithin(limit) else { throw .tooLong(limit) }
            return text
        }
    }

    mutating func integer(_ name: String, in range: ClosedRange<Int>) -> FieldChange<Int> {
        read(name) { bytes, field throws(ValueError) in
            let mapping = field.cells.field
            return try field.numbers.number(bytes).times(mapping.power).integer(in: range, rounding: mapping.rounds)
        }
    }

    mutating func percent(_ name: String) -> FieldChange<Int> {
        read(name) { bytes, field throws(ValueError) in
            let mapping = field.cells.field
            let percent = try field.numbers.percent(bytes, fraction: mapping.isFraction)
            return try percent.integer(in: 0...100, rounding: mapping.rounds)
        }
    }

    /// In hundredths of a percent.
    mutating func taxRate(_ name: String) -> FieldChange<Int> {
        read(name) { bytes, field throws(ValueError) in
            let mapping = field.cells.field
            let percent = try field.numbers.percent(bytes, fraction: mapping.isFraction)
            return try percent.times(2).integer(in: 0...10_000, rounding: mapping.rounds)
        }
    }

    mutating func day(_ name: String) -> FieldChange<Day> {
        read(name) { bytes, field throws(ValueError) in try field.dates.read(bytes).day }
    }

    /// The first day of a span, and the day after its last, which must lie behind it.
    mutating func span(_ from: String, _ until: String) -> (from: FieldChange<Day>, until: FieldChange<Day>) {
        let (start, end) = (day(from), day(until))
        if let first = start.value, let end = end.value, end <= first { note(.notAfter(first), until) }
        return (start, end)
    }

    mutating func time(_ name: String) -> FieldChange<ParsedTime> {
        let zones = reader.context.zones
        return read(name) { bytes, field throws(ValueError) in
            zones.time(try field.dates.read(bytes), precision: field.cells.field.precision)
        }
    }

    mutating func stage(_ name: String) -> FieldChange<String> {
        let known = reader.stages
        return read(name) { bytes, _ throws(ValueError) in
            let stage = String(decoding: bytes, as: UTF8.self)
            guard let known, !known.contains(stage) else { return stage }
            if let same = known.first(where: { $0.folded == stage.folded }) { return same }
            throw .unknownStage(nearest: NearestName.of(stage, among: known))
        }
    }

    /// A word of a fixed set, whatever its case and spaces, as `Best Case` for `bestCase`.
    mutating func word<Word>(_ name: String, of _: Word.Type) -> FieldChange<Word>
    where Word: RawRepresentable<String> & CaseIterable & Sendable {
        read(name) { bytes, _ throws(ValueError) in
            let letters = String(decoding: bytes, as: UTF8.self).lowercased().filter { $0.isLetter }
            guard let word = Word.allCases.first(where: { $0.rawValue.lowercased() == letters }) else {
                throw .notOneOf(Word.allCases.map(\.rawValue))
            }
            return word
        }
    }

    mutating func path(_ name: String) -> FieldChange<[String]> {
        let row = row
        return read(name) { bytes, field in
            let parts = field.cells.parts(in: row).filter { !$0.isEmpty }
            return parts.isEmpty ? [String(decoding: bytes, as: UTF8.self)] : parts
        }
    }

    mutating func amount(_ name: String) -> FieldChange<Amount> {
        let otherwise = reader.context.currency
        let stated: Currency?
        do { stated = try statedCurrency(name) } catch {
            note(error, name)
            return .keep
        }
        return read(name) { bytes, field throws(ValueError) in
            let mapping = field.cells.field
            return try field.numbers.amount(
                bytes,
                stated: stated,
                otherwise: otherwise,
                power: mapping.power,
                rounding: mapping.rounds
            )
        }
    }

    /// What a field must have; a missing value is noted as a problem.
    mutating func required<Value>(_ name: String, _ change: FieldChange<Value>) -> Value? {
        if let value = change.value { return value }
        if !problems.contains(where: { $0.column == label(name) }) { note(.blank, name) }
        return nil
    }

    private func statedCurrency(_ name: String) throws(ValueError) -> Currency? {
        guard let field = reader.field(name) else { return nil }
        if case .constant(let currency) = field.cells.field.currency { return currency }
        guard let column = field.cells.currencyColumn else { return nil }
        let text = String(decoding: reader.text(row.bytes(column)), as: UTF8.self)
        if text.isEmpty { return nil }
        guard let currency = Currency(listed: text) else { throw .currencyUnknown(text) }
        return currency
    }

    mutating func read<Value>(
        _ name: String,
        _ parse: (ArraySlice<UInt8>, RowReader.Field) throws(ValueError) -> Value
    ) -> FieldChange<Value> {
        guard let field = reader.field(name) else { return .keep }
        switch field.cells.content(in: row) {
        case .absent: return .keep
        case .blank: return reader.blank(field) == .clear ? .clear : .keep
        case .text(let bytes):
            do throws(ValueError) {
                if CellText.isSpreadsheetFault(bytes) { throw .spreadsheetFault }
                return .set(try parse(bytes, field))
            } catch {
                note(error, name)
                return .keep
            }
        }
    }

    private mutating func note(_ error: ValueError, _ name: String) {
        let value = reader.field(name)?.cells.raw(in: row) ?? ""
        problems.append(RowProblem(row: row.number, column: label(name), value: value, sentence: "\(error)"))
    }

    private func label(_ name: String) -> String { reader.field(name)?.cells.label ?? name }
}
