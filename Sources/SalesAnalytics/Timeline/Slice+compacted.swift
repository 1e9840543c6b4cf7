extension Slice {
    /// How many rows make a segment full.
    static let rowLimit = 65_536
    /// How many segments of a size may wait to be merged.
    private static let waitingLimit = 8

    /// Merges small slices once there are many of a size, else rewrites one from which most records have gone.
    ///
    /// One refresh merges half a full segment at most, so that none takes long; larger slices are left as they are.
    static func compacted(_ slices: [Slice]) -> [Slice] {
        let merged = mergeable(slices)
        guard !merged.isEmpty else { return slices }
        let rest = slices.indices.filter { !merged.contains($0) }.map { slices[$0] }
        return rest + [Slice(Segment(merging: merged.map { slices[$0] }))]
    }

    private static func mergeable(_ slices: [Slice]) -> [Int] {
        for size in [0..<rowLimit / 16, rowLimit / 16..<rowLimit / 2] {
            let waiting = slices.indices.filter { size.contains(slices[$0].segment.rowCount) }
            guard waiting.count > waitingLimit else { continue }
            var rows = 0
            return Array(
                waiting.prefix { place in
                    defer { rows += slices[place].segment.rowCount }
                    return rows < rowLimit / 2
                }
            )
        }
        return slices.indices.filter { place in
            let slice = slices[place]
            return slice.segment.rowCount >= rowLimit / 2 && slice.heldCount * 2 < slice.segment.recordCount
        }.suffix(1)
    }
}

extension Segment {
    /// The segment of all records that the slices hold.
    fileprivate convenience init(merging slices: [Slice]) {
        var places: [(record: UInt32, slice: Int, place: Int)] = []
        for (number, slice) in slices.enumerated() {
            for place in 0..<slice.segment.recordCount where slice.isHeld(place) {
                places.append((slice.segment.records.pointer[place], number, place))
            }
        }
        places.sort { $0.record < $1.record }
        var paths = PathTreeBuilder()
        var known = slices.map { [UInt32](repeating: 0, count: $0.segment.paths.count) }
        var draft = SegmentDraft(rows: slices.reduce(0) { $0 + $1.segment.rowCount }, records: places.count)
        for (_, number, place) in places {
            draft.copy(place, of: slices[number].segment, known: &known[number], paths: &paths)
        }
        self.init(draft, paths: PathTree(paths))
    }
}

extension SegmentDraft {
    /// Takes a record over from another segment; `known` remembers which of its paths is which here.
    fileprivate mutating func copy(
        _ record: Int,
        of segment: Segment,
        known: inout [UInt32],
        paths: inout PathTreeBuilder
    ) {
        begin(segment.records[record], segment.dimensions(record), isInBin: segment.isBinned(record))
        var detail = Int(segment.detailStarts[record])
        let lastDetail = Int(segment.detailStarts[record + 1])
        let start = Int(segment.rowStarts[record])
        for row in start..<Int(segment.rowStarts[record + 1]) {
            let node = Int(segment.nodes[row])
            if known[node] == 0 && node != 0 { known[node] = segment.paths.copy(node, &known, into: &paths) }
            var details: Details?
            if detail < lastDetail && segment.detailRows[detail] == row - start {
                details = segment.details(detail)
                detail += 1
            }
            append(segment.row(row), node: known[node], details: details)
        }
        endRecord()
    }
}

extension PathTree {
    /// The same path in the other tree, with all its beginnings.
    fileprivate func copy(_ node: Int, _ known: inout [UInt32], into paths: inout PathTreeBuilder) -> UInt32 {
        var missing: [Int] = []
        var parent = node
        while parent != 0 && known[parent] == 0 {
            missing.append(parent)
            parent = Int(parents[parent])
        }
        for node in missing.reversed() {
            known[node] = paths.child(of: known[Int(parents[node])], to: stages[node])
        }
        return known[node]
    }
}
