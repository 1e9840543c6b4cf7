/// A currency by its ISO 4217 code, three capital letters.
package struct Currency: Hashable, Sendable, Comparable, LosslessStringConvertible {
    package let code: String

    /// The currency of the code, in either case; none where it is not three ASCII letters.
    package init?(_ text: String) {
        let letters = text.uppercased()
        guard letters.utf8.count == 3, letters.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
        code = letters
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
