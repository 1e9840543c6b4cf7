import Foundation

extension Currency {
    /// The currency of a code that ISO 4217 lists now or listed before; what people enter is read with this.
    ///
    /// What is stored is read without the list, as a newer one must not make old records unreadable.
    package init?(listed text: String) {
        self.init(text)
        guard Currency.listed.contains(code) else { return nil }
    }

    /// The currency that a customary abbreviation stands for, `CNY` for `RMB`.
    package static func meant(by text: String) -> Currency? {
        customary[text.uppercased()].flatMap { Currency($0) }
    }

    private static let listed = Set(Locale.Currency.isoCurrencies.map { $0.identifier.uppercased() })

    private static let customary = [
        "RMB": "CNY", "YUAN": "CNY", "NTD": "TWD", "NT$": "TWD", "HK$": "HKD", "US$": "USD", "YEN": "JPY",
        "EURO": "EUR", "UKP": "GBP", "STG": "GBP", "SFR": "CHF",
    ]
}
