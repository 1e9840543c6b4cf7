import Sales

/// What was believed of a segment's records: those of which we knew then just what we know now, up to the instant,
/// and the few others, rewritten as rows of their own.
struct Belief {
    private(set) var mask: [UInt64]
    private(set) var rewritten: Segment?
    private let segment: Segment
    private let cutoff: Int64
    private let known: Int64

    init(_ segment: Segment, mask: [UInt64], cutoff: Int64, known: Int64) {
        self.segment = segment
        self.mask = mask
        self.cutoff = cutoff
        self.known = known
        let isKnown = segment.recordedMaximum <= known && segment.happenedBounds.upperBound <= known
        let standsVoided = (0..<segment.voids.rows.count).contains { segment.voids.values[$0].voidedAt > known }
        let isLater = segment.happenedBounds.lowerBound > cutoff
        if isLater || isKnown && !standsVoided { return }
        rewrite()
    }

    private mutating func rewrite() {
        var draft = SegmentDraft(rows: 0, records: 0)
        var paths = PathTreeBuilder()
        let starts = segment.rowStarts.pointer
        let happened = segment.happened.pointer
        for record in 0..<segment.recordCount where mask[record >> 6] >> UInt64(record & 63) & 1 == 1 {
            let rows = Int(starts[record])..<Int(starts[record + 1])
            guard differs(rows, happened, segment.lags) else { continue }
            mask[record >> 6] &= ~(1 << UInt64(record & 63))
            draft.begin(segment.records[record], segment.dimensions(record), isInBin: false)
            copy(rows, record, to: &draft, &paths)
            draft.endRecord()
        }
        if draft.rowCount > 0 { rewritten = Segment(draft, paths: PathTree(paths)) }
    }

    /// Whether the rows visible then are others than those up to the earlier of the two instants, as they stand now.
    @inline(__always)
    private func differs(
        _ rows: Range<Int>,
        _ happened: UnsafePointer<Int64>,
        _ lags: PackedColumn
    ) -> Bool {
        let marks = segment.marks.pointer
        let earlier = min(cutoff, known)
        var row = rows.lowerBound
        while row < rows.upperBound && happened[row] <= earlier {
            if happened[row] &+ lags[row] > known || marks[row] & Marks.voided != 0 && stood(row) { return true }
            row += 1
        }
        while row < rows.upperBound && happened[row] <= cutoff {
            if happened[row] &+ lags[row] <= known { return true }
            row += 1
        }
        return false
    }

    /// Whether the voided row was not yet taken back then.
    private func stood(_ row: Int) -> Bool { segment.voids.values(of: row).map { $0.voidedAt > known } ?? false }

    private func copy(_ rows: Range<Int>, _ record: Int, to draft: inout SegmentDraft, _ paths: inout PathTreeBuilder) {
        var detail = Int(segment.detailStarts[record]) - 1
        let last = Int(segment.detailStarts[record + 1]) - 1
        let first = detail
        var node: UInt32 = 0
        for row in rows {
            while detail < last && segment.detailRows[detail + 1] <= row - rows.lowerBound { detail += 1 }
            guard segment.happened[row] <= cutoff, segment.recorded(row) <= known else { continue }
            var marks = Marks(bits: segment.marks[row])
            var stage = segment.paths.stages[Int(segment.nodes[row])]
            var details = segment.details(detail > first ? detail : -1)
            if marks.isVoided {
                guard let voided = segment.voids.values(of: row), voided.voidedAt > known else { continue }
                stage = voided.stage
                details = voided.details
                marks.bits &= ~Marks.voided
            }
            if marks.setsStage { node = paths.child(of: node, to: stage) }
            draft.append(PendingRow(segment, row, node: node, marks: marks), details, voidedAt: .max)
        }
    }
}

extension PendingRow {
    fileprivate init(_ segment: Segment, _ row: Int, node: UInt32, marks: Marks) {
        self.init(
            record: 0,
            number: Int32(bitPattern: node),
            happened: segment.happened[row],
            recorded: segment.recorded(row),
            actor: segment.actors.number(row),
            details: -1,
            stage: PathTreeBuilder.noStage,
            marks: marks,
            voiding: -1
        )
    }
}
