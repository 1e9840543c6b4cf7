import Foundation

extension String {
    /// The form by which texts are matched and searched: NFKC (so full-width digits and letters become plain), lower
    /// case, Traditional as Simplified Chinese, white space as single blanks, at most 200 code points.
    ///
    /// Written beside the text by Swift, since the engines' own `lower` and `LIKE` differ.
    package var folded: String {
        let plain = isPlainASCII ? self : foldedUnicode
        let words = plain.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.isWithin(200) ? words : String(words.unicodeScalars.prefix(200))
    }

    private var isPlainASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

    private var foldedUnicode: String {
        let text = precomposedStringWithCompatibilityMapping
        guard text.unicodeScalars.contains(where: { (0x3400...0x9FFF).contains($0.value) }) else { return text }
        return text.applyingTransform(StringTransform("Hant-Hans"), reverse: false) ?? text
    }
}
