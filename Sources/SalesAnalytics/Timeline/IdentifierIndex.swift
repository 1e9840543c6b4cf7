import Sales

/// Gives identifiers small numbers in the order in which they come.
///
/// An open-addressing table over the identifiers' own random bits: a look-up costs a few nanoseconds, where a
/// dictionary with its keyed hash costs forty.
struct IdentifierIndex<Record>: Sendable {
    private(set) var identifiers: [Identifier<Record>] = []
    private var slots: [UInt32] = Array(repeating: .max, count: 16)

    var count: Int { identifiers.count }

    func number(of identifier: Identifier<Record>) -> UInt32? {
        var slot = Self.hash(identifier) & (slots.count - 1)
        while slots[slot] != .max {
            if identifiers[Int(slots[slot])] == identifier { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    mutating func insert(_ identifier: Identifier<Record>) -> UInt32 {
        if (identifiers.count + 1) * 2 > slots.count { grow() }
        var slot = Self.hash(identifier) & (slots.count - 1)
        while slots[slot] != .max {
            if identifiers[Int(slots[slot])] == identifier { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = UInt32(identifiers.count)
        identifiers.append(identifier)
        return slots[slot]
    }

    /// Whether the number is the identifier's, which is cheaper to ask than to look it up.
    func isNumber(_ number: UInt32, of identifier: Identifier<Record>) -> Bool {
        Int(number) < identifiers.count && identifiers[Int(number)] == identifier
    }

    mutating func reserve(_ capacity: Int) {
        identifiers.reserveCapacity(capacity)
        while capacity * 2 > slots.count { grow() }
    }

    private mutating func grow() {
        slots = Array(repeating: .max, count: slots.count * 2)
        for number in identifiers.indices { place(UInt32(number)) }
    }

    private mutating func place(_ number: UInt32) {
        var slot = Self.hash(identifiers[Int(number)]) & (slots.count - 1)
        while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = number
    }

    private static func hash(_ identifier: Identifier<Record>) -> Int {
        let mixed = (identifier.low ^ identifier.high &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: mixed >> 20)
    }
}
