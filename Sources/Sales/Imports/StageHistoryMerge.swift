/// What taking in rows of real history does to a record: revisions to append and earlier ones to void.
///
/// Real history replaces the inferred open stages. An inferred closing stays unless the history closes the record,
/// and follows the last row when its date is earlier. Rows of one instant keep their order; a row that is there
/// already is skipped. Taking the rows in several parts gives the same state as taking them at once, because each
/// part begins again from what the record's own row told.
package struct StageHistoryMerge: Sendable {
    /// What earlier parts did to the record.
    package struct Earlier: Sendable {
        /// Revisions of this very import: a file is read once, so none of its rows is one of them.
        package var own: Set<Int> = []
        /// Inferred revisions that real history replaced.
        package var replaced: Set<Int> = []

        package init(own: Set<Int> = [], replaced: Set<Int> = []) {
            self.own = own
            self.replaced = replaced
        }
    }

    package private(set) var appended: [Revision] = []
    package private(set) var voided: [Int] = []
    /// For each row whether it was new.
    package private(set) var isNew: [Bool] = []
    package private(set) var notes: [HistoryNote] = []

    private let told: ToldHistory
    private let pipelineID: Identifier<Pipeline>
    private let lossReasonID: Identifier<LossReason>
    private var nextNumber: Int

    /// Merges `rows` in file order; `lossReasonID` is for rows that lose the record without saying why.
    package init(
        _ rows: [StageEntry],
        into existing: [Revision],
        earlier: Earlier = Earlier(),
        pipelineID: Identifier<Pipeline>,
        lossReasonID: Identifier<LossReason>
    ) {
        self.pipelineID = pipelineID
        self.lossReasonID = lossReasonID
        told = ToldHistory(existing, replaced: earlier.replaced)
        nextNumber = (existing.map(\.number).max() ?? 0) + 1
        let new = takeKnown(rows, told.rows.filter { !earlier.own.contains($0.number) })
        guard let first = (told.rows.map(\.happenedAt) + new.map(\.enteredAt.instant)).min(), !new.isEmpty else {
            return
        }
        settleCreation(first, new)
        for row in new { append(row) }
        settleClosing()
    }
}

extension StageHistoryMerge {
    /// Notes which rows are there already, each of them once, and returns the others.
    private mutating func takeKnown(_ rows: [StageEntry], _ known: [Revision]) -> [StageEntry] {
        var known = known
        return rows.filter { row in
            let index = known.firstIndex { row.isThere(as: $0) }
            if let index { known.remove(at: index) }
            isNew.append(index == nil)
            return index == nil
        }
    }

    /// Voids the inferred open stages and keeps what else they told, from the earlier of both beginnings on.
    private mutating func settleCreation(_ first: Instant, _ new: [StageEntry]) {
        voided += told.openStages.map(\.number)
        guard let creation = told.creation, var rest = creation.withoutStage else { return }
        // A beginning at the very close was moved there, or is not known better than the history knows it.
        let isMoved = told.closing.map { $0.happenedAt == creation.happenedAt } ?? false
        rest.happenedAt = isMoved ? first : min(rest.happenedAt, first)
        rest.recordedAt = rest.happenedAt
        if let standing = told.live(like: rest) {
            if standing.happenedAt == rest.happenedAt { return }
            voided.append(standing.number)
        }
        // What the first rows tell themselves was never otherwise.
        for row in new where row.enteredAt.instant == rest.happenedAt { rest.fields.subtract(row.fields) }
        if rest.fields.isEmpty { return }
        append(again: rest)
    }

    private mutating func append(_ row: StageEntry) {
        var values = row.values
        values.pipelineID = pipelineID
        values.stageID = row.stageID
        values.outcome = Outcome(row.kind)
        // The reason that the record's own row gave comes before the one for rows without any.
        let reason = row.values.lossReasonID ?? told.closing?.values.lossReasonID ?? lossReasonID
        values.lossReasonID = row.kind == .lost ? reason : nil
        appended.append(
            Revision(
                number: take(),
                happenedAt: row.enteredAt.instant,
                precision: row.enteredAt.precision,
                recordedAt: row.recordedAt ?? row.enteredAt.instant,
                actorID: row.actorID,
                cause: .imported,
                fields: row.fields.union([.pipeline, .stage, .outcome]),
                values: values
            )
        )
    }

    private mutating func take() -> Int {
        defer { nextNumber += 1 }
        return nextNumber
    }

    private mutating func settleClosing() {
        let rows = told.rows + appended.filter { $0.cause == .imported }
        guard let closing = told.closing, let last = rows.max(by: { $0.isBefore($1) }) else { return }
        let rest = closing.withoutStage
        let standingRest = rest.flatMap { told.live(like: $0) }
        if last.values.outcome != .open {
            replace(told.standingClosing, by: nil, after: last)
            replace(standingRest, by: rest, after: last)
        } else {
            replace(told.standingClosing, by: closing, after: last)
            replace(standingRest, by: nil, after: last)
            if closing.happenedAt < last.happenedAt { notes.append(.closingMovedBehindHistory) }
        }
    }

    /// Puts an inferred revision behind the last row, in the place of the one that stands.
    private mutating func replace(_ standing: Revision?, by wanted: Revision?, after last: Revision) {
        var moved = wanted
        if let wanted, wanted.happenedAt < last.happenedAt || wanted.withoutStage == wanted {
            moved?.happenedAt = last.happenedAt
            moved?.precision = last.precision
            moved?.recordedAt = max(wanted.recordedAt, last.recordedAt)
        }
        if let standing, let moved, standing.happenedAt == moved.happenedAt, last.isBefore(standing) { return }
        if let standing { voided.append(standing.number) }
        if let moved { append(again: moved) }
    }

    /// Appends what was told before, perhaps voided since, as a new revision.
    private mutating func append(again revision: Revision) {
        var revision = revision
        revision.number = take()
        revision.voidedAt = nil
        appended.append(revision)
    }
}
