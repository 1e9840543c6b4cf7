import Sales

/// A few thousand records with all their revisions, in columns that never change.
///
/// Rows lie in the order (record, happened, number). What a row holds is cumulative and of the happened clock as
/// known now: the stage path and the details after it. A row that was taken back repeats what was before it, so that
/// it costs nothing; its own values are in `voids`, for the recorded clock.
final class Segment: Sendable {
    let paths: PathTree
    /// The records' index in the workspace.
    let records: Column<UInt32>
    let rowStarts: Column<UInt32>
    let happened: Column<Int64>
    /// How long after it happened the row was recorded.
    let lags: PackedColumn
    let nodes: Column<UInt32>
    let marks: Column<UInt16>
    let actors: PackedColumn
    let detailStarts: Column<UInt32>
    /// The row from which on a record's details hold, counted from the record's first.
    let detailRows: PackedColumn
    let amounts: PackedColumn
    let currencies: PackedColumn
    let owners: PackedColumn
    private let closeDates: PackedColumn
    private let forecasts: PackedColumn
    private let probabilities: PackedColumn
    private let lossReasons: PackedColumn
    let accounts: Column<UInt32>
    let products: Column<UInt32>
    let sources: Column<UInt32>
    let types: Column<UInt32>
    /// The records in the bin, one bit each.
    let binned: Column<UInt64>
    let voids: VoidedRows
    let happenedBounds: ClosedRange<Int64>
    let recordedMaximum: Int64
    let hasDays: Bool
    /// Whether every row is known to the instant.
    let isExact: Bool

    init(_ draft: SegmentDraft, paths: PathTree) {
        self.paths = paths
        records = Column(draft.records)
        rowStarts = Column(draft.rowStarts)
        happened = Column(draft.happened)
        lags = PackedColumn(count: draft.rowCount) { draft.recorded[$0] &- draft.happened[$0] }
        nodes = Column(draft.nodes)
        marks = Column(draft.marks)
        actors = PackedColumn(numbers: draft.rowCount) { draft.actors[$0] }
        detailStarts = Column(draft.detailStarts)
        let details = draft.details
        detailRows = PackedColumn(count: details.count) { Int64(draft.detailRows[$0]) }
        amounts = PackedColumn(count: details.count) { details[$0].minor }
        currencies = PackedColumn(count: details.count) { Int64(details[$0].currency) }
        owners = PackedColumn(numbers: details.count) { details[$0].owner }
        closeDates = PackedColumn(count: details.count, none: Int64(Int32.min)) { Int64(details[$0].closeDate) }
        forecasts = PackedColumn(count: details.count) { Int64(details[$0].forecast) }
        probabilities = PackedColumn(count: details.count) { Int64(details[$0].probability) }
        lossReasons = PackedColumn(numbers: details.count) { details[$0].lossReason }
        accounts = Column(draft.dimensions.map(\.account))
        products = Column(draft.dimensions.map(\.product))
        sources = Column(draft.dimensions.map(\.source))
        types = Column(draft.dimensions.map(\.type))
        binned = Column(draft.binned)
        voids = VoidedRows(rows: Column(draft.voidedRows), values: Column(draft.voidedValues))
        happenedBounds = (draft.happened.min() ?? 0)...(draft.happened.max() ?? 0)
        recordedMaximum = draft.recorded.max() ?? .min
        hasDays = draft.marks.contains { $0 & Marks.day != 0 }
        isExact = !draft.marks.contains { $0 & (Marks.day | Marks.undated) != 0 }
    }

    /// The same segment with its records counted from another on and its paths in another tree, whose numbers `nodes`
    /// has.
    init(_ other: Segment, from first: UInt32, onto paths: PathTree, nodes: [UInt32]) {
        self.paths = paths
        records = other.records.map { $0 + first }
        self.nodes = other.nodes.map { nodes[Int($0)] }
        (rowStarts, happened, lags, marks, actors) =
            (other.rowStarts, other.happened, other.lags, other.marks, other.actors)
        (detailStarts, detailRows, amounts, currencies, owners) =
            (other.detailStarts, other.detailRows, other.amounts, other.currencies, other.owners)
        (closeDates, forecasts, probabilities, lossReasons) =
            (other.closeDates, other.forecasts, other.probabilities, other.lossReasons)
        (accounts, products, sources, types) = (other.accounts, other.products, other.sources, other.types)
        (binned, voids, happenedBounds, recordedMaximum) =
            (other.binned, other.voids, other.happenedBounds, other.recordedMaximum)
        (hasDays, isExact) = (other.hasDays, other.isExact)
    }

    var recordCount: Int { records.count }
    var rowCount: Int { happened.count }

    /// The details at the place, none before the first.
    func details(_ place: Int) -> Details {
        guard place >= 0 else { return Details() }
        return Details(
            minor: amounts[place],
            currency: UInt8(truncatingIfNeeded: currencies[place]),
            forecast: UInt8(truncatingIfNeeded: forecasts[place]),
            probability: Int16(truncatingIfNeeded: probabilities[place]),
            owner: owners.number(place),
            lossReason: lossReasons.number(place),
            closeDate: Int32(truncatingIfNeeded: closeDates[place, none: Int64(Int32.min)])
        )
    }

    @inline(__always)
    func recorded(_ row: Int) -> Int64 { happened.pointer[row] &+ lags[row] }

    var byteCount: Int {
        let rows = happened.byteCount + lags.byteCount + nodes.byteCount + marks.byteCount + actors.byteCount
        let track = detailRows.byteCount + amounts.byteCount + currencies.byteCount + owners.byteCount
        let rare = closeDates.byteCount + forecasts.byteCount + probabilities.byteCount + lossReasons.byteCount
        let perRecord = records.byteCount + rowStarts.byteCount + detailStarts.byteCount
        return rows + track + rare + perRecord + voids.rows.byteCount + voids.values.byteCount
    }

    /// The bytes of the dimensions that are no tracked fields.
    var dimensionByteCount: Int {
        accounts.byteCount + products.byteCount + sources.byteCount + types.byteCount
    }
}

/// The rows that were taken back, with their own values and when.
struct VoidedRows: Sendable {
    struct Values: BitwiseCopyable, Sendable {
        var voidedAt: Int64
        var stage: UInt16
        var details: Details
    }

    /// Ascending.
    let rows: Column<UInt32>
    let values: Column<Values>

    func values(of row: Int) -> Values? {
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows.pointer[middle] < row { low = middle + 1 } else { high = middle }
        }
        return low < rows.count && rows.pointer[low] == row ? values.pointer[low] : nil
    }
}
