/// A part of a timeline's columns, for those who weigh what a question reads.
package enum TimelineColumn: CaseIterable, Sendable {
    /// Where each record's rows begin.
    case records
    /// Where a record stands after each row.
    case paths
    case happened, recorded, marks
    /// Amounts and owners with the rows from which they hold.
    case details
}

extension Timeline {
    /// The bytes of these columns.
    package func byteCount(of columns: Set<TimelineColumn>) -> Int {
        slices.reduce(0) { sum, slice in columns.reduce(sum) { $0 + slice.segment.byteCount(of: $1) } }
    }
}

extension Segment {
    fileprivate func byteCount(of column: TimelineColumn) -> Int {
        switch column {
        case .records: rowStarts.byteCount
        case .paths: nodes.byteCount
        case .happened: happened.byteCount
        case .recorded: lags.byteCount
        case .marks: marks.byteCount
        case .details:
            detailStarts.byteCount + detailRows.byteCount + amounts.byteCount + currencies.byteCount + owners.byteCount
        }
    }
}

extension RecordSet {
    /// How many records are in the set.
    package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}
