import Sales

/// What a currency sign or code beside a number can mean.
enum CurrencyMark {
    private static let signs: [String: [String]] = [
        "$": ["USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "CLP", "COP", "ARS"],
        "US$": ["USD"], "HK$": ["HKD"], "NT$": ["TWD"], "A$": ["AUD"], "AU$": ["AUD"], "C$": ["CAD"],
        "CA$": ["CAD"], "S$": ["SGD"], "R$": ["BRL"], "€": ["EUR"], "£": ["GBP"], "¥": ["CNY", "JPY"],
        "RMB": ["CNY"], "CN¥": ["CNY"], "JP¥": ["JPY"], "元": ["CNY", "TWD", "HKD"], "圆": ["CNY"], "円": ["JPY"],
        "人民币": ["CNY"], "₹": ["INR"], "₩": ["KRW"], "₽": ["RUB"], "₺": ["TRY"], "₫": ["VND"], "zł": ["PLN"],
        "kr": ["SEK", "NOK", "DKK"], "CHF": ["CHF"],
    ]

    /// The currency that the mark means beside what the mapping states or the workspace uses.
    static func currency(_ mark: String, stated: Currency?, otherwise: Currency) throws(ValueError) -> Currency {
        let codes = signs[mark] ?? signs[mark.uppercased()] ?? [mark]
        let candidates = codes.compactMap { Currency(listed: $0) }
        guard let first = candidates.first else { throw .currencyUnknown(mark) }
        if let stated {
            guard candidates.contains(stated) else { throw .currencyDiffers(found: mark, expected: stated) }
            return stated
        }
        if candidates.contains(otherwise) { return otherwise }
        guard candidates.count == 1 else { throw .currencyUnknown(mark) }
        return first
    }
}
