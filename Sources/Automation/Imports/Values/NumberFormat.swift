/// How a file writes numbers: its decimal sign and what stands between groups of digits.
package struct NumberFormat: Hashable, Sendable {
    package var decimal: UInt8
    /// The only separator of groups allowed; any but the decimal sign where nobody said.
    package var grouping: UInt8?

    package init(decimal: UInt8, grouping: UInt8? = nil) {
        self.decimal = decimal
        self.grouping = grouping
    }

    package static let point = NumberFormat(decimal: UInt8(ascii: "."))
    package static let comma = NumberFormat(decimal: UInt8(ascii: ","))

    static let separators: [UInt8] = Array(".,' _".utf8)

    func isGrouping(_ byte: UInt8) -> Bool {
        if let grouping { return byte == grouping }
        return byte != decimal && NumberFormat.separators.contains(byte)
    }
}

/// What a column's numbers tell about its decimal sign, value by value.
package struct NumberFormatEvidence: Equatable, Sendable {
    private var point: String?
    private var comma: String?
    private var ambiguous: String?

    package init() {}

    /// Takes in one cell; what is no number tells nothing.
    package mutating func take(_ bytes: ArraySlice<UInt8>) {
        if point != nil && comma != nil { return }
        guard bytes.contains(where: { !(0x30...0x39).contains($0) }) else { return }
        guard let core = NumberText(bytes)?.core else { return }
        switch NumberFormatEvidence.reading(of: core) {
        case .point: point = point ?? String(decoding: bytes, as: UTF8.self)
        case .comma: comma = comma ?? String(decoding: bytes, as: UTF8.self)
        case .either: ambiguous = ambiguous ?? String(decoding: bytes, as: UTF8.self)
        case .whole: break
        }
    }

    /// The column's format; never a guess.
    package func format() throws(ValueError) -> NumberFormat {
        switch (point, comma, ambiguous) {
        case (let point?, let comma?, _): throw .numberFormatsMixed(point: point, comma: comma)
        case (nil, .some, _): return .comma
        case (nil, nil, let example?): throw .numberAmbiguous(example: example)
        default: return .point
        }
    }

    private enum Reading {
        case point, comma, either, whole
    }

    private static func reading(of core: ArraySlice<UInt8>) -> Reading {
        let marks = core.indices.filter { !(0x30...0x39).contains(core[$0]) }
        guard let last = marks.last(where: { core[$0] == 0x2E || core[$0] == 0x2C }) else { return .whole }
        let isPoint = core[last] == 0x2E
        let others = marks.filter { core[$0] != core[last] }
        if others.contains(where: { $0 > last }) { return .whole }
        if marks.count - others.count > 1 { return isPoint ? .comma : .point }
        if !others.isEmpty { return isPoint ? .point : .comma }
        let before = last - core.startIndex
        let isGroup = core.endIndex - last == 4 && (1...3).contains(before) && core.first != 0x30
        return isGroup ? .either : isPoint ? .point : .comma
    }
}
