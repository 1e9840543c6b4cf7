import Sales
import Testing

@Suite struct `The pinyin of a name` {
    @Test(arguments: [
        ("云帆科技", ["yfkj"]), ("雲帆科技", ["yfkj"]), ("云帆ERP 2期", ["yferp 2q"]), ("Acme", []), ("", []),
    ]) func `has the first letters of its syllables:`(_ name: String, _ initials: [String]) {
        #expect(name.pinyinInitials == initials)
    }

    @Test(arguments: [
        ("重庆银行", "cqyh"), ("重工", "zg"), ("厦门", "xm"), ("长城", "cc"), ("单先生", "sxs"), ("曾女士", "zns"),
        ("仇先生", "qxs"), ("音乐", "yy"), ("会计", "kj"), ("区先生", "oxs"),
    ]) func `has each reading of a character:`(_ name: String, _ initials: String) {
        #expect(name.pinyinInitials.contains(initials))
    }

    @Test func `of many such characters has few readings`() {
        #expect(String(repeating: "重", count: 200).pinyinInitials.count == 4)
    }

    @Test(arguments: [("云帆科技", "yunfankeji"), ("女儿", "nuer"), ("吕", "lu"), ("Acme 云", "acme yun")])
    func `is its syllables without tones:`(_ name: String, _ pinyin: String) {
        #expect(name.pinyin == pinyin)
    }
}
