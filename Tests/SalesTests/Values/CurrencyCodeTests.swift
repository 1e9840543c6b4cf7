import Sales
import Testing

@Suite struct `A currency's code` {
    @Test(arguments: ["CNY", "twd", "USD", "EUR", "JPY", "KWD", "DEM"])
    func `is taken when ISO 4217 lists it:`(_ code: String) {
        #expect(Currency(listed: code)?.code == code.uppercased())
    }

    @Test(arguments: [("RMB", "CNY"), ("rmb", "CNY"), ("NTD", "TWD"), ("QQQ", nil), ("", nil)])
    func `that is not listed is refused, with the one probably meant:`(_ code: String, _ meant: String?) {
        #expect(Currency(listed: code) == nil)
        #expect(Currency.meant(by: code)?.code == meant)
    }

    @Test func `that is stored is read though no list has it`() {
        #expect(Currency("RMB")?.code == "RMB")
    }
}
