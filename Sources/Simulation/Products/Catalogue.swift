import Sales

/// What the company sells, at prices of its currency's order of magnitude.
struct Catalogue: Sendable {
    let products: [Product]
    let choice: WeightedChoice
    let quantities: [Int]
    private let minorPerMajor: Double

    init(_ plan: SalesCompany.Plan, ids: IdentifierSource) {
        let items = NameBook.of(plan.language).items
        let currency = plan.currency
        let level = Catalogue.priceLevel(currency)
        let minorPerMajor = (0..<currency.minorDigits).reduce(1.0) { value, _ in value * 10 }
        products = items.enumerated().map { index, item in
            let minor = Int64(Catalogue.rounded(item.price * level) * minorPerMajor)
            var product = Product(id: ids.identifier(index), name: item.name)
            product.prices = [Amount(minor: minor, currency: currency)]
            product.code = item.code
            product.category = item.category
            product.unit = item.unit
            product.taxRate = item.taxRate
            return product
        }
        // Software is sold most, services go along with it.
        choice = WeightedChoice(items.indices.map { 1 / (1 + 0.35 * Double($0)) })
        quantities = items.map(\.quantity)
        self.minorPerMajor = minorPerMajor
    }

    /// As many minor units as somebody would quote, to three digits.
    func quoted(_ minor: Double) -> Int64 {
        Int64(max(1, Catalogue.rounded(minor / minorPerMajor)) * minorPerMajor)
    }

    private static func rounded(_ value: Double) -> Double {
        var step = 1.0
        while value / step >= 1000 { step *= 10 }
        return (value / step).rounded() * step
    }

    /// What costs one yuan, roughly; only the order of magnitude matters.
    private static func priceLevel(_ currency: Currency) -> Double {
        switch currency.code {
        case "CNY": 1
        case "TWD": 4.4
        case "HKD": 1.1
        case "JPY": 21
        case "KRW": 190
        default: 0.14
        }
    }
}
