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
    /// Empty where every row was recorded when it happened.
    let recorded: Column<Int64>
    let nodes: Column<UInt32>
    let marks: Column<UInt16>
    let actors: Column<UInt32>
    let detailStarts: Column<UInt32>
    /// The row from which on a record's details hold.
    let detailRows: Column<UInt32>
    let amounts: Column<Int64>
    let currencies: Column<UInt8>
    let owners: Column<UInt32>
    /// The details that few records have, empty where none has.
    let rest: Column<RareDetails>
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

    init(_ draft: SegmentDraft, paths: PathTree) {
        self.paths = paths
        records = Column(draft.records)
        rowStarts = Column(draft.rowStarts)
        happened = Column(draft.happened)
        recorded = Column(draft.recorded == draft.happened ? [] : draft.recorded)
        nodes = Column(draft.nodes)
        marks = Column(draft.marks)
        actors = Column(draft.actors)
        detailStarts = Column(draft.detailStarts)
        detailRows = Column(draft.detailRows)
        amounts = Column(draft.details.map(\.minor))
        currencies = Column(draft.details.map(\.currency))
        owners = Column(draft.details.map(\.owner))
        let rare = draft.details.map { RareDetails($0) }
        rest = Column(rare.contains { $0 != RareDetails(Details()) } ? rare : [])
        accounts = Column(draft.dimensions.map(\.account))
        products = Column(draft.dimensions.map(\.product))
        sources = Column(draft.dimensions.map(\.source))
        types = Column(draft.dimensions.map(\.type))
        binned = Column(draft.binned)
        voids = VoidedRows(rows: Column(draft.voidedRows), values: Column(draft.voidedValues))
        happenedBounds = (draft.happened.min() ?? 0)...(draft.happened.max() ?? 0)
        recordedMaximum = draft.recorded.max() ?? .min
        hasDays = draft.marks.contains { $0 & Marks.day != 0 }
    }

    var recordCount: Int { records.count }
    var rowCount: Int { happened.count }

    /// The row's details, none before the first that sets one.
    func details(_ index: Int) -> Details {
        guard index >= 0 else { return Details() }
        var details = rest.count == 0 ? Details() : rest.pointer[index].details
        details.minor = amounts.pointer[index]
        details.currency = currencies.pointer[index]
        details.owner = owners.pointer[index]
        return details
    }

    @inline(__always)
    func recorded(_ row: Int) -> Int64 { recorded.count == 0 ? happened.pointer[row] : recorded.pointer[row] }

    var byteCount: Int {
        let rows = happened.byteCount + recorded.byteCount + nodes.byteCount + marks.byteCount + actors.byteCount
        let track = detailRows.byteCount + amounts.byteCount + currencies.byteCount + owners.byteCount + rest.byteCount
        let perRecord = records.byteCount + rowStarts.byteCount + detailStarts.byteCount
        return rows + track + perRecord + voids.rows.byteCount + voids.values.byteCount
    }

    /// The bytes of the dimensions that are no tracked fields.
    var dimensionByteCount: Int {
        accounts.byteCount + products.byteCount + sources.byteCount + types.byteCount
    }
}

/// The details that few records have.
struct RareDetails: BitwiseCopyable, Sendable, Equatable {
    var closeDate: Int32
    var lossReason: UInt32
    var probability: Int16
    var forecast: UInt8

    init(_ details: Details) {
        closeDate = details.closeDate
        lossReason = details.lossReason
        probability = details.probability
        forecast = details.forecast
    }

    var details: Details {
        Details(forecast: forecast, probability: probability, lossReason: lossReason, closeDate: closeDate)
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
