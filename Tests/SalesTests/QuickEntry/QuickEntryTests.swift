import Sales
import Testing

@Suite struct `A line of quick entry` {
    private let today = Day("2026-03-04")!

    private func read(_ line: String) -> QuickEntry { QuickEntry(line, .at(today)) }

    @Test(arguments: LabelledLine.all)
    func `says what the table tells`(_ line: LabelledLine) {
        #expect("\(QuickEntry(line.line, .at(line.today)))" == line.truth)
    }

    @Test func `has a table of at least 300 lines`() {
        #expect(LabelledLine.all.count >= 300)
    }

    @Test func `tells where each part was read`() throws {
        let line = "昨日拜訪雲帆張主任，預算２００萬，下週三報價，競品星河"
        let entry = read(line)
        let scalars = Array(line.unicodeScalars)
        func written(_ range: Range<Int>?) throws -> String {
            String(String.UnicodeScalarView(scalars[try #require(range)]))
        }
        #expect(try written(entry.kind?.range) == "拜訪")
        #expect(try written(entry.day?.range) == "昨日")
        #expect(try written(entry.names.first?.range) == "雲帆張主任")
        #expect(try written(entry.amount?.range) == "２００萬")
        #expect(try written(entry.nextStep?.day?.range) == "下週三")
        #expect(try written(entry.competitors.first?.range) == "星河")
    }

    @Test func `knows its own currency's sign`() throws {
        let taiwan = EntryContext.at(today, currency: .newTaiwanDollar)
        #expect(QuickEntry("預算$350萬", taiwan).amount?.value.currency == .newTaiwanDollar)
        #expect(read("预算$350万").amount?.value.currency == .usDollar)
    }

    @Test func `takes 5/3 as people write dates`() {
        #expect(QuickEntry("met Ana on 3/2", .at(today)).day?.value == Day("2026-03-02"))
        #expect(QuickEntry("met Ana on 2/3", .at(today, isDayFirst: true)).day?.value == Day("2026-03-02"))
    }

    @Test(arguments: [
        ("电话王总，等他们内部审批", WaitingFor.approval), ("电话王总，等客户回复", .customer), ("电话王总，等我们技术评估", .us),
        ("called Kay, waiting for their legal team", .customer),
        ("called Lou, waiting for management approval", .approval),
    ])
    func `tells for whom the next step waits`(_ line: String, _ waiting: WaitingFor) {
        #expect(read(line).nextStep?.waitingFor == waiting)
    }
}

@Suite struct `A doubtful line of quick entry` {
    private func read(_ line: String) -> QuickEntry { QuickEntry(line, .at(Day("2026-03-04")!)) }

    @Test(arguments: [
        ("预算200", [QuickEntry.Doubt.amountWithoutUnit("200")]),
        ("预算99999999999999999亿", [.amountTooLarge("99999999999999999亿")]),
        ("预算300到500万", [.severalAmounts(["300到500万"])]),
        ("预算100万，也可能预算200万", [.severalAmounts(["100万", "200万"])]),
        ("昨天前天拜访了张总", [.severalDays(["昨天", "前天"])]),
        ("明天拜访了张总", [.doneInFuture("明天")]),
        ("2月30日拜访了张总", [.noSuchDay("2月30日")]),
        ("13月1日拜访张总", [.noSuchDay("13月1日")]),
        ("昨天拜访张总,预算200万", []),
    ])
    func `says what to look at`(_ line: String, _ doubts: [QuickEntry.Doubt]) {
        #expect(read(line).doubts == doubts)
    }

    @Test(arguments: ["", " ", "😀😀😀", "。。。", "\u{FFFC}\u{FFFC}", "\u{202E}abc", "=1+1", "<b></b>", "()[]{}*+?"])
    func `says nothing where there is nothing`(_ line: String) {
        #expect(read(line) == QuickEntry())
    }

    @Test func `is not read beyond 2,000 characters`() {
        #expect(read(String(repeating: "昨天拜访张总", count: 2_000)) == QuickEntry())
        #expect(read("昨天拜访张总" + String(repeating: "好", count: 1_900)).kind?.value == .visit)
    }

    /// Pieces of lines in any order: whatever they say, every range lies in the line.
    @Test(arguments: 0..<40)
    func `keeps to the line, whatever it is made of`(_ seed: Int) {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "昨天", "下周三", "拜访", "张主任", "云帆", "预算", "200万", "3点", "半", "到", "，", ",", "二月", "三十", "一", "万", "$", "1.2M",
            "next Wed", "called", "Ana", " at ", "Acme", "说", "等", "审批", "竞品", "\u{FFFC}", "👨‍👩‍👧", "é", "-", ":", "\n",
            " ",
            "9999999999999999999", "年", "2026", "/", "13", "下一步", "vs", "with", "the", "5th", "of", "March", "in",
            "weeks",
        ]
        for _ in 0..<10 {
            let line = (0..<Int.random(in: 1...30, using: &random)).map { _ in pieces.randomElement(using: &random)! }
                .joined()
            let entry = read(line)
            let bounds = 0...line.unicodeScalars.count
            for range in [entry.kind?.range, entry.day?.range, entry.amount?.range, entry.time?.range].compactMap(
                \.self
            ) {
                #expect(bounds.contains(range.lowerBound) && bounds.contains(range.upperBound), "\(line) \(seed)")
            }
        }
    }
}
