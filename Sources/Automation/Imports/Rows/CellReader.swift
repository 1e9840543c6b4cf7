/// Finds a field's text in a row: trimmed, without null markers, translated by the mapping.
struct CellReader: Sendable {
    /// What a row holds for a field.
    enum Content: Equatable {
        /// The mapping reads the field from other rows only.
        case absent
        case blank
        case text(ArraySlice<UInt8>)
    }

    let field: FieldMapping
    let currencyColumn: Int?
    /// What a report calls the field's place in the file.
    let label: String
    private let columns: [Int]
    private let separator: [UInt8]
    private let constant: [UInt8]?
    private let conditionColumn: Int?
    private let nulls: NullMarkers

    init(_ field: FieldMapping, name: String, header: [String: Int], nulls: NullMarkers) {
        self.field = field
        self.nulls = nulls
        label = field.label(name)
        switch field.source {
        case .constant(let text): (columns, separator, constant) = ([], [], Array(text.utf8))
        case .columns(let names, let separator):
            self.separator = Array(separator.utf8)
            (columns, constant) = (names.compactMap { header[$0] }, nil)
        }
        if case .column(let name) = field.currency { currencyColumn = header[name] } else { currencyColumn = nil }
        conditionColumn = field.condition.flatMap { header[$0.column] }
    }

    func content(in row: TableRow) -> Content {
        if let condition = field.condition, let conditionColumn {
            let text = nulls.text(row.bytes(conditionColumn))
            guard condition.values.contains(String(decoding: text, as: UTF8.self)) else { return .absent }
        }
        let text = constant?[...] ?? joined(row)
        guard !field.values.isEmpty else { return text.isEmpty ? .blank : .text(text) }
        let theirs = String(decoding: text, as: UTF8.self)
        guard let ours = field.values[theirs] ?? (text.isEmpty ? nil : field.otherwise) else {
            return text.isEmpty ? .blank : .text(text)
        }
        return ours.isEmpty ? .blank : .text(Array(ours.utf8)[...])
    }

    /// Each column's own text, blank ones included.
    func parts(in row: TableRow) -> [String] {
        columns.map { String(decoding: nulls.text(row.bytes($0)), as: UTF8.self) }
    }

    /// The cells as they stand in the file.
    func raw(in row: TableRow) -> String {
        columns.map { row[$0] }.joined(separator: String(decoding: separator, as: UTF8.self))
    }

    private func joined(_ row: TableRow) -> ArraySlice<UInt8> {
        if columns.count == 1 { return nulls.text(row.bytes(columns[0])) }
        let parts = columns.map { nulls.text(row.bytes($0)) }.filter { !$0.isEmpty }
        return Array(parts.joined(separator: separator))[...]
    }
}

/// The texts that mean "nothing" in a file.
struct NullMarkers: Sendable {
    private let markers: [[UInt8]]
    private let longest: Int

    init(adding others: [String] = []) {
        markers = CellText.nullMarkers.union(others).map { Array($0.utf8) }
        longest = markers.map(\.count).max() ?? 0
    }

    /// The cell's text, empty where it is a null marker.
    func text(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let text = CellText.unguarded(CellText.trimmed(bytes))
        guard text.count <= longest, !text.isEmpty else { return text }
        return markers.contains { $0.count == text.count && text.elementsEqual($0) } ? [] : text
    }
}
