import Sales
import Testing

@Suite struct `A line of an opportunity` {
    private func line(_ quantity: String, _ price: Int64, _ discount: String = "") throws -> OpportunityLine {
        OpportunityLine(
            id: Identifier(high: 1, low: 1),
            productID: Identifier(high: 2, low: 1),
            quantity: try Quantity(typed: quantity),
            unitPrice: Amount(minor: price, currency: .yuan),
            discount: try Discount(typed: discount)
        )
    }

    static let cases: [(String, Int64, String, Int64)] = [
        ("1", 100, "", 100), ("2.5", 100, "", 250), ("0.005", 100, "", 1), ("0.004", 100, "", 0),
        ("3", 3333, "10", 8999), ("1", 1, "50", 1), ("1", 1, "50.01", 0), ("１，０００", 5, "12.5%", 4375), ("7", 0, "", 0),
        ("1", 999, "100", 0), ("1", .max, "", .max),
    ]

    @Test(arguments: cases) func `is rounded once, half up`(
        _ quantity: String,
        _ price: Int64,
        _ off: String,
        _ sum: Int64
    )
        throws
    {
        #expect(try line(quantity, price, off).amount().minor == sum)
    }

    @Test func `beyond what amounts can be is refused`() throws {
        let large = try line("2", .max)
        #expect(throws: LineError.sumTooLarge) { try large.amount() }
        let all = [try line("1", .max), try line("1", 1)]
        #expect(throws: LineError.sumTooLarge) { try all.amount() }
        let huge = try line("1000000000", .max)
        #expect(throws: LineError.sumTooLarge) { try huge.amount() }
    }

    @Test func `is summed with those of its currency`() throws {
        #expect(try [OpportunityLine]().amount() == nil)
        #expect(try [line("1", 5), line("2", 3)].amount() == Amount(minor: 11, currency: .yuan))
        var other = try line("1", 1)
        other.unitPrice.currency = .usDollar
        let mixed = [try line("1", 5), other]
        #expect(throws: LineError.otherCurrency(.yuan)) { try mixed.amount() }
    }

    @Test(arguments: [
        "", "0", "-1", "1.2345", "a", "1.2.3", "1000000001", "9223372036854779", "99999999999999999999",
    ])
    func `needs a quantity`(_ text: String) {
        #expect(throws: LineError.quantityUnfit) { try Quantity(typed: text) }
    }

    @Test(arguments: ["100.01", "-1", "1.234", "x"]) func `has no such discount`(_ text: String) {
        #expect(throws: LineError.discountUnfit) { try Discount(typed: text) }
    }

    @Test(arguments: [("2.50", "2.5"), ("10", "10"), ("0.005", "0.005"), ("1,200", "1200")])
    func `is written as people write it`(_ typed: String, _ written: String) throws {
        #expect(try Quantity(typed: typed).typed == written)
    }
}
