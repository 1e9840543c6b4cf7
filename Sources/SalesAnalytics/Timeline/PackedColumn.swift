/// An immutable run of integers, each in as few bytes as the widest of them needs.
///
/// What is stored is how far a value lies above the least, in none to eight bytes: a column of equal values takes no
/// memory. Reading needs no branch, since all widths are read alike: eight bytes from where the value begins, less
/// those of its neighbours. One value may be set apart as `none`; it does not widen the others.
struct PackedColumn: @unchecked Sendable {
    private let bytes: Column<UInt8>
    private let start: UnsafeRawPointer
    private let width: Int
    private let mask: UInt64
    private let base: Int64
    let count: Int

    /// The values of the places from 0 on, each of which is asked for twice.
    @inline(__always)
    init(count: Int, none: Int64? = nil, _ value: (Int) -> Int64) {
        var (least, greatest) = (Int64.max, Int64.min)
        for place in 0..<count {
            let value = value(place)
            let isNone = value == none
            least = isNone ? least : min(least, value)
            greatest = isNone ? greatest : max(greatest, value)
        }
        // Zero is kept for `none`. Differences wrap, so that any two values are told apart.
        let base = none == nil ? least : least &- 1
        let range = least > greatest ? 0 : UInt64(bitPattern: greatest &- base)
        let width = (64 - range.leadingZeroBitCount + 7) / 8
        self.count = count
        self.width = width
        mask = width == 8 ? .max : 1 << UInt64(width * 8) - 1
        self.base = base
        let bytes = Column<UInt8>(count: count * width) { memory in
            guard width > 0 else { return }
            for place in 0..<count {
                let value = value(place)
                let distance = value == none ? 0 : UInt64(bitPattern: value &- base)
                // Writes over the next value's place, which comes after it, and at the end over the padding.
                memory.storeBytes(of: distance.littleEndian, toByteOffset: place &* width, as: UInt64.self)
            }
        }
        self.bytes = bytes
        start = UnsafeRawPointer(bytes.pointer)
    }

    var byteCount: Int { bytes.byteCount }

    /// The value at the place, which is not checked, of a column without `none`.
    @inline(__always)
    subscript(place: Int) -> Int64 { base &+ Int64(bitPattern: distance(place)) }

    /// The value at the place, which is not checked, of a column with this `none`.
    @inline(__always)
    subscript(place: Int, none none: Int64) -> Int64 {
        let distance = distance(place)
        return distance == 0 ? none : base &+ Int64(bitPattern: distance)
    }

    @inline(__always)
    private func distance(_ place: Int) -> UInt64 {
        let word = start.loadUnaligned(fromByteOffset: place &* width, as: UInt64.self)
        return UInt64(littleEndian: word) & mask
    }
}

extension PackedColumn {
    init(_ values: [Int64]) { self.init(count: values.count) { values[$0] } }

    /// Of small numbers among which `Details.none` stands for no value.
    @inline(__always)
    init(numbers count: Int, _ number: (Int) -> UInt32) {
        self.init(count: count, none: Int64(Details.none)) { Int64(number($0)) }
    }

    @inline(__always)
    func number(_ place: Int) -> UInt32 { UInt32(truncatingIfNeeded: self[place, none: Int64(Details.none)]) }
}
