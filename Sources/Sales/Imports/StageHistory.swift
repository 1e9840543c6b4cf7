/// One row of a file of stage history: a record entered a stage.
package struct StageEntry: Hashable, Sendable {
    package var stageID: Identifier<Stage>
    package var kind: Stage.Kind
    package var enteredAt: OpportunityDates.Moment
    /// The source's own entry time; without one the row counts as recorded when it happened.
    package var recordedAt: Instant?
    package var actorID: Identifier<Member>?
    /// The other tracked fields that the row carries a value for.
    package var fields: TrackedFields
    package var values: TrackedValues

    package init(
        stageID: Identifier<Stage>,
        kind: Stage.Kind,
        enteredAt: OpportunityDates.Moment,
        recordedAt: Instant? = nil,
        actorID: Identifier<Member>? = nil,
        fields: TrackedFields = [],
        values: TrackedValues = TrackedValues()
    ) {
        self.stageID = stageID
        self.kind = kind
        self.enteredAt = enteredAt
        self.recordedAt = recordedAt
        self.actorID = actorID
        self.fields = fields
        self.values = values
    }
}

/// What taking in rows of real history does to a record: revisions to append and earlier ones to void.
///
/// Real history replaces the inferred open stages. An inferred closing stays unless the history closes the record,
/// and follows the last row when its date is earlier. Rows of one instant keep their order; a row that is there
/// already is skipped. Taking the rows in several parts gives the same state as taking them at once.
package struct StageHistoryMerge: Sendable {
    package var appended: [Revision] = []
    package var voided: [Int] = []
    /// For each row whether it was new.
    package var isNew: [Bool] = []
    package var notes: [HistoryNote] = []

    private var existing: [Revision]
    private var nextNumber: Int
    private let now: Instant
    private let pipelineID: Identifier<Pipeline>
    private let lossReasonID: Identifier<LossReason>

    /// Merges `rows` in file order; `lossReasonID` is for rows that lose the record without saying why.
    package init(
        _ rows: [StageEntry],
        into existing: [Revision],
        pipelineID: Identifier<Pipeline>,
        lossReasonID: Identifier<LossReason>,
        now: Instant
    ) {
        self.existing = existing
        self.now = now
        self.pipelineID = pipelineID
        self.lossReasonID = lossReasonID
        nextNumber = (existing.map(\.number).max() ?? 0) + 1
        if rows.contains(where: { !isThere($0) }) { replaceInferredStages(first: rows.map(\.enteredAt.instant).min()) }
        for row in rows { append(row) }
        if appended.isEmpty { return }
        settleClosing()
    }
}

extension StageHistoryMerge {
    private var live: [Revision] {
        (existing.filter { $0.voidedAt == nil && !voided.contains($0.number) } + appended)
            .sorted { ($0.happenedAt, $0.number) < ($1.happenedAt, $1.number) }
    }

    private func isThere(_ row: StageEntry) -> Bool {
        (existing + appended).contains { revision in
            revision.voidedAt == nil && revision.cause == .imported && revision.fields.contains(.stage)
                && revision.happenedAt == row.enteredAt.instant && revision.values.stageID == row.stageID
                && row.matches(revision)
        }
    }

    /// Voids the inferred open stages and keeps what else they told, from the earlier of both beginnings on.
    private mutating func replaceInferredStages(first: Instant?) {
        let inferred = existing.filter {
            $0.voidedAt == nil && $0.cause == .inferred && $0.fields.contains(.stage) && $0.values.outcome != .won
                && $0.values.outcome != .lost
        }
        guard let creation = inferred.first, let first else { return }
        voided += inferred.map(\.number)
        var rest = creation
        rest.fields.subtract([.pipeline, .stage, .outcome])
        if rest.fields.isEmpty { return }
        rest.number = take()
        // A beginning at the very close was moved there, or is not known better than the history knows it.
        let isMoved = inferredClosing.map { $0.happenedAt == creation.happenedAt } ?? false
        rest.happenedAt = isMoved ? first : min(rest.happenedAt, first)
        rest.recordedAt = rest.happenedAt
        appended.append(rest)
    }

    private mutating func append(_ row: StageEntry) {
        guard !isThere(row) else {
            isNew.append(false)
            return
        }
        isNew.append(true)
        var values = row.values
        values.pipelineID = pipelineID
        values.stageID = row.stageID
        values.outcome = Outcome(row.kind)
        values.lossReasonID = row.kind == .lost ? row.values.lossReasonID ?? knownReason : nil
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

    /// The reason that the record's own row gave, before the one for rows without any.
    private var knownReason: Identifier<LossReason> {
        inferredClosing?.values.lossReasonID ?? lossReasonID
    }

    private var inferredClosing: Revision? {
        live.last { $0.cause == .inferred && ($0.values.outcome == .won || $0.values.outcome == .lost) }
    }

    private mutating func take() -> Int {
        defer { nextNumber += 1 }
        return nextNumber
    }

    private mutating func settleClosing() {
        let history = live.last { $0.cause == .imported && $0.fields.contains(.stage) }
        guard let last = history, let closing = inferredClosing else { return }
        if last.values.outcome != .open {
            withdraw(closing)
            var rest = closing
            rest.fields.subtract([.pipeline, .stage, .outcome])
            if !rest.fields.isEmpty { again(rest, at: last) }
        } else if (closing.happenedAt, closing.number) < (last.happenedAt, last.number) {
            if closing.happenedAt < last.happenedAt { notes.append(.closingMovedBehindHistory) }
            withdraw(closing)
            again(closing, at: last)
        }
    }

    /// Appends an inferred revision once more, at the moment of the last row of history.
    private mutating func again(_ revision: Revision, at last: Revision) {
        var moved = revision
        moved.number = take()
        moved.happenedAt = last.happenedAt
        moved.precision = last.precision
        moved.recordedAt = max(revision.recordedAt, last.recordedAt)
        appended.append(moved)
    }

    private mutating func withdraw(_ revision: Revision) {
        if let index = appended.firstIndex(where: { $0.number == revision.number }) {
            appended.remove(at: index)
        } else {
            voided.append(revision.number)
        }
    }
}

extension StageEntry {
    /// Whether the revision sets nothing else than this row says.
    fileprivate func matches(_ revision: Revision) -> Bool {
        let shared = revision.fields.intersection(fields)
        return revision.values.differences(from: values).isDisjoint(with: shared)
    }
}
