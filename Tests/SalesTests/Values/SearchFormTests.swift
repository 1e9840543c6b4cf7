import Sales
import Testing

@Suite struct `The words of a text` {
    static let cases = [
        ("Acme  Corp.", "acme corp"), ("ＡＣＭＥ　１２３", "acme 123"), ("École d'Été", "ecole dete"), ("雲帆科技", "云帆科技"),
        ("云帆(上海)", "云帆 上海"), ("云帆（上海）", "云帆 上海"), ("a@b.com", "a b com"), ("ÅSE Ørsted", "ase ørsted"),
        ("  ", ""), ("\"'*-:^ AND", "and"), ("a\0b", "a b"), ("\u{202E}abc\u{200D}", "abc"), ("臺灣", "台湾"),
        ("ΑΘΉΝΑ", "αθηνα"), ("ИВАН", "иван"), ("株式会社", "株式会社"), ("𠮷野家", "𠮷野家"),
    ]

    @Test(arguments: cases) func `are letters and digits, folded:`(_ text: String, _ words: String) {
        #expect(text.searchForm == words)
        #expect(words.searchForm == words)
    }

    @Test(arguments: [
        ("云帆（上海） 公司", "云帆上海公司"), ("云帆 ERP（上海）", "云帆 erp 上海"), ("Acme (China) Ltd.", "acme china ltd"),
    ]) func `of a name stand together where they are Chinese:`(_ text: String, _ form: String) {
        #expect(text.nameForm == form)
    }

    @Test func `are the same for each Chinese character alone and in a text`() {
        let all = String(String.UnicodeScalarView((0x4E00...0x9FFF).compactMap(UnicodeScalar.init)))
        #expect(all.searchForm == all.map { String($0).searchForm }.joined())
    }
}
