import Sales

extension Language {
    /// The language of an `Accept-Language` header that the product speaks and the reader likes best; else English.
    init(accepting header: String) {
        let wishes = header.split(separator: ",").prefix(20).compactMap { part -> (Language, Double)? in
            let pieces = part.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
            guard let tag = pieces.first, let language = Language(tag: tag) else { return nil }
            let quality = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
            return (language, quality ?? 1)
        }
        self = wishes.max { $0.1 < $1.1 }?.0 ?? .english
    }

    private init?(tag: String) {
        if tag.hasPrefix("zh") {
            let isTraditional = ["hant", "tw", "hk", "mo"].contains { tag.contains("-\($0)") }
            self = isTraditional ? .traditionalChinese : .simplifiedChinese
        } else if tag.hasPrefix("en") {
            self = .english
        } else {
            return nil
        }
    }
}
