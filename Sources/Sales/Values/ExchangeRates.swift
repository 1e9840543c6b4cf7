/// What one unit of a currency is worth in the workspace's, from a day on.
package struct ExchangeRate: Hashable, Sendable {
    package var currency: Currency
    package var from: Day
    /// Units of the workspace's currency for a billion units of this one.
    package var unitsPerBillion: Int64

    package init(currency: Currency, from: Day, unitsPerBillion: Int64) {
        self.currency = currency
        self.from = from
        self.unitsPerBillion = unitsPerBillion
    }
}

/// A text that is no exchange rate.
package enum ExchangeRateError: Error, Equatable {
    case noRate
    /// The workspace's own currency is worth itself.
    case ownCurrency
    case unknownCurrency
}

extension ExchangeRateError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noRate: "This is no rate; write one above 0 with at most nine decimals, such as 7.1245."
        case .ownCurrency: "This is the workspace's own currency; it needs no rate."
        case .unknownCurrency: "There is no such currency; write its code of three letters, such as USD."
        }
    }
}

extension ExchangeRate {
    /// The rate that a person typed, `7.1245`, with at most nine decimals.
    package static func unitsPerBillion(typed text: String) throws(ExchangeRateError) -> Int64 {
        let parts = text.filter { !$0.isWhitespace && $0 != "," }.split(
            separator: ".",
            omittingEmptySubsequences: false
        )
        guard (1...2).contains(parts.count), let whole = Int64(parts[0].isEmpty ? "0" : parts[0]),
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { throw .noRate }
        let decimals = parts.count == 2 ? parts[1] : ""
        guard decimals.count <= 9, parts.contains(where: { !$0.isEmpty }) else { throw .noRate }
        let fraction = Int64(decimals + String(repeating: "0", count: 9 - decimals.count)) ?? 0
        let (billions, overflow) = whole.multipliedReportingOverflow(by: billion)
        guard !overflow, billions < Int64.max - billion, billions + fraction > 0 else { throw .noRate }
        return billions + fraction
    }

    /// The rate as a person would type it, without trailing zeros.
    package var typed: String {
        let (whole, rest) = unitsPerBillion.quotientAndRemainder(dividingBy: billion)
        if rest == 0 { return "\(whole)" }
        var decimals = rest.padded(9)
        while decimals.hasSuffix("0") { decimals.removeLast() }
        return "\(whole).\(decimals)"
    }
}

/// The dated rates of a workspace; of two for the same day the later entry counts.
package struct ExchangeRates: Hashable, Sendable {
    package let currency: Currency
    private let rates: [Currency: [ExchangeRate]]

    /// The rates in the order in which they were entered.
    package init(_ entered: [ExchangeRate], into currency: Currency) {
        self.currency = currency
        rates = Dictionary(grouping: entered, by: \.currency).mapValues { rates in
            let byDay = Dictionary(rates.map { ($0.from, $0) }) { _, later in later }
            return byDay.values.sorted { $0.from < $1.from }
        }
    }

    /// The rate in force on the day; none before the first one.
    package func rate(of currency: Currency, on day: Day) -> ExchangeRate? {
        rates[currency]?.last { $0.from <= day }
    }

    /// The amount in the workspace's currency at the day's rate, rounded half away from zero; nil where there is no
    /// rate for the day or the sum is too large to be kept.
    package func converted(_ amount: Amount, on day: Day) -> Amount? {
        if amount.currency == currency { return amount }
        guard let rate = rate(of: amount.currency, on: day) else { return nil }
        let digits = currency.minorDigits - amount.currency.minorDigits
        let numerator = Int128(amount.minor.magnitude) * Int128(rate.unitsPerBillion) * power(max(0, digits))
        let divisor = Int128(billion) * power(max(0, -digits))
        let (whole, rest) = numerator.quotientAndRemainder(dividingBy: divisor)
        guard let minor = Int64(exactly: rest * 2 >= divisor ? whole + 1 : whole) else { return nil }
        return Amount(minor: amount.minor < 0 ? -minor : minor, currency: currency)
    }

    private func power(_ digits: Int) -> Int128 { (0..<digits).reduce(1) { power, _ in power * 10 } }
}

private let billion: Int64 = 1_000_000_000
