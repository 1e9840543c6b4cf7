import Sales

/// An exact decimal number: digits with so many of them after the decimal sign.
package struct DecimalNumber: Hashable, Sendable {
    package var isNegative: Bool
    package var digits: UInt64
    /// How many of the digits are decimals; negative where zeros follow, as in `200万`.
    package var scale: Int

    package init(isNegative: Bool = false, digits: UInt64, scale: Int = 0) {
        self.isNegative = isNegative
        self.digits = digits
        self.scale = scale
    }

    /// The number with the decimal sign moved so many places to the right.
    package func times(_ power: Int) -> DecimalNumber {
        DecimalNumber(isNegative: isNegative, digits: digits, scale: scale - power)
    }

    /// The number of units of 10^-places, exactly; `.notAWholeNumber` when decimals would be lost, unless they are
    /// to be rounded half up, away from zero.
    package func units(places: Int, rounding: Bool = false) throws(ValueError) -> Int64 {
        var units = digits
        var surplus = scale - places
        while surplus < 0 {
            let (product, overflow) = units.multipliedReportingOverflow(by: 10)
            if overflow { throw .numberTooLarge }
            units = product
            if units == 0 { break }
            surplus += 1
        }
        var lastDropped: UInt64 = 0
        while surplus > 0, units > 0 || lastDropped > 0 {
            lastDropped = units % 10
            if lastDropped != 0 && !rounding { throw .notAWholeNumber }
            units /= 10
            surplus -= 1
        }
        if lastDropped >= 5 { units += 1 }
        guard units <= UInt64(Int64.max) else { throw .numberTooLarge }
        return isNegative ? -Int64(units) : Int64(units)
    }

    /// The number as an amount of the currency.
    package func amount(_ currency: Currency, rounding: Bool = false) throws(ValueError) -> Amount {
        do {
            return Amount(minor: try units(places: currency.minorDigits, rounding: rounding), currency: currency)
        } catch {
            throw error == .notAWholeNumber ? .tooManyDecimals(currency) : error
        }
    }

    /// The number as a whole number within bounds.
    package func integer(in range: ClosedRange<Int>, rounding: Bool = false) throws(ValueError) -> Int {
        let value = Int(try units(places: 0, rounding: rounding))
        guard range.contains(value) else { throw .outOfRange(range) }
        return value
    }
}
