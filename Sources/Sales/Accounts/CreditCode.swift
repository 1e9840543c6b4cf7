/// What a register's number says of itself: whether it has the form of a 统一社会信用代码, and whether its check digit fits.
///
/// GB 32100-2015: eighteen digits and letters without I, O, S, V and Z, the last of which follows from the others.
package enum CreditCode {
    package enum Finding: Equatable, Sendable {
        /// Another register's number, of which nothing is known.
        case other
        case fits
        /// The last character should be this one: some other is mistyped, or this.
        case mistyped(expected: Character)
    }

    /// Looks at a number as it was typed: blanks, small and full-width letters are taken as what they mean.
    package static func finding(_ text: String) -> Finding {
        let code = Array(text.folded.uppercased().filter { !$0.isWhitespace && $0 != "-" })
        guard code.count == 18, let expected = checkCharacter(code.dropLast()) else { return .other }
        return code[17] == expected ? .fits : .mistyped(expected: expected)
    }

    /// Nil where a character is none of the code's.
    private static func checkCharacter(_ code: ArraySlice<Character>) -> Character? {
        var (sum, weight) = (0, 1)
        for character in code {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            sum += value * weight
            weight = weight * 3 % 31
        }
        return alphabet[(31 - sum % 31) % 31]
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
}
