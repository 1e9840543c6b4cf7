import Foundation

extension String {
    /// The words by which a text is searched: letters and digits in lower case, without accents, Traditional as
    /// Simplified Chinese, everything else as a single blank between them.
    ///
    /// Other than `folded` it has no punctuation, so no form of a query can be an operator of an engine.
    package var searchForm: String {
        var form = SearchForm(joinsChinese: false)
        form.append(self)
        return form.text
    }

    /// The same for a record's name, where nothing stands between two Chinese characters.
    ///
    /// So 云帆（上海）公司 is also found by 帆上海公, and one who writes the brackets looks for three words, which it has.
    package var nameForm: String {
        var form = SearchForm(joinsChinese: true)
        form.append(self)
        return form.text
    }
}

/// Collects the words of a text.
struct SearchForm {
    private let joinsChinese: Bool
    private(set) var text = ""
    private var isBetweenWords = false
    private var isAfterChinese = false

    init(joinsChinese: Bool) { self.joinsChinese = joinsChinese }

    mutating func append(_ part: String) {
        if part.utf8.allSatisfy({ $0 < 0x80 }) {
            for byte in part.utf8 { append(ascii: byte) }
        } else if part.unicodeScalars.allSatisfy(\.isDecomposed) {
            for scalar in part.unicodeScalars { append(scalar) }
        } else {
            for scalar in part.decomposedStringWithCompatibilityMapping.unicodeScalars { append(scalar) }
        }
    }

    private mutating func append(ascii byte: UInt8) {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): add(UnicodeScalar(byte | 0x20))
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): add(UnicodeScalar(byte))
        // One who types O'Brien without its apostrophe means the same.
        case UInt8(ascii: "'"): break
        default: isBetweenWords = !text.isEmpty
        }
    }

    private mutating func append(_ scalar: UnicodeScalar) {
        if scalar.value < 0x80 { return append(ascii: UInt8(truncatingIfNeeded: scalar.value)) }
        if HanTable.scalars.contains(scalar.value) { return add(HanTable.simplified(scalar)) }
        // Accents stand apart from their letters here.
        if (0x300...0x36F).contains(scalar.value) || scalar.value == 0x2019 { return }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter:
            for lower in properties.lowercaseMapping.unicodeScalars { add(lower) }
        case .lowercaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark, .decimalNumber,
            .letterNumber, .otherNumber:
            add(scalar)
        // Marks of direction and joining, which nobody sees.
        case .format: break
        default: isBetweenWords = !text.isEmpty
        }
    }

    private mutating func add(_ scalar: UnicodeScalar) {
        let isChinese = HanTable.scalars.contains(scalar.value)
        if isBetweenWords, !(joinsChinese && isChinese && isAfterChinese) { text.unicodeScalars.append(" ") }
        isBetweenWords = false
        isAfterChinese = isChinese
        text.unicodeScalars.append(scalar)
    }
}

extension UnicodeScalar {
    /// Whether it is known, without a table, to be its own decomposition and no mark that could change places.
    fileprivate var isDecomposed: Bool { isASCII || value == 0xB7 || HanTable.scalars.contains(value) }
}
