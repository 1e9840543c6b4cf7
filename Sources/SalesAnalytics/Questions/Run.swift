import Sales

/// A segment's records that a question counts, up to an instant of the happened clock.
struct Run {
    let segment: Segment
    /// One bit a record.
    let mask: [UInt64]
    /// Rows that happened later do not count.
    let cutoff: Int64
    /// The number of the segment's empty path among all paths of the question.
    let base: Int

    init(_ segment: Segment, mask: [UInt64], cutoff: Int64, base: Int) {
        self.segment = segment
        self.mask = mask
        self.cutoff = cutoff
        self.base = base
    }

    /// Calls `body` with each counted record and its rows up to the cutoff, if there are any.
    @inline(__always)
    func forEachRecord(_ body: (_ record: Int, _ start: Int, _ end: Int) -> Void) {
        guard segment.rowCount > 0, segment.happenedBounds.lowerBound <= cutoff else { return }
        let isWhole = segment.happenedBounds.upperBound <= cutoff
        let starts = segment.rowStarts.pointer
        for word in mask.indices where mask[word] != 0 {
            let bits = mask[word]
            let first = word << 6
            for record in first..<min(first + 64, segment.recordCount) where bits >> UInt64(record & 63) & 1 == 1 {
                let start = Int(starts[record])
                var end = Int(starts[record + 1])
                if !isWhole { end = lastRow(start, end) }
                if end > start { body(record, start, end) }
            }
        }
    }

    /// The end of the rows up to the cutoff; the first four are compared without a branch, since where a date cuts a
    /// record nobody can predict.
    @inline(__always)
    private func lastRow(_ start: Int, _ end: Int) -> Int {
        let happened = segment.happened.pointer
        var count = 0
        for offset in 0..<4 {
            count += (happened[start + offset] <= cutoff ? 1 : 0) & (start + offset < end ? 1 : 0)
        }
        if count == 4 {
            while start + count < end && happened[start + count] <= cutoff { count += 1 }
        }
        return start + count
    }

    /// The place of the details after the row before `end`, −1 where none was set yet.
    @inline(__always)
    func detail(_ record: Int, before end: Int) -> Int {
        let first = Int(segment.detailStarts.pointer[record])
        var detail = Int(segment.detailStarts.pointer[record + 1]) - 1
        let rows = end - Int(segment.rowStarts.pointer[record])
        while detail >= first && segment.detailRows[detail] >= rows { detail -= 1 }
        return detail >= first ? detail : -1
    }
}

/// All runs of a question and the numbers of their paths.
struct Runs {
    private(set) var runs: [Run] = []
    private(set) var trees: [(tree: PathTree, base: Int)] = []
    private(set) var nodeCount = 0

    /// The live and visible records of a timeline at an instant, on the happened clock or as known then.
    init(_ timeline: Timeline, cutoff: Int64, known: Int64?, visible: RecordSet?) {
        for slice in timeline.slices {
            let mask = slice.mask(visible)
            guard let known else {
                add(slice.segment, mask, cutoff: cutoff)
                continue
            }
            let believed = Belief(slice.segment, mask: mask, cutoff: cutoff, known: known)
            add(slice.segment, believed.mask, cutoff: min(cutoff, known))
            if let segment = believed.rewritten {
                add(segment, Array(repeating: .max, count: (segment.recordCount + 63) / 64), cutoff: .max)
            }
        }
    }

    private mutating func add(_ segment: Segment, _ mask: [UInt64], cutoff: Int64) {
        let known = trees.last { $0.tree === segment.paths }
        let base = known?.base ?? nodeCount
        if known == nil {
            trees.append((segment.paths, base))
            nodeCount += segment.paths.count
        }
        runs.append(Run(segment, mask: mask, cutoff: cutoff, base: base))
    }
}
