/// A kind of record that can be searched.
package enum SearchKind: String, CaseIterable, Sendable {
    case account, contact, opportunity
}

/// What a record is found by: its name's words, the name's pinyin initials, and words and numbers from other fields.
package struct SearchEntry: Hashable, Sendable {
    /// The name's search form, a line break, and the rest; what is compared with a query.
    package var text: String
    /// The codes of the keys by which duplicates are found.
    package var keyCodes: [String]

    /// Texts give their words, `others`; phones their digits in one piece.
    package init(name: String, others: [String?] = [], phones: [String?] = [], keys: [DuplicateKey] = []) {
        let name = name.nameForm
        let initials = name.initialsOfForm
        let rest = initials + others.compactMap { $0?.searchForm } + phones.compactMap { $0?.digits }
        let line = rest.filter { !$0.isEmpty }.joined(separator: " ")
        text = "\(name.cut(at: 200))\n\(line.cut(at: 300))"
        keyCodes = keys.map(\.code)
    }

    /// Makes the first entry with a Chinese name as quick as the next; to be called beside the start of a server.
    package static func prepare() { HanTable.fill() }

    package init(text: String, keyCodes: [String] = []) {
        self.text = text
        self.keyCodes = keyCodes
    }

    /// The name's search form.
    package var name: Substring { text.prefix { $0 != "\n" } }

    /// The pieces by which an index finds the entry: up to three characters from each place of each word on.
    ///
    /// So every part of a word that has three characters or more is the pieces of its places, and a shorter one is the
    /// beginning of a piece.
    package var grams: [String] {
        var grams: [String] = []
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let scalars = word.unicodeScalars
            for start in scalars.indices {
                let end = scalars.index(start, offsetBy: 3, limitedBy: scalars.endIndex) ?? scalars.endIndex
                grams.append(String(word[start..<end]))
            }
        }
        return grams
    }
}

extension String {
    /// The decimal digits in their order, full-width ones too.
    package var digits: String {
        if utf8.allSatisfy({ $0 < 0x80 }) {
            return String(decoding: utf8.filter { (0x30...0x39).contains($0) }, as: UTF8.self)
        }
        return unicodeScalars.compactMap { scalar in
            guard scalar.properties.generalCategory == .decimalNumber else { return nil }
            return scalar.properties.numericValue.map { String(Int($0)) }
        }.joined()
    }

    func cut(at limit: Int) -> String {
        isWithin(limit) ? self : String(unicodeScalars.prefix(limit))
    }
}
