import Sales
import Testing

@Suite struct `A pasted chat` {
    private typealias Message = PastedChat.Message

    private let day = Day("2026-03-05")!

    private func read(_ text: String) -> [Message]? { PastedChat(text, .at(Day("2026-03-06")!))?.messages }

    private func message(_ name: String, _ hour: Int, _ minute: Int, _ text: String) -> Message {
        Message(name: name, day: day, time: TimeOfDay(hour: hour, minute: minute), text: text)
    }

    @Test func `of WeChat has names and times in lines of their own`() {
        let text = "张主任 2026/3/5 14:23\n报价什么时候给?\n预算200万\n\n我 2026/3/5 14:25\n明天下午"
        #expect(read(text) == [message("张主任", 14, 23, "报价什么时候给?\n预算200万"), message("我", 14, 25, "明天下午")])
    }

    @Test func `may say yesterday and tell the day once`() {
        let text = "张三 昨天 下午2:23\n收到\n李四 14:30\n好的"
        #expect(read(text) == [message("张三", 14, 23, "收到"), message("李四", 14, 30, "好的")])
    }

    @Test func `of LINE stands in columns below its date`() {
        let text = "2026/03/05(四)\n14:23\t張主任\t報價何時給\n14:25\t我\t明天"
        #expect(read(text) == [message("張主任", 14, 23, "報價何時給"), message("我", 14, 25, "明天")])
    }

    @Test(arguments: [
        "[05/03/2026, 14:23:11] Ana Lee: can you send it?\n[05/03/2026, 14:25:02] Me: tomorrow 3pm",
        "3/5/26, 2:23 PM - Ana Lee: can you send it?\n3/5/26, 2:25 PM - Me: tomorrow 3pm",
    ])
    func `of WhatsApp has both in front, the day before the month or behind it`(_ text: String) {
        #expect(read(text) == [message("Ana Lee", 14, 23, "can you send it?"), message("Me", 14, 25, "tomorrow 3pm")])
    }

    @Test func `may have a line of its day alone, and addresses`() {
        let text = "—————  2026-03-05  —————\n陈经理  14:23:10\n合同看了\n王小明  14:24:33\n好 https://a.b/c"
        #expect(read(text) == [message("陈经理", 14, 23, "合同看了"), message("王小明", 14, 24, "好 https://a.b/c")])
    }

    @Test func `may have names only`() throws {
        let chat = try #require(PastedChat("王总: 在吗\n我: 在的\n王总: 报价收到了", .at(day)))
        #expect(chat.names == ["王总", "我"])
        #expect(chat.messages.map(\.text) == ["在吗", "在的", "报价收到了"])
        #expect(chat.messages.allSatisfy { $0.day == nil && $0.time == nil })
    }

    @Test(arguments: [
        "昨天拜访张总,预算200万", "下一步:报价\n预算:200万", "hello\nworld\nfoo", "", "张总: 好",
        "第一行\n第二行\n第三行\n第四行\n王总: 在吗\n我: 在的",
    ])
    func `is nothing else`(_ text: String) {
        #expect(read(text) == nil)
    }
}
