import Sales

/// Durations in milliseconds, put side by side by what they are durations of.
struct Durations: ~Copyable {
    private let starts: [Int]
    private let cursors: Scratch<Int>
    private let values: Scratch<Int64>

    /// Room for at most so many of each kind.
    init(limits: [Int]) {
        var starts = [0]
        starts.reserveCapacity(limits.count + 1)
        for limit in limits { starts.append(starts[starts.count - 1] + limit) }
        self.starts = starts
        cursors = Scratch(count: limits.count)
        for (place, start) in starts.dropLast().enumerated() { cursors.pointer[place] = start }
        values = Scratch(count: starts[limits.count])
    }

    @inline(__always)
    borrowing func add(_ milliseconds: Int64, to kind: Int) {
        let cursor = cursors.pointer[kind]
        values.pointer[cursor] = milliseconds
        cursors.pointer[kind] = cursor + 1
    }

    borrowing func figures(_ kind: Int) -> DurationFigures {
        let count = cursors.pointer[kind] - starts[kind]
        return DurationFigures(UnsafeMutableBufferPointer(start: values.pointer + starts[kind], count: count))
    }
}

extension DurationFigures {
    /// Mean, median and nearest-rank 90th percentile of durations in milliseconds; the buffer is reordered.
    init(_ values: UnsafeMutableBufferPointer<Int64>) {
        self.init()
        guard !values.isEmpty else { return }
        var sum: Int128 = 0
        for value in values { sum &+= Int128(value) }
        let middle = values.count / 2
        let upper = values.selected(middle)
        let lower = values.count.isMultiple(of: 2) ? values.selected(middle - 1) : upper
        let high = values.selected((values.count * 9 + 9) / 10 - 1)
        n = values.count
        mean = Double(sum) / Double(n) / 86_400_000
        median = (Double(lower) + Double(upper)) / 2 / 86_400_000
        p90 = Double(high) / 86_400_000
    }
}

extension UnsafeMutableBufferPointer<Int64> {
    /// The value of that rank, exactly, without sorting: by counting how many fall into each of 2,048 equal parts of
    /// the range and going on within the one that holds the rank.
    func selected(_ rank: Int) -> Int64 {
        guard count > 256 else { return sorted()[rank] }
        var (low, high) = (self[0], self[0])
        for value in self {
            low = Swift.min(low, value)
            high = Swift.max(high, value)
        }
        let range = UInt64(bitPattern: high &- low)
        if range == 0 { return low }
        let shift = UInt64(Swift.max(0, 64 - range.leadingZeroBitCount - 11))
        var counts = [Int](repeating: 0, count: 2048)
        for value in self { counts[Int(UInt64(bitPattern: value &- low) >> shift)] += 1 }
        var (part, before) = (0, 0)
        while before + counts[part] <= rank {
            before += counts[part]
            part += 1
        }
        if shift == 0 { return low &+ Int64(part) }
        var rest = filter { UInt64(bitPattern: $0 &- low) >> shift == UInt64(part) }
        return rest.withUnsafeMutableBufferPointer { $0.selected(rank - before) }
    }
}

extension Durations {
    /// Takes over durations that come with their kinds.
    init(_ pairs: [(kind: UInt32, milliseconds: Int64)], kinds: Int) {
        var limits = [Int](repeating: 0, count: kinds)
        for pair in pairs { limits[Int(pair.kind)] += 1 }
        self.init(limits: limits)
        for pair in pairs { add(pair.milliseconds, to: Int(pair.kind)) }
    }
}
