import Sales
import Testing

@Suite struct `A credit code` {
    @Test(arguments: ["91350100M000100Y43", "91350100m000100y43", " 91350100M000100Y43 ", "９１３５０１００Ｍ０００１００Ｙ４３"])
    func `fits its check digit`(_ code: String) {
        #expect(CreditCode.finding(code) == .fits)
    }

    @Test func `with one character mistyped is told what its check digit would be`() {
        #expect(CreditCode.finding("91350100M000100Y44") == .mistyped(expected: "3"))
        for place in 0..<17 {
            var code = Array("91350100M000100Y43")
            code[place] = code[place] == "2" ? "3" : "2"
            guard case .mistyped = CreditCode.finding(String(code)) else {
                Issue.record("\(String(code)) is taken as good.")
                continue
            }
        }
    }

    @Test(arguments: ["", "12345678", "HRB 86891", "91350100M000100Y4", "91350100I000100Y43", "汉".description])
    func `is not seen in another number`(_ text: String) {
        #expect(CreditCode.finding(text) == .other)
    }
}
