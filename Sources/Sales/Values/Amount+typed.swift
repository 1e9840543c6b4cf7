/// A text that is no amount of the currency.
package enum AmountError: Error, Hashable, Sendable {
    case noNumber
    /// More decimals than the currency has.
    case tooFine(Currency)
    case tooLarge
}

extension AmountError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noNumber: "This is no amount; write one such as 1200000 or 1,200,000.50."
        case .tooFine(let currency): "\(currency) has \(currency.minorDigits) decimals; this has more."
        case .tooLarge: "This amount is too large to be kept."
        }
    }
}

extension Amount {
    /// The amount that a person typed: digits, full-width ones too, with commas between thousands and a point before
    /// the decimals; nil of a blank text.
    package init?(typed text: String, _ currency: Currency) throws(AmountError) {
        var digits: [UInt8] = []
        var decimals: Int?
        var isNegative = false
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace && scalar != "," && scalar != "，" {
            switch scalar {
            case "0"..."9": digits.append(UInt8(scalar.value - 0x30))
            case "０"..."９": digits.append(UInt8(scalar.value - 0xFF10))
            case ".", "．":
                if decimals != nil { throw .noNumber }
                decimals = 0
                continue
            case "-", "−", "－":
                if isNegative || !digits.isEmpty || decimals != nil { throw .noNumber }
                isNegative = true
                continue
            default: throw .noNumber
            }
            decimals = decimals.map { $0 + 1 }
        }
        if digits.isEmpty {
            if isNegative || decimals != nil { throw .noNumber }
            return nil
        }
        let missing = currency.minorDigits - (decimals ?? 0)
        if missing < 0 { throw .tooFine(currency) }
        var minor: Int64 = 0
        for digit in digits + Array(repeating: 0, count: missing) {
            let (tens, overflow) = minor.multipliedReportingOverflow(by: 10)
            let (next, carry) = tens.addingReportingOverflow(Int64(digit))
            if overflow || carry { throw .tooLarge }
            minor = next
        }
        self.init(minor: isNegative ? -minor : minor, currency: currency)
    }

    /// The amount as a person would type it, `1200000.50`, without a trailing fraction of zeros.
    package var typed: String {
        let scale = (0..<currency.minorDigits).reduce(UInt64(1)) { scale, _ in scale * 10 }
        let (whole, rest) = minor.magnitude.quotientAndRemainder(dividingBy: scale)
        let fraction = rest == 0 ? "" : ".\(Int64(rest).padded(currency.minorDigits))"
        return "\(minor < 0 ? "-" : "")\(whole)\(fraction)"
    }
}
