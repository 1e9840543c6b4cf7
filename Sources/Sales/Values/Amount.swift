/// A currency by its ISO 4217 code, three capital letters.
package struct Currency: Hashable, Sendable, Comparable, LosslessStringConvertible {
    package let code: String

    package static let yuan = Currency(unchecked: "CNY")
    package static let newTaiwanDollar = Currency(unchecked: "TWD")
    package static let usDollar = Currency(unchecked: "USD")

    private init(unchecked code: String) { self.code = code }

    /// The currency of the code, in either case; none where it is not three ASCII letters.
    package init?(_ text: String) {
        // Before upper case, which makes ASCII of "ß" and of ligatures.
        let letters = text.utf8
        guard letters.count == 3, letters.allSatisfy({ (65...90).contains($0 & 0xDF) }) else { return nil }
        code = text.uppercased()
    }

    package var description: String { code }

    package static func < (left: Self, right: Self) -> Bool { left.code < right.code }

    /// How many decimal digits the minor unit has: 2 for most, 0 for yen, 3 for Kuwaiti dinars (ISO 4217).
    package var minorDigits: Int {
        switch code {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
            "XOF", "XPF":
            0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        case "CLF", "UYW": 4
        default: 2
        }
    }
}

/// A sum of money in a currency's minor units, never a floating-point number.
package struct Amount: Hashable, Sendable {
    package var minor: Int64
    package var currency: Currency

    package init(minor: Int64, currency: Currency) {
        self.minor = minor
        self.currency = currency
    }
}
