import Foundation
import Sales
import Testing

@Suite struct `A folded text` {
    static let cases = [
        ("  Acme\t Corp.\r\n", "acme corp."), ("ＡＣＭＥ　１２３", "acme 123"), ("雲帆科技（上海）", "云帆科技(上海)"),
        ("École d'Été", "école d'été"), ("E\u{301}cole", "école"), ("ÅSE · Ørsted", "åse · ørsted"), ("ﬁn", "fin"),
        ("a\u{A0}b", "a b"), ("", ""), (" \u{3000} ", ""), ("\u{130}", "i\u{307}"), ("①②", "12"),
        ("×÷ß", "×÷ß"), ("沈醉", "沈醉"), ("沈醉ﬁ", "沈醉fi"),
    ]

    @Test(arguments: cases) func `is plain, small and simplified:`(_ text: String, _ folded: String) {
        #expect(text.folded.unicodeScalars.elementsEqual(folded.unicodeScalars))
        #expect(folded.folded == folded)
    }

    @Test func `is the same code point by code point as by its definition`() {
        var random = SystemRandomNumberGenerator()
        let points = Array(0...0x24F) + Array(0x2F0...0x310) + Array(0x3000...0xA000) + Array(0xFF00...0xFF65)
        for _ in 0..<3000 {
            let scalars = (0..<6).compactMap { _ in points.randomElement(using: &random).flatMap(UnicodeScalar.init) }
            let text = String(String.UnicodeScalarView(scalars.map { $0.value < 0x30 ? " " : $0 }))
            #expect(text.folded == Self.byDefinition(text), "\(scalars.map(\.value))")
        }
    }

    @Test func `has at most 200 code points`() {
        #expect(String(repeating: "云", count: 201).folded.unicodeScalars.count == 200)
    }

    private static func byDefinition(_ text: String) -> String {
        let plain = text.precomposedStringWithCompatibilityMapping
        // On lines of their own, since ICU knows words in which a character becomes another one.
        let lines = plain.unicodeScalars.map { String($0) }.joined(separator: "\n")
        let simplified = lines.applyingTransform(StringTransform("Hant-Hans"), reverse: false) ?? lines
        return simplified.replacing("\n", with: "").lowercased().split(whereSeparator: \.isWhitespace).joined(
            separator: " "
        )
    }
}
