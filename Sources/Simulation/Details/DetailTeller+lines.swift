import Sales

extension DetailTeller {
    /// The product at its list price, as many as the amount pays for, and services for what is left.
    mutating func lines() -> [OpportunityLine] {
        guard let amount = values.amount, amount.minor > 0, let product = soldProduct,
            let price = product.prices.first?.minor, price > 0, let service
        else { return [] }
        let fitting = Int64(Double(amount.minor) * 0.85) / price
        guard fitting > 0 else {
            let price = Amount(minor: amount.minor, currency: amount.currency)
            return [
                OpportunityLine(
                    id: part(16),
                    productID: product.id,
                    quantity: Quantity(thousandths: 1000),
                    unitPrice: price
                )
            ]
        }
        let main = OpportunityLine(
            id: part(16),
            productID: product.id,
            quantity: Quantity(thousandths: min(fitting, 400) * 1000),
            unitPrice: Amount(minor: price, currency: amount.currency),
            discount: random.chance(0.35) ? Discount(hundredths: Int64(1 + random.below(3)) * 500) : .none
        )
        guard let rest = (try? main.amount()).map({ amount.minor - $0.minor }) else { return [] }
        if rest == 0 { return [main] }
        let divisors = (2...20).filter { rest % Int64($0 * 100) == 0 }
        let count = Int64(divisors.last ?? 1)
        let days = OpportunityLine(
            id: part(17),
            productID: service.id,
            quantity: Quantity(thousandths: count * 1000),
            unitPrice: Amount(minor: rest / count, currency: amount.currency)
        )
        return [main, days]
    }

    private var soldProduct: Product? { company.products.first { $0.id == opportunity.productID } }

    /// Implementation, or a year of support where that is what is sold.
    private var service: Product? {
        let services = company.products.suffix(2)
        return services.first { $0.id != opportunity.productID }
    }
}
