import Sales
import Testing

@testable import Automation

private let usd = Currency("USD")!
private let point = NumberParser(.point)
private let comma = NumberParser(.comma)

@Suite struct `Reading numbers` {
    @Test(arguments: [
        ("1054", 105_400), ("1,234.56", 123_456), ("1 234.56", 123_456), ("1'234.56", 123_456), ("0", 0), ("0.5", 50),
        (".5", 50), ("-12", -1200), ("12-", -1200), ("(500)", -50_000), ("(1,234.50)", -123_450), ("+7", 700),
        ("$1,000", 100_000), ("US$ 5", 500), ("5 USD", 500), ("-$5", -500), ("($5)", -500), ("１２３", 12_300),
        ("１，２３４．５", 123_450), ("200万", 200_000_000), ("1.5亿", 15_000_000_000), ("3千", 300_000),
        ("1.50E+03", 150_000), ("10.500", 1050), ("1,23,456", 12_345_600), ("1\u{A0}234", 123_400), ("−3", -300),
    ])
    func `with a decimal point`(_ text: String, _ minor: Int64) throws {
        #expect(try point.amount(bytes(text), stated: nil, otherwise: usd) == Amount(minor: minor, currency: usd))
    }

    @Test(arguments: [
        ("1.234,56", 123_456), ("1 234,56", 123_456), ("1'234,56", 123_456), ("0,5", 50), ("1.234", 123_400),
        ("(1.234,50)", -123_450), ("12,5-", -1250),
    ])
    func `with a decimal comma`(_ text: String, _ minor: Int64) throws {
        #expect(try comma.amount(bytes(text), stated: usd, otherwise: usd).minor == minor)
    }

    @Test(arguments: [
        ("NaN", ValueError.notANumber), ("inf", .notANumber), ("", .notANumber), ("-", .notANumber),
        ("abc", .notANumber),
        ("12 apples 3", .notANumber), ("--5", .notANumber), ("(-5)", .notANumber), ("(5", .notANumber),
        ("2026-02-30", .notANumber), ("1.234,56", .grouping), ("1,23", .grouping), ("1.2.3", .grouping),
        ("1,2345", .grouping), ("99999999999999999999", .numberTooLarge), ("1e99", .numberTooLarge),
        ("92233720368547758.08", .numberTooLarge), ("1.005", .tooManyDecimals(usd)), ("5%", .notANumber),
        ("5 parsecs", .currencyUnknown("parsecs")), ("€5", .currencyDiffers(found: "€", expected: usd)),
    ])
    func `refuses what is not exactly one`(_ text: String, _ error: ValueError) {
        #expect(throws: error) { try point.amount(bytes(text), stated: usd, otherwise: usd) }
    }

    @Test(arguments: [("1.005", 101), ("1.0049", 100), ("-1.005", -101), ("125.43999999999998", 12_544), ("0.004", 0)])
    func `rounds half up where the mapping says so`(_ text: String, _ minor: Int64) throws {
        #expect(try point.amount(bytes(text), stated: nil, otherwise: usd, rounding: true).minor == minor)
    }

    @Test(arguments: [
        ("€5", "EUR", 500), ("5 EUR", "EUR", 500), ("￥5", "CNY", 500), ("5元", "CNY", 500), ("RMB 5", "CNY", 500),
        ("JPY 500", "JPY", 500), ("5", "CNY", 500), ("KWD 1.234", "KWD", 1234),
    ])
    func `takes the currency that the cell itself names`(_ text: String, _ code: String, _ minor: Int64) throws {
        let amount = try point.amount(bytes(text), stated: nil, otherwise: Currency("CNY")!)
        #expect(amount == Amount(minor: minor, currency: Currency(code)!))
    }

    @Test func `a sign of several currencies is not guessed`() {
        #expect(throws: ValueError.currencyUnknown("$")) {
            try point.amount(bytes("$5"), stated: nil, otherwise: Currency("EUR")!)
        }
    }

    @Test func `percent come with the sign, without it, or as a fraction`() throws {
        #expect(try point.percent(bytes("13%")).integer(in: 0...100) == 13)
        #expect(try point.percent(bytes("13")).integer(in: 0...100) == 13)
        #expect(try point.percent(bytes("0.13"), fraction: true).integer(in: 0...100) == 13)
        #expect(throws: ValueError.outOfRange(0...100)) { try point.percent(bytes("130")).integer(in: 0...100) }
        #expect(throws: ValueError.notAWholeNumber) { try point.percent(bytes("12.5")).integer(in: 0...100) }
    }

    @Test(arguments: [
        (["1,234.56"], NumberFormat.point), (["1.234,56"], .comma), (["12,5"], .comma), (["1,234,567"], .point),
        (["1.234.567"], .comma), (["1 234,5"], .comma), (["500", "7"], .point), (["1,234", "0.5"], .point),
        (["0,234"], .comma), (["1234.567"], .point), (["NaN", "x"], .point), (["$1,234.5"], .point),
    ])
    func `a column tells its decimal sign`(_ cells: [String], _ format: NumberFormat) throws {
        var evidence = NumberFormatEvidence()
        for cell in cells { evidence.take(bytes(cell)) }
        #expect(try evidence.format() == format)
    }

    @Test func `a column that could be either is reported`() {
        var evidence = NumberFormatEvidence()
        for cell in ["5", "1,234", "29,005"] { evidence.take(bytes(cell)) }
        #expect(throws: ValueError.numberAmbiguous(example: "1,234")) { try evidence.format() }
        evidence.take(bytes("1.5"))
        evidence.take(bytes("1,5"))
        #expect(throws: ValueError.numberFormatsMixed(point: "1.5", comma: "1,5")) { try evidence.format() }
    }

    @Test func `yes and no come in several languages`() throws {
        #expect(try ["Yes", "1", "TRUE", "是"].map(Answer.isYes) == [true, true, true, true])
        #expect(try ["no", "0", "False", "否"].map(Answer.isYes) == [false, false, false, false])
        #expect(throws: ValueError.notYesOrNo) { try Answer.isYes("maybe") }
    }
}
