import Sales

/// So many records and what they are worth.
struct Tally: BitwiseCopyable {
    /// Wide, as no sum of 64-bit amounts may overflow.
    var sum: Int128 = 0
    var count: UInt32 = 0
    var withAmount: UInt32 = 0
    var otherCurrency: UInt32 = 0

    @inline(__always)
    mutating func add(minor: Int64, currency: UInt8) {
        let isOwn: UInt32 = currency == 1 ? 1 : 0
        sum &+= isOwn == 1 ? Int128(minor) : 0
        count &+= 1
        withAmount &+= isOwn
        otherCurrency &+= currency > 1 ? 1 : 0
    }

    mutating func add(_ other: Tally) {
        sum &+= other.sum
        count &+= other.count
        withAmount &+= other.withAmount
        otherCurrency &+= other.otherCurrency
    }

    func figures(_ currency: Currency) -> AmountFigures {
        var figures = AmountFigures(currency: currency)
        figures.minor = Int64(clamping: sum)
        figures.withAmount = Int(withAmount)
        figures.otherCurrency = Int(otherCurrency)
        figures.withoutAmount = Int(count - withAmount - otherCurrency)
        return figures
    }
}

/// The share of one in the other, none where there is nothing to share.
func ratio(_ part: Int, of whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }

/// The share of one sum in the other; none where the whole is not positive or the part lies outside it, as negative
/// amounts can make it.
func ratio(_ part: Tally, of whole: Tally) -> Double? {
    whole.sum > 0 && part.sum >= 0 && part.sum <= whole.sum ? Double(part.sum) / Double(whole.sum) : nil
}
