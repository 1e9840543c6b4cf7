import Sales
import Testing

@Suite struct `A currency` {
    @Test func `is three ASCII letters in either case`() {
        #expect(Currency("cny")?.code == "CNY")
        #expect(Currency("USD")?.description == "USD")
    }

    @Test(arguments: ["", "US", "USDT", "U5D", "US ", "人民币", "ßa", "ﬁx", "€"])
    func `is nothing else`(_ text: String) {
        #expect(Currency(text) == nil)
    }

    @Test(arguments: [("CNY", 2), ("TWD", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("XAU", 2)])
    func `knows its minor digits`(code: String, digits: Int) {
        #expect(Currency(code)?.minorDigits == digits)
    }

    @Test func `makes equal numbers of two currencies different amounts`() throws {
        let yuan = try #require(Currency("CNY"))
        let yen = try #require(Currency("JPY"))
        #expect(Amount(minor: 100, currency: yuan) != Amount(minor: 100, currency: yen))
        #expect(yuan < yen)
    }
}
