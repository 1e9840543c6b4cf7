import Sales
import Testing

@Suite struct `An exchange rate` {
    private static let yen = Currency("JPY")!
    private static let dinar = Currency("KWD")!

    private func rate(_ currency: Currency, _ day: String, _ typed: String) throws -> ExchangeRate {
        let day = try #require(Day(day))
        return ExchangeRate(
            currency: currency,
            from: day,
            unitsPerBillion: try ExchangeRate.unitsPerBillion(typed: typed)
        )
    }

    @Test(arguments: [
        ("7.1245", 7_124_500_000), ("1", 1_000_000_000), (".5", 500_000_000), ("1,200.000000001", 1_200_000_000_001),
    ])
    func `is read as typed`(_ typed: String, _ units: Int64) throws {
        #expect(try ExchangeRate.unitsPerBillion(typed: typed) == units)
    }

    @Test(arguments: ["", ".", "0", "0.0", "-1", "1.2.3", "1.0000000001", "abc", "99999999999999999999", "9300000000"])
    func `is refused where it is none`(_ typed: String) {
        #expect(throws: ExchangeRateError.noRate) { try ExchangeRate.unitsPerBillion(typed: typed) }
    }

    @Test(arguments: ["7.1245", "1", "0.000000001"]) func `is written as typed`(_ typed: String) throws {
        #expect(try rate(.usDollar, "2026-01-01", typed).typed == typed)
    }

    @Test func `counts from its day until the next, and the later entry of one day counts`() throws {
        let rates = ExchangeRates(
            [
                try rate(.usDollar, "2026-03-01", "7.2"), try rate(.usDollar, "2026-01-01", "7"),
                try rate(.usDollar, "2026-03-01", "7.1"),
            ],
            into: .yuan
        )
        func yuan(_ day: String) throws -> Int64? {
            rates.converted(Amount(minor: 100, currency: .usDollar), on: try #require(Day(day)))?.minor
        }
        #expect(try [yuan("2025-12-31"), yuan("2026-02-28"), yuan("2026-03-01")] == [nil, 700, 710])
    }

    @Test func `converts by the digits of both currencies, rounded half away from zero`() throws {
        let day = try #require(Day("2026-01-01"))
        let rates = ExchangeRates(
            [try rate(Self.yen, "2026-01-01", "0.0495"), try rate(Self.dinar, "2026-01-01", "23.5")],
            into: .yuan
        )
        func yuan(_ minor: Int64, _ currency: Currency) -> Int64? {
            rates.converted(Amount(minor: minor, currency: currency), on: day)?.minor
        }
        #expect(yuan(1000, Self.yen) == 4950)
        #expect(yuan(10, Self.yen) == 50)
        #expect(yuan(-10, Self.yen) == -50)
        #expect(yuan(1000, Self.dinar) == 2350)
        #expect(yuan(77, .yuan) == 77)
        #expect(yuan(.max, Self.dinar) == .max || yuan(.max, Self.dinar) == nil)
        #expect(yuan(5, .usDollar) == nil)
    }
}
