/// What somebody looks for: words that a record must all have somewhere.
package struct SearchQuery: Hashable, Sendable {
    /// In the form in which entries have theirs; at least one.
    package var words: [String]
    /// The whole in the form in which names are.
    package var phrase: String

    /// Nil where there is nothing to look for, or more than any entry holds.
    package init?(_ text: String) {
        // Longer than any name, so it is not even folded: an expanding character could make much of it.
        guard text.isWithin(500) else { return nil }
        let words = text.searchForm.split(separator: " ").map(String.init)
        guard !words.isEmpty, words.count <= 16 else { return nil }
        self.words = words
        phrase = text.nameForm
    }

    /// Pieces that every entry with the words has, whole ones and beginnings of such.
    ///
    /// Of short words only those that stand alone are asked for: a beginning of one or two letters is in so many
    /// entries that it costs more than it saves beside a whole piece.
    package var grams: (whole: [String], beginnings: [String]) {
        let long = words.filter { !$0.isWithin(2) }
        if long.isEmpty { return ([], words) }
        let all = long.flatMap { word -> [String] in
            let scalars = Array(word.unicodeScalars)
            return (0...(scalars.count - 3)).map { String(String.UnicodeScalarView(scalars[$0..<$0 + 3])) }
        }
        return (Array(all.prefix(24)), [])
    }

    /// How well an entry answers the query, the best first.
    package enum Rank: Int, Comparable, Sendable {
        case exact, beginning, part

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    package func rank(of entry: SearchEntry) -> Rank? {
        let name = entry.name
        if name == phrase { return .exact }
        if name.hasPrefix(phrase) { return .beginning }
        return words.allSatisfy { entry.text.contains($0) } ? .part : nil
    }
}
