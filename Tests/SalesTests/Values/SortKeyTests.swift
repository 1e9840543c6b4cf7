import Sales
import Testing

@Suite struct `The order of names` {
    @Test func `is that of pinyin and then of tones, among Latin letters`() {
        let names = ["运达", "Yahoo", "阿里", "云帆科技", "Étoile", "张三", "Zebra", "北京", "雲台", "eBay", "Baidu"]
        let sorted = names.sorted { $0.sortKey < $1.sortKey }
        #expect(
            sorted == ["阿里", "Baidu", "北京", "eBay", "Étoile", "Yahoo", "云帆科技", "雲台", "运达", "Zebra", "张三"]
        )
    }

    static let keys: [(String, String)] = [
        ("云帆", "yun2 fan1"), ("雲帆", "yun2 fan1"), ("ACME  Ltd.", "acme ltd."), ("云A", "yun2 a"),
        ("A云", "a yun2"), ("女", "nu3"), ("", ""), ("𠮷野", "𠮷 ye3"),
    ]

    @Test(arguments: keys) func `goes by a key`(_ name: String, _ key: String) {
        #expect(name.sortKey == key)
    }

    @Test func `cuts long keys`() {
        #expect(String(repeating: "云", count: 300).sortKey.unicodeScalars.count == 200)
    }
}
