/// Takes the cells of a sheet out of its XML.
final class SheetCells: XMLHandler {
    private(set) var fault: (any Error)?
    private let strings: SharedStrings
    private let styles: [CellStyles.Kind]
    private let is1904: Bool
    private let body: (SheetRow) throws -> Void

    private var row = SheetRow(number: 0, cells: [])
    private var column = 0
    private var type = CellType.number
    private var style = CellStyles.Kind.number
    private var content: [UInt8] = []
    private var hasContent = false
    private var isInValue = false
    private var isPhonetic = false

    private enum CellType { case number, shared, text, truth, fault, date }

    /// A cell may hold 32,767 characters; what is longer was not written by a spreadsheet.
    private static let longestCell = 1 << 20
    private static let mostColumns = 16_384

    init(
        strings: SharedStrings,
        styles: [CellStyles.Kind],
        is1904: Bool,
        _ body: @escaping (SheetRow) throws -> Void
    ) {
        (self.strings, self.styles, self.is1904, self.body) = (strings, styles, is1904, body)
    }

    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "row":
            let number = attributes.integer("r") ?? row.number + 1
            if number <= row.number || number > 1_048_576 { return fail() }
            row.number = number
            row.cells.removeAll(keepingCapacity: true)
            column = 0
        case "c": beginCell(attributes)
        case "v": (isInValue, hasContent) = (true, true)
        case "t": (isInValue, hasContent) = (!isPhonetic, true)
        case "rPh": isPhonetic = true
        default: break
        }
    }

    func end(_ name: XMLName) {
        switch name {
        case "v", "t": isInValue = false
        case "rPh": isPhonetic = false
        case "c": endCell()
        case "row":
            while row.cells.last == .blank { row.cells.removeLast() }
            guard !row.cells.isEmpty else { return }
            do { try body(row) } catch { fault = error }
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isInValue else { return }
        content.append(contentsOf: bytes)
        if content.count > Self.longestCell { fail() }
    }

    private func beginCell(_ attributes: XMLAttributes) {
        if let place = attributes["r"], let column = Self.column(place) { self.column = column }
        content.removeAll(keepingCapacity: true)
        hasContent = false
        style = attributes.integer("s").flatMap { styles.indices.contains($0) ? styles[$0] : nil } ?? .number
        switch attributes.text("t") {
        case "s": type = .shared
        case "inlineStr", "str": type = .text
        case "b": type = .truth
        case "e": type = .fault
        case "d": type = .date
        default: type = .number
        }
    }

    private func endCell() {
        defer { column += 1 }
        guard hasContent, column < Self.mostColumns, column >= row.cells.count else { return }
        guard let value = value(String(decoding: content, as: UTF8.self)), value != .blank else { return }
        while row.cells.count < column { row.cells.append(.blank) }
        row.cells.append(value)
    }

    private func value(_ text: String) -> SheetValue? {
        switch type {
        case .text: return text.isEmpty ? .blank : .text(text)
        case .shared:
            guard let index = Int(text), let shared = strings[index] else {
                fail()
                return nil
            }
            return shared.isEmpty ? .blank : .text(shared)
        case .truth: return .truth(text == "1" || text == "true")
        case .fault: return .fault(text)
        case .date: return .date(text.replacing("T", with: " "))
        case .number:
            if text.isEmpty { return .blank }
            guard let number = Double(text), number.isFinite else { return .text(text) }
            switch style {
            case .number: return .number(SheetNumber.text(number, as: text))
            case .percent: return .number(SheetNumber.percent(number))
            case .date: return SheetDate.text(number, is1904: is1904).map { .date($0) } ?? .number(text)
            }
        }
    }

    private func fail() { fault = fault ?? SpreadsheetError.damaged }

    /// The column of `AB12`, counted from 0.
    private static func column(_ place: UnsafePointer<CChar>) -> Int? {
        var column = 0
        var next = place
        while true {
            let letter = Int(next.pointee)
            guard (0x41...0x5A).contains(letter), column <= mostColumns else { break }
            column = column * 26 + letter - 0x40
            next += 1
        }
        return column == 0 ? nil : column - 1
    }
}
