/// A number's text taken apart: sign, currency and factor round a core of digits and separators.
struct NumberText {
    var isNegative = false
    /// A currency's code or sign, as it is written.
    var currency = ""
    /// The power of ten of words such as 万.
    var power = 0
    var isPercent = false
    var core: ArraySlice<UInt8>
    private var signs = 0

    /// Takes the text apart, or gives nil where it has no digits in it.
    init?(_ bytes: ArraySlice<UInt8>) {
        if bytes.allSatisfy(NumberText.isPlain), bytes.contains(where: NumberText.isDigit) {
            core = bytes
            return
        }
        core = []
        var text = String(decoding: bytes, as: UTF8.self).unicodeScalars.compactMap(NumberText.narrowed)[...]
        guard takeAccountingSign(&text) else { return nil }
        takeLeft(&text)
        takeRight(&text)
        guard signs <= 1, let first = text.first, let last = text.last, text.allSatisfy(\.isASCII) else { return nil }
        guard NumberText.isDigit(UInt8(first.value)) || first == "." || first == ",", last.properties.numericType != nil
        else { return nil }
        core = ArraySlice(text.map { UInt8($0.value) })
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isPlain(_ byte: UInt8) -> Bool { isDigit(byte) || byte == 0x2E || byte == 0x2C }

    /// Full-width forms and typographic signs as their ASCII ones.
    private static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
        case 0xA0, 0x2009, 0x202F, 0x3000: " "
        case 0x2019, 0x02BC: "'"
        case 0x2212, 0x2013: "-"
        case 0xFFE5: "¥"
        case 0x200B, 0x200E, 0x200F, 0xFEFF: nil
        default: scalar
        }
    }

    private mutating func takeAccountingSign(_ text: inout ArraySlice<Unicode.Scalar>) -> Bool {
        guard let open = text.firstIndex(of: "(") else { return !text.contains(")") }
        guard let close = text.lastIndex(of: ")"), close > open, close == text.endIndex - 1 || open == text.startIndex
        else { return false }
        takeSign("-")
        text.remove(at: close)
        text.remove(at: open)
        return !text.contains("(") && !text.contains(")")
    }

    private mutating func takeLeft(_ text: inout ArraySlice<Unicode.Scalar>) {
        while let first = text.first, !isCore(first) {
            if first == "-" || first == "+" {
                takeSign(first)
            } else if first != " " {
                currency.unicodeScalars.append(first)
            }
            text.removeFirst()
        }
    }

    private mutating func takeSign(_ sign: Unicode.Scalar) {
        signs += 1
        isNegative = sign == "-"
    }

    private mutating func takeRight(_ text: inout ArraySlice<Unicode.Scalar>) {
        var suffix = ""
        while let last = text.last, last.properties.numericType == nil || !last.isASCII {
            text.removeLast()
            if let power = NumberText.powers[last] {
                self.power += power
            } else if last == "-" {
                takeSign(last)
            } else if last == "%" {
                isPercent = true
            } else if last != " " {
                suffix.unicodeScalars.insert(last, at: suffix.unicodeScalars.startIndex)
            }
        }
        currency += suffix
    }

    private func isCore(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.numericType != nil || scalar == "." || scalar == ",")
    }

    private static let powers: [Unicode.Scalar: Int] = [
        "十": 1, "百": 2, "千": 3, "仟": 3, "万": 4, "萬": 4, "亿": 8, "億": 8,
    ]
}
