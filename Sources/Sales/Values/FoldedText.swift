import Foundation

extension String {
    /// The form by which texts are matched and searched: NFKC (so full-width digits and letters become plain), lower
    /// case, Traditional as Simplified Chinese, white space as single blanks, at most 200 code points.
    ///
    /// Written beside the text by Swift, since the engines' own `lower` and `LIKE` differ.
    package var folded: String {
        let words = foldedByScalar ?? foldedByText
        return words.isWithin(200) ? words : String(words.unicodeScalars.prefix(200))
    }

    /// Nil where normalising has more to do than to map each code point by itself.
    private var foldedByScalar: String? {
        var form = ""
        form.reserveCapacity(utf8.count)
        var isBetweenWords = false
        for scalar in unicodeScalars {
            guard let folded = scalar.foldedAlone else { return nil }
            if folded == " " {
                isBetweenWords = !form.isEmpty
            } else {
                if isBetweenWords { form.unicodeScalars.append(" ") }
                isBetweenWords = false
                form.unicodeScalars.append(folded)
            }
        }
        return form
    }

    private var foldedByText: String {
        foldedUnicode.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Each character by itself: ICU's transform knows words too, and a part of a name would fold to something else.
    private var foldedUnicode: String {
        let plain = precomposedStringWithCompatibilityMapping.unicodeScalars
        return String(String.UnicodeScalarView(plain.map(HanTable.simplified)))
    }
}

extension UnicodeScalar {
    /// Its plain form, where the code point neither combines with its neighbours nor becomes several: ASCII, full-width
    /// ASCII, the letters of Latin-1, the middle dot and Chinese characters, which are nearly all that names have.
    ///
    /// White space is a blank.
    fileprivate var foldedAlone: UnicodeScalar? {
        switch value {
        case 0x41...0x5A: UnicodeScalar(value + 0x20)
        case 0x09...0x0D, 0x20, 0x3000: " "
        case 0x00...0x7F, 0xB7, 0xDF...0xF6, 0xF8...0xFF: self
        case 0xC0...0xD6, 0xD8...0xDE: UnicodeScalar(value + 0x20)
        case HanTable.scalars: HanTable.simplified(self)
        case 0xFF01...0xFF5E: UnicodeScalar(value - 0xFEE0)?.foldedAlone
        default: nil
        }
    }
}
