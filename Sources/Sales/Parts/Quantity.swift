/// How many of a product, as a whole number of thousandths.
package struct Quantity: Hashable, Sendable {
    package var thousandths: Int64

    static let one: Int64 = 1000
    /// Beyond a billion nobody counts by pieces.
    private static let limit: Int64 = 1_000_000_000_000

    package init(thousandths: Int64) { self.thousandths = thousandths }

    /// What a person typed, `2.5`: above zero, with at most three decimals.
    package init(typed text: String) throws(LineError) {
        guard let thousandths = text.scaledNumber(decimals: 3), (1...Self.limit).contains(thousandths) else {
            throw .quantityUnfit
        }
        self.thousandths = thousandths
    }

    /// As a person would type it, without a trailing fraction of zeros.
    package var typed: String { thousandths.typedNumber(decimals: 3) }
}

/// A part of a price that is not asked for, as a whole number of hundredths of a percent.
package struct Discount: Hashable, Sendable {
    package var hundredths: Int64

    package static let none = Discount(hundredths: 0)
    static let whole: Int64 = 10_000

    package init(hundredths: Int64) { self.hundredths = hundredths }

    /// What a person typed, `12.5` or `12.5%`: from 0 to 100, with at most two decimals; a blank text is none.
    package init(typed text: String) throws(LineError) {
        let digits = text.filter { !$0.isWhitespace && $0 != "%" && $0 != "％" }
        if digits.isEmpty {
            self = .none
            return
        }
        guard let hundredths = digits.scaledNumber(decimals: 2), (0...Self.whole).contains(hundredths) else {
            throw .discountUnfit
        }
        self.hundredths = hundredths
    }

    package var typed: String { hundredths.typedNumber(decimals: 2) }
}

extension String {
    /// The number as so many decimal parts of one, full-width digits and commas between thousands too.
    fileprivate func scaledNumber(decimals limit: Int) -> Int64? {
        var (number, decimals): (Int64, Int?) = (0, nil)
        var isEmpty = true
        for scalar in unicodeScalars where !scalar.properties.isWhitespace && scalar != "," && scalar != "，" {
            let digit: Int64
            switch scalar {
            case "0"..."9": digit = Int64(scalar.value - 0x30)
            case "０"..."９": digit = Int64(scalar.value - 0xFF10)
            case ".", "．":
                if decimals != nil { return nil }
                decimals = 0
                continue
            default: return nil
            }
            isEmpty = false
            decimals = decimals.map { $0 + 1 }
            if decimals ?? 0 > limit { return nil }
            guard let appended = number.appending(digit) else { return nil }
            number = appended
        }
        if isEmpty { return nil }
        for _ in (decimals ?? 0)..<limit {
            guard let appended = number.appending(0) else { return nil }
            number = appended
        }
        return number
    }
}

extension Int64 {
    /// The number with one more digit; nil where it is too large.
    fileprivate func appending(_ digit: Int64) -> Int64? {
        let (tens, isTooLarge) = multipliedReportingOverflow(by: 10)
        let (sum, isBeyond) = tens.addingReportingOverflow(digit)
        return isTooLarge || isBeyond ? nil : sum
    }

    /// The number of which this is so many decimal parts, `2.5`; never below zero.
    fileprivate func typedNumber(decimals: Int) -> String {
        let scale = (0..<decimals).reduce(Int64(1)) { scale, _ in scale * 10 }
        let (whole, rest) = quotientAndRemainder(dividingBy: scale)
        if rest == 0 { return String(whole) }
        let fraction = rest.padded(decimals)
        return "\(whole).\(fraction.prefix(through: fraction.lastIndex { $0 != "0" } ?? fraction.startIndex))"
    }
}
