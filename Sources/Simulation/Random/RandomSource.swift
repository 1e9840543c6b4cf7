import Foundation

/// SplitMix64: one word of state, every seed as good as another; it seeds the larger generator and keyed streams.
package struct SplitMix64: Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    /// The stream that belongs to one record, so that a record can be made without those before it.
    package init(seed: UInt64, record: Int) {
        state = seed ^ UInt64(truncatingIfNeeded: record) &* 0xD134_2543_DE82_EF95
        _ = next()
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }

    package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    package mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }
}

/// The simulation's only source of chance: xoshiro256**, the same numbers for the same seed everywhere.
package struct RandomSource: Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64)
    private var spareNormal: Double?

    package init(seed: UInt64) {
        var seeder = SplitMix64(seed: seed)
        words = (seeder.next(), seeder.next(), seeder.next(), seeder.next())
    }

    /// Starts from a given state, which must not be all zeros.
    package init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    package mutating func next() -> UInt64 {
        let result = rotated(words.1 &* 5, by: 7) &* 9
        let shifted = words.1 << 17
        words.2 ^= words.0
        words.3 ^= words.1
        words.1 ^= words.2
        words.0 ^= words.3
        words.2 ^= shifted
        words.3 = rotated(words.3, by: 45)
        return result
    }

    private func rotated(_ word: UInt64, by bits: UInt64) -> UInt64 { word << bits | word >> (64 - bits) }
}

extension RandomSource {
    /// A number from 0 up to, not including, 1.
    package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// An integer from 0 up to, not including, `bound`.
    package mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

    package mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// A standard normal number, by the polar method, which yields two at a time.
    package mutating func normal() -> Double {
        if let spare = spareNormal {
            spareNormal = nil
            return spare
        }
        while true {
            let x = 2 * unit() - 1
            let y = 2 * unit() - 1
            let square = x * x + y * y
            guard square < 1, square > 0 else { continue }
            let factor = (-2 * log(square) / square).squareRoot()
            spareNormal = y * factor
            return x * factor
        }
    }

    /// An exponential number of mean 1.
    package mutating func exponential() -> Double { -log(1 - unit()) }
}
