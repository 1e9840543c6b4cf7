// Figures of absurd amounts are held at the largest that there is: a page shows them, and nothing stops.

extension Int64 {
    /// The number without its fraction, held within what an integer can be.
    package init(held number: Double) {
        // 2⁶³ itself is the first that is too large.
        if number >= 0x1p63 {
            self = .max
        } else {
            self = number >= -0x1p63 ? Int64(number) : .min
        }
    }
}

extension Amount {
    /// How much more this is than another amount of its currency.
    package func difference(from other: Amount) -> Amount {
        Amount(minor: Int64(clamping: Int128(minor) - Int128(other.minor)), currency: currency)
    }
}
