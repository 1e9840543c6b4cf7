extension UnsafeMutableBufferPointer<Int64> {
    /// The sum, and the exact values of the ascending ranks, without sorting what need not be.
    ///
    /// Three passes whatever the number of ranks: bounds, how many values fall into each of 2,048 equal parts of them,
    /// and the values of the parts that hold a rank, among which it goes on.
    func summedAndSelected(_ ranks: [Int]) -> (sum: Int128, values: [Int64]) {
        var sum: Int128 = 0
        guard count > 512 else {
            let values = sorted()
            for value in values { sum &+= Int128(value) }
            return (sum, ranks.map { values[$0] })
        }
        var (low, high) = (self[0], self[0])
        for start in stride(from: 0, to: count, by: 1024) {
            // The parts' sums fit 64 bits in any calendar: 1,024 × 10,000 years of milliseconds.
            var part: Int64 = 0
            for value in extracting(start..<Swift.min(start + 1024, count)) {
                part &+= value
                low = Swift.min(low, value)
                high = Swift.max(high, value)
            }
            sum &+= Int128(part)
        }
        return (sum, low == high ? ranks.map { _ in low } : selected(ranks, low, high))
    }

    private func selected(_ ranks: [Int], _ low: Int64, _ high: Int64) -> [Int64] {
        let range = UInt64(bitPattern: high &- low)
        let shift = UInt64(Swift.max(0, 64 - range.leadingZeroBitCount - 11))
        let counts = Scratch<UInt32>(repeating: 0, count: 2048)
        let tally = counts.pointer
        for value in self { tally[Int(truncatingIfNeeded: UInt64(bitPattern: value &- low) &>> shift)] &+= 1 }
        var places: [(part: Int, before: Int)] = []
        var (part, before) = (0, 0)
        for rank in ranks {
            while before + Int(tally[part]) <= rank {
                before += Int(tally[part])
                part += 1
            }
            places.append((part, before))
        }
        if shift == 0 { return places.map { low &+ Int64($0.part) } }
        var parts: [Int: [Int64]] = [:]
        for place in places where parts[place.part] == nil {
            parts[place.part] = values(of: UInt64(place.part), count: Int(tally[place.part]), low, shift)
        }
        return zip(ranks, places).map { rank, place in
            parts[place.part]?.withUnsafeMutableBufferPointer { $0.summedAndSelected([rank - place.before]).values[0] }
                ?? low
        }
    }

    /// The values that fall into the part; written to a place that only moves on behind those that do.
    private func values(of part: UInt64, count: Int, _ low: Int64, _ shift: UInt64) -> [Int64] {
        [Int64](unsafeUninitializedCapacity: count + 1) { values, written in
            guard let base = values.baseAddress else { return }
            for value in self {
                base[written] = value
                written &+= UInt64(bitPattern: value &- low) &>> shift == part ? 1 : 0
            }
        }
    }
}
