extension String {
    /// How alike two keys are, from 0 to 1: twice the pairs of neighbouring characters that both have, by all pairs.
    ///
    /// A key that is the beginning or the end of the other, at least four letters or two Chinese characters, is as
    /// alike as 0.8: 云帆科技 and 上海云帆科技.
    package func similarity(to other: String) -> Double {
        if self == other { return 1 }
        let (short, long) = count <= other.count ? (self, other) : (other, self)
        let isTelling = short.unicodeScalars.reduce(0) { $0 + (HanTable.scalars.contains($1.value) ? 2 : 1) } >= 4
        if isTelling, long.hasPrefix(short) || long.hasSuffix(short) { return 0.8 }
        var rest: [String: Int] = [:]
        for pair in pairs(of: long) { rest[pair, default: 0] += 1 }
        var common = 0
        for pair in pairs(of: short) where rest[pair, default: 0] > 0 {
            rest[pair, default: 0] -= 1
            common += 1
        }
        let all = short.count + long.count - 2
        return all > 0 ? 2 * Double(common) / Double(all) : 0
    }

    private func pairs(of text: String) -> [String] {
        zip(text, text.dropFirst()).map { String([$0, $1]) }
    }

    /// Parts of a name of which a similar one has at least one: the words without its legal form, or the halves of a
    /// single word.
    ///
    /// A single slip of the finger leaves one of them as it was.
    package var similarPieces: [String] {
        let words = companyWords
        if words.count > 1 { return words.filter { !$0.isWithin(2) } }
        let letters = Array((words.first ?? "").unicodeScalars)
        guard letters.count >= 4 else { return words }
        let middle = letters.count / 2
        return [letters[..<middle], letters[middle...]].map { String(String.UnicodeScalarView($0)) }
    }
}
