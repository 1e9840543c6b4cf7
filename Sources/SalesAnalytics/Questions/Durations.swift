import Sales

/// Durations in milliseconds, put side by side by what they are durations of.
struct Durations: ~Copyable {
    private let starts: [Int]
    private let cursors: Scratch<Int>
    private let values: Scratch<Int64>

    /// Room for at most so many of each kind, and for one that is written and not kept.
    init(limits: [Int]) {
        var starts = [0]
        starts.reserveCapacity(limits.count + 1)
        for limit in limits { starts.append(starts[starts.count - 1] + limit + 1) }
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

    /// Adds a duration where it is one, without a branch: nobody can predict which of a record's rows end a stay.
    @inline(__always)
    borrowing func add(_ milliseconds: Int64, to kind: Int, if isOne: Bool) {
        let cursor = cursors.pointer[kind]
        values.pointer[cursor] = milliseconds
        cursors.pointer[kind] = cursor &+ (isOne ? 1 : 0)
    }

    borrowing func figures(_ kind: Int) -> DurationFigures {
        let count = cursors.pointer[kind] - starts[kind]
        return DurationFigures(UnsafeMutableBufferPointer(start: values.pointer + starts[kind], count: count))
    }
}

/// A duration and the number of what it is a duration of.
struct KindDuration: BitwiseCopyable {
    var kind: UInt32
    var milliseconds: Int64
}

extension Durations {
    /// Takes over durations that come with their kinds.
    init(_ pairs: [KindDuration], kinds: Int) {
        var limits = [Int](repeating: 0, count: kinds)
        for pair in pairs { limits[Int(pair.kind)] += 1 }
        self.init(limits: limits)
        for pair in pairs { add(pair.milliseconds, to: Int(pair.kind)) }
    }
}

extension DurationFigures {
    /// Mean, median and nearest-rank 90th percentile of durations in milliseconds; the values are reordered.
    init(_ values: UnsafeMutableBufferPointer<Int64>) {
        self.init()
        guard !values.isEmpty else { return }
        n = values.count
        let ranks = [(n - 1) / 2, n / 2, (n * 9 + 9) / 10 - 1]
        let (sum, selected) = values.summedAndSelected(ranks)
        mean = Double(sum) / Double(n) / 86_400_000
        median = (Double(selected[0]) + Double(selected[1])) / 2 / 86_400_000
        p90 = Double(selected[2]) / 86_400_000
    }
}
