import Sales

/// Turns a file's rows into values as a mapping says.
package struct RowReader: Sendable {
    /// What the import knows of the workspace before it reads a row.
    package struct Context: Sendable {
        /// The workspace's currency, of amounts that state none.
        package var currency: Currency
        package var zones: ImportZones
        /// The names of the pipeline's stages, if it is there already.
        package var stages: [String]?

        package init(currency: Currency, zone: ZoneCalendar, mapping: ImportMapping, stages: [String]? = nil) {
            self.currency = currency
            zones = ImportZones(written: mapping.format.timeZone ?? zone, workspace: zone)
            self.stages = stages ?? mapping.pipeline?.stages?.map(\.name)
        }
    }

    let context: Context
    let stages: Set<String>?
    private let kind: ImportKind
    let own: OwnMapping
    private let blank: FieldMapping.Blank
    private let fields: [String: Field]
    private let key: CellReader?
    private let skips: [(column: Int, values: Set<String>)]
    private let nulls: NullMarkers
    private let columnCount: Int

    /// A field with everything that reading it needs.
    struct Field: Sendable {
        var cells: CellReader
        var dates: DateReading
        var numbers: NumberParser
    }

    /// Prepares to read rows of a file with these columns; refuses a mapping that names others.
    package init(
        _ mapping: ImportMapping,
        columns: [String],
        findings: FormatSurvey.Findings = .init(),
        context: Context
    ) throws(MappingError) {
        try mapping.validate(against: columns)
        let header = Dictionary(zip(columns, 0...)) { first, _ in first }
        let nulls = NullMarkers(adding: mapping.format.nulls)
        self.nulls = nulls
        columnCount = columns.count
        self.context = context
        stages = context.stages.map(Set.init)
        kind = mapping.kind
        own = mapping.own
        blank = mapping.blank
        fields = Dictionary(
            uniqueKeysWithValues: mapping.fields.map { name, field in
                let cells = CellReader(field, name: name, header: header, nulls: nulls)
                let dates = mapping.dateReading(field) ?? .detected(DateReader(order: findings.dateOrders[name]))
                let format = mapping.format.numberFormat ?? findings.numberFormats[name] ?? .point
                return (name, Field(cells: cells, dates: dates, numbers: NumberParser(format)))
            }
        )
        let source = FieldMapping(.columns(mapping.key, separator: ImportMapping.keySeparator))
        key = mapping.key.isEmpty ? nil : CellReader(source, name: "key", header: header, nulls: nulls)
        skips = mapping.skipWhere.map { (header[$0.key] ?? 0, $0.value) }
    }

    /// The row's values, or every problem it has.
    package func read(_ row: TableRow) -> RowOutcome {
        var values: OwnValues = [:]
        return read(row, own: &values)
    }

    /// Also takes the values of the workspace's own fields.
    func read(_ row: TableRow, own values: inout OwnValues) -> RowOutcome {
        if isSkipped(row) { return .skipped }
        if let problem = surplus(row) { return .failed([problem]) }
        var cells = RowCells(reader: self, row: row)
        let value = cells.value(kind)
        values = cells.own(own)
        if let value, cells.problems.isEmpty { return .row(value) }
        return .failed(cells.problems)
    }

    func field(_ name: String) -> Field? { fields[name] }

    func blank(_ field: Field) -> FieldMapping.Blank { field.cells.field.blank ?? blank }

    func text(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> { nulls.text(bytes) }

    /// The record's key in its own system; a blank one is a problem.
    func key(_ row: TableRow) throws(RowProblem) -> String? {
        guard let key else { return nil }
        guard case .text(let bytes) = key.content(in: row) else {
            throw RowProblem(row: row.number, column: key.label, value: "", sentence: "The record's key is blank.")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.isWithin(ImportField.nameLimit) else {
            let sentence = ValueError.tooLong(ImportField.nameLimit).description
            throw RowProblem(row: row.number, column: key.label, value: text, sentence: sentence)
        }
        return text
    }

    /// Cells beyond the header mean that a delimiter in a text has moved the others.
    private func surplus(_ row: TableRow) -> RowProblem? {
        guard row.count > columnCount else { return nil }
        let cells = (columnCount..<row.count).map { row[$0] }
        guard cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
        return RowProblem(
            row: row.number,
            column: "column \(columnCount + 1)",
            value: cells.joined(separator: " "),
            sentence: "The row has \(row.count) cells, the header \(columnCount); "
                + "put a text that holds the delimiter between quotation marks."
        )
    }

    private func isSkipped(_ row: TableRow) -> Bool {
        for (column, values) in skips
        where values.contains(String(decoding: nulls.text(row.bytes(column)), as: UTF8.self)) { return true }
        return (0..<row.count).allSatisfy { CellText.trimmed(row.bytes($0)).isEmpty }
    }
}
