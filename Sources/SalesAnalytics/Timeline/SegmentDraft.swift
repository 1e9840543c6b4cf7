import Sales

/// A record's dimensions that are no tracked fields, in the catalog's numbers.
struct RecordDimensions: BitwiseCopyable, Sendable {
    var account = Details.none
    var product = Details.none
    var source = Details.none
    var type = Details.none
}

/// A segment while it is being filled.
struct SegmentDraft {
    private(set) var records: [UInt32] = []
    private(set) var rowStarts: [UInt32] = [0]
    private(set) var happened: [Int64] = []
    private(set) var recorded: [Int64] = []
    private(set) var nodes: [UInt32] = []
    private(set) var marks: [UInt16] = []
    private(set) var actors: [UInt32] = []
    private(set) var detailStarts: [UInt32] = [0]
    /// Counted from the record's first row.
    private(set) var detailRows: [UInt32] = []
    private(set) var details: [Details] = []
    private(set) var dimensions: [RecordDimensions] = []
    private(set) var binned: [UInt64] = []
    private(set) var voidedRows: [UInt32] = []
    private(set) var voidedValues: [VoidedRows.Values] = []
    private var current = Details()

    init(rows: Int, records: Int) {
        happened.reserveCapacity(rows)
        recorded.reserveCapacity(rows)
        nodes.reserveCapacity(rows)
        marks.reserveCapacity(rows)
        actors.reserveCapacity(rows)
        self.records.reserveCapacity(records)
    }

    var rowCount: Int { happened.count }

    /// Whether the next record begins another segment: at multiples of 64 records, so that masks are combined by words.
    var isFull: Bool { records.count & 63 == 0 && rowCount >= Slice.rowLimit }

    mutating func begin(_ record: UInt32, _ dimensions: RecordDimensions, isInBin: Bool) {
        if records.count & 63 == 0 { binned.append(0) }
        if isInBin { binned[records.count >> 6] |= 1 << UInt64(records.count & 63) }
        records.append(record)
        self.dimensions.append(dimensions)
        current = Details()
    }

    /// Empties the draft for the next segment, in the memory it has.
    mutating func clear() {
        records.removeAll(keepingCapacity: true)
        rowStarts = [0]
        happened.removeAll(keepingCapacity: true)
        recorded.removeAll(keepingCapacity: true)
        nodes.removeAll(keepingCapacity: true)
        marks.removeAll(keepingCapacity: true)
        actors.removeAll(keepingCapacity: true)
        detailStarts = [0]
        detailRows.removeAll(keepingCapacity: true)
        details.removeAll(keepingCapacity: true)
        dimensions.removeAll(keepingCapacity: true)
        binned.removeAll(keepingCapacity: true)
        voidedRows.removeAll(keepingCapacity: true)
        voidedValues.removeAll(keepingCapacity: true)
    }

    /// Appends a row whose path is known.
    mutating func append(_ row: PendingRow, _ values: Details, voidedAt: Int64) {
        beginRow(row.happened, row.recorded)
        marks.append(row.marks.bits)
        actors.append(row.actor)
        if row.marks.isVoided {
            voidedRows.append(UInt32(rowCount - 1))
            voidedValues.append(VoidedRows.Values(voidedAt: voidedAt, stage: row.stage, details: values))
        } else {
            take(row.marks.fields, from: values)
        }
        nodes.append(UInt32(bitPattern: row.number))
    }

    private mutating func beginRow(_ happened: Int64, _ recorded: Int64) {
        self.happened.append(happened)
        self.recorded.append(recorded)
    }

    private mutating func take(_ fields: TrackedFields, from values: Details) {
        let before = current
        current.take(fields, from: values)
        if current != before { append(current) }
    }

    /// Appends details that hold from the last row on.
    private mutating func append(_ details: Details) {
        detailRows.append(UInt32(rowCount - 1) - rowStarts[rowStarts.count - 1])
        self.details.append(details)
    }

    /// Takes a row over from another segment, with the details that begin with it.
    mutating func append(_ row: SegmentRow, node: UInt32, details: Details?) {
        beginRow(row.happened, row.recorded)
        marks.append(row.marks)
        actors.append(row.actor)
        nodes.append(node)
        if let voided = row.voided {
            voidedRows.append(UInt32(rowCount - 1))
            voidedValues.append(voided)
        }
        if let details { append(details) }
    }

    mutating func endRecord() {
        rowStarts.append(UInt32(happened.count))
        detailStarts.append(UInt32(detailRows.count))
    }
}

/// A row of a segment as another takes it over.
struct SegmentRow {
    var happened: Int64
    var recorded: Int64
    var marks: UInt16
    var actor: UInt32
    var voided: VoidedRows.Values?
}

extension Segment {
    func row(_ row: Int) -> SegmentRow {
        SegmentRow(
            happened: happened[row],
            recorded: recorded(row),
            marks: marks[row],
            actor: actors.number(row),
            voided: Marks(bits: marks[row]).isVoided ? voids.values(of: row) : nil
        )
    }

    func dimensions(_ record: Int) -> RecordDimensions {
        RecordDimensions(
            account: accounts[record],
            product: products[record],
            source: sources[record],
            type: types[record]
        )
    }

    func isBinned(_ record: Int) -> Bool { binned[record >> 6] >> UInt64(record & 63) & 1 == 1 }
}
