import Sales
import Testing

@Suite struct `An amount that a person types` {
    static let readable: [(String, String, Int64?)] = [
        ("1200000", "CNY", 120_000_000), ("1,200,000.5", "CNY", 120_000_050), ("１２３．４", "CNY", 12_340),
        (" 1 000 ", "USD", 100_000), ("-5", "USD", -500), ("0", "USD", 0), ("", "USD", nil), ("  ", "USD", nil),
        ("1234", "JPY", 1234), ("1.234", "KWD", 1234), (".5", "USD", 50), ("92233720368547758.07", "USD", .max),
    ]

    @Test(arguments: readable) func `is read`(_ text: String, _ code: String, _ minor: Int64?) throws {
        #expect(try Amount(typed: text, Currency(code)!)?.minor == minor)
    }

    static let refused: [(String, String, AmountError)] = [
        ("NaN", "USD", .noNumber), ("1.2.3", "USD", .noNumber), ("--1", "USD", .noNumber), ("1-", "USD", .noNumber),
        ("-", "USD", .noNumber), (".", "USD", .noNumber), ("(500)", "USD", .noNumber), ("1e6", "USD", .noNumber),
        ("1.234", "USD", .tooFine(.usDollar)), ("1.5", "JPY", .tooFine(Currency("JPY")!)),
        ("92233720368547758.08", "USD", .tooLarge),
    ]

    @Test(arguments: refused) func `is refused by name`(_ text: String, _ code: String, _ error: AmountError) {
        #expect(throws: error) { try Amount(typed: text, Currency(code)!) }
    }

    @Test(arguments: [
        ("120000050", "USD", "1200000.50"), ("-500", "USD", "-5"), ("7", "JPY", "7"), ("5", "USD", "0.05"),
    ])
    func `is typed back as it was`(_ minor: String, _ code: String, _ text: String) throws {
        let amount = Amount(minor: Int64(minor)!, currency: Currency(code)!)
        #expect(amount.typed == text)
        #expect(try Amount(typed: text, amount.currency) == amount)
    }
}
