extension String {
    /// What a firm's name is told by: without its legal form, brackets and blanks, `云帆科技` for 雲帆科技（集团）有限公司 and
    /// `acmetrading` for Acme Trading Co., Ltd.
    ///
    /// A name that is nothing but a legal form stays whole.
    package var companyKey: String { companyWords.joined().cut(at: 100) }

    /// The words that the key is made of.
    var companyWords: [String] {
        var words = nameForm.split(separator: " ").map(String.init)
        if words.count > 1, words[0] == "the" { words.removeFirst() }
        words = words.joiningInitials.droppingLegalForms
        if let last = words.last { words[words.count - 1] = last.droppingChineseForms }
        return words
    }

    /// The words of a person's name, in an order that does not depend on which comes first.
    package var personKey: String { nameForm.split(separator: " ").sorted().joined().cut(at: 100) }

    fileprivate var droppingChineseForms: String {
        var name = self
        if let start = chineseStarts.first(where: name.hasPrefix), name != start {
            name.removeFirst(start.count)
        }
        while let end = chineseForms.first(where: name.hasSuffix), name != end { name.removeLast(end.count) }
        return name
    }
}

extension [String] {
    /// Legal forms with points, as B.V., come in pieces of one letter.
    fileprivate var joiningInitials: [String] {
        var words: [String] = []
        var isInitials = false
        for word in self {
            let isInitial = word.utf8.count == 1 && word.utf8.allSatisfy { (0x61...0x7A).contains($0) }
            if isInitial && isInitials { words[words.count - 1] += word } else { words.append(word) }
            isInitials = isInitial
        }
        return words
    }

    fileprivate var droppingLegalForms: [String] {
        var words = self
        while words.count > 1, let last = words.last, legalForms.contains(last) { words.removeLast() }
        return words
    }
}

/// The longer ones first, as each is taken away whole.
private let chineseForms = [
    "股份有限公司", "有限责任公司", "控股有限公司", "集团有限公司", "有限公司", "股份公司", "集团公司", "控股集团", "合伙企业", "株式会社",
    "有限合伙", "个人独资企业", "总公司", "分公司", "公司", "集团", "控股", "企业", "商行", "经营部",
]

private let chineseStarts = ["株式会社", "有限会社"]

private let legalForms: Set<String> = [
    "co", "company", "corp", "corporation", "inc", "incorporated", "ltd", "limited", "llc", "llp", "lp", "plc", "pty",
    "pte", "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "ev", "bv", "nv", "vof", "sa", "sas", "sarl", "srl", "spa",
    "sl", "slu", "lda", "ltda", "oy", "oyj", "ab", "as", "asa", "aps", "kk", "gk", "sdn", "bhd", "jsc", "ooo", "sro",
    "doo", "zoo", "kft", "group", "holding", "holdings", "and", "und", "et",
]
