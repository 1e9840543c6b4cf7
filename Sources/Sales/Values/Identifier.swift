import Synchronization

/// A record's identifier, a UUID typed by its record so that an account's never passes for an opportunity's.
///
/// New ones are UUIDv7 (RFC 9562): they sort by the millisecond they were made in and, within one process, by order.
package struct Identifier<Record>: Hashable, Sendable {
    /// The first and the last eight bytes, big-endian.
    package var high: UInt64
    package var low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes a new UUIDv7 of the instant.
    package init(at instant: Instant) {
        let sequence = UUIDSequence.next()
        let time = UInt64(truncatingIfNeeded: max(0, instant.milliseconds)) << 16
        high = time | 0x7000 | sequence >> 22
        low = 0x8000_0000_0000_0000 | (sequence & 0x3F_FFFF) << 40 | UInt64.random(in: 0..<1 << 40)
    }
}

/// Counts identifiers, so that those of one millisecond keep their order (34 bits, from a random start).
///
/// An import makes millions of one instant: 22 bits came round after three million and broke the order.
private enum UUIDSequence {
    private static let counter = Atomic<UInt64>(UInt64.random(in: 0..<1 << 33))

    static func next() -> UInt64 {
        counter.wrappingAdd(1, ordering: .relaxed).oldValue & 0x3_FFFF_FFFF
    }
}

extension Identifier: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension Identifier: LosslessStringConvertible {
    /// Reads the canonical form, `0191e6a0-7c00-7000-8000-000000000001`, in either case.
    package init?(_ text: String) {
        var words: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for (index, byte) in text.utf8.enumerated() {
            if [8, 13, 18, 23].contains(index) {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard digits < 32, let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
            if digits < 16 { words.0 = words.0 << 4 | UInt64(digit) } else { words.1 = words.1 << 4 | UInt64(digit) }
            digits += 1
        }
        guard digits == 32 else { return nil }
        self.init(high: words.0, low: words.1)
    }

    package var description: String {
        String(unsafeUninitializedCapacity: 36) { text in
            var place = 0
            for word in [high, low] {
                for shift in stride(from: 60, through: 0, by: -4) {
                    if [8, 13, 18, 23].contains(place) {
                        text[place] = UInt8(ascii: "-")
                        place += 1
                    }
                    let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift) & 0xF)
                    text[place] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
                    place += 1
                }
            }
            return place
        }
    }
}
