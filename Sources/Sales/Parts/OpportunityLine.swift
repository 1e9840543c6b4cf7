/// One product of an opportunity: how many, at what price, with what discount.
package struct OpportunityLine: Hashable, Sendable {
    package var id: Identifier<OpportunityLine>
    package var productID: Identifier<Product>
    package var quantity: Quantity
    /// Of one, before the discount.
    package var unitPrice: Amount
    package var discount: Discount
    package var version: Int

    package init(
        id: Identifier<OpportunityLine>,
        productID: Identifier<Product>,
        quantity: Quantity,
        unitPrice: Amount,
        discount: Discount = .none,
        version: Int = 1
    ) {
        self.id = id
        self.productID = productID
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.discount = discount
        self.version = version
    }
}

/// A line that cannot be kept as typed.
package enum LineError: Error, Equatable {
    case quantityUnfit
    case discountUnfit
    case priceMissing
    case priceNegative
    /// The sum of the line, or of all lines, is beyond what amounts can be.
    case sumTooLarge
    /// The opportunity's lines are in that currency.
    case otherCurrency(Currency)
}

extension LineError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .quantityUnfit: "This is no quantity; write a number above zero with at most three decimals, such as 2.5."
        case .discountUnfit: "This is no discount; write a percentage from 0 to 100 with at most two decimals."
        case .priceMissing: "A line needs a unit price; 0 is one."
        case .priceNegative: "A unit price is not below zero; write a discount instead."
        case .sumTooLarge: "Quantity times price is too large to be kept as an amount."
        case .otherCurrency(let currency): "The lines of this opportunity are in \(currency)."
        }
    }
}

extension OpportunityLine {
    /// Quantity times unit price less the discount, exactly, rounded once: half a minor unit and more goes up.
    package func amount() throws(LineError) -> Amount {
        if unitPrice.minor < 0 { throw .priceNegative }
        let (gross, isTooLarge) = (Int128(quantity.thousandths) * Int128(unitPrice.minor))
            .multipliedReportingOverflow(by: Int128(Discount.whole - discount.hundredths))
        if isTooLarge { throw .sumTooLarge }
        let unit = Int128(Quantity.one * Discount.whole)
        let (rounded, rest) = gross.quotientAndRemainder(dividingBy: unit)
        guard let minor = Int64(exactly: rest * 2 >= unit ? rounded + 1 : rounded) else { throw .sumTooLarge }
        return Amount(minor: minor, currency: unitPrice.currency)
    }
}

extension [OpportunityLine] {
    /// What the lines come to; nil where there is none.
    package func amount() throws(LineError) -> Amount? {
        guard let currency = first?.unitPrice.currency else { return nil }
        var sum: Int64 = 0
        for line in self {
            if line.unitPrice.currency != currency { throw .otherCurrency(currency) }
            let (next, isTooLarge) = sum.addingReportingOverflow(try line.amount().minor)
            if isTooLarge { throw .sumTooLarge }
            sum = next
        }
        return Amount(minor: sum, currency: currency)
    }
}
