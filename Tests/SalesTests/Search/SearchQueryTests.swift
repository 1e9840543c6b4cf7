import Sales
import Testing

@Suite struct `A search` {
    struct Case: Sendable, CustomTestStringConvertible {
        var query: String
        var entry: SearchEntry
        var rank: SearchQuery.Rank?
        var testDescription: String { "\(query) in \(entry.text)" }

        init(_ query: String, _ entry: SearchEntry, _ rank: SearchQuery.Rank?) {
            (self.query, self.entry, self.rank) = (query, entry, rank)
        }
    }

    static let yunfan = SearchEntry(
        name: "云帆科技（上海）有限公司",
        others: ["info@yunfan.example"],
        phones: ["+86 138-0013-8000"]
    )
    static let cases = [
        Case("云帆科技上海有限公司", yunfan, .exact), Case("云帆科技(上海)有限公司", yunfan, .exact),
        Case("雲帆", yunfan, .beginning), Case("云", yunfan, .beginning), Case("帆", yunfan, .part),
        Case("有限 云帆", yunfan, .part), Case("yfkj", yunfan, .part), Case("YFKJ", yunfan, .part),
        Case("13800138000", yunfan, .part), Case("138-0013", yunfan, .part), Case("0013 80", yunfan, .part),
        Case("info@yunfan", yunfan, .part), Case("云帆 139", yunfan, nil), Case("科 技", yunfan, .part),
        Case("技上", yunfan, .part), Case("云帆(上海)", yunfan, .part),
        Case("acme", SearchEntry(name: "ACME"), .exact), Case("Acme", SearchEntry(name: "The acme"), .part),
        Case("cme", SearchEntry(name: "Acme"), .part), Case("acmee", SearchEntry(name: "Acme"), nil),
    ]

    @Test(arguments: cases) func `ranks an entry`(_ example: Case) throws {
        let query = try #require(SearchQuery(example.query))
        #expect(query.rank(of: example.entry) == example.rank)
    }

    @Test(arguments: ["", "   ", "\"'%_*", "\0", String(repeating: "a", count: 10_000)])
    func `for nothing, or more than any name, is none:`(_ text: String) {
        #expect(SearchQuery(text) == nil)
    }

    @Test func `asks the index only for pieces that a matching entry has`() throws {
        for example in Self.cases where example.rank != nil {
            let (whole, beginnings) = try #require(SearchQuery(example.query)).grams
            let grams = Set(example.entry.grams)
            #expect(grams.isSuperset(of: whole), "\(example.query)")
            #expect(beginnings.allSatisfy { start in grams.contains { $0.hasPrefix(start) } }, "\(example.query)")
            #expect(!whole.isEmpty || !beginnings.isEmpty)
        }
    }

    static let matches: [(String, String, String?)] = [
        ("帆科", "云帆科技", "帆科"), ("yfkj", "Acme 云帆科技有限", "云帆科技"), ("雲", "云帆", "云"), ("云", "雲帆", "雲"),
        ("cole", "L'École", "cole"), ("corp acme", "Acme Corp", "Corp"), ("acme corp", "Acme, Corp. X", "Acme, Corp"),
        ("139", "Acme", nil), ("cqyh", "重庆银行", "重庆银行"), ("(上", "云帆（上海）", "上"), ("e\u{301}", "Caf\u{65}\u{301}", "é"),
    ]

    @Test(arguments: matches) func `shows what it means in a name:`(_ text: String, _ name: String, _ meant: String?)
        throws
    {
        let range = try #require(SearchQuery(text)).match(in: name)
        #expect(range.map { String(name[$0]) } == meant)
    }
}
