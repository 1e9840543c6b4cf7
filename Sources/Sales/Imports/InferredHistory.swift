/// What a file without stage history says of one opportunity.
package struct OpportunityDates: Sendable {
    /// A moment as exactly as the file knows it.
    package struct Moment: Hashable, Sendable {
        package var instant: Instant
        package var precision: Revision.Precision

        package init(_ instant: Instant, _ precision: Revision.Precision) {
            self.instant = instant
            self.precision = precision
        }
    }

    package var created: Moment?
    package var closed: Moment?

    package init(created: Moment?, closed: Moment?) {
        self.created = created
        self.closed = closed
    }
}

/// Something a reader of the import should know, though the row was taken.
package enum HistoryNote: Hashable, Sendable {
    /// The file closes the record before it begins; the beginning was moved to the close.
    case closedBeforeCreated
    /// The record closed, by its dates, before its last stage; the close was moved behind it.
    case closingMovedBehindHistory
}

/// The revisions that dates alone justify, marked inferred, or undated where there are none.
package struct InferredHistory: Sendable {
    package var revisions: [Revision]
    package var notes: [HistoryNote] = []

    /// Makes the history of a record that now has `values` and, if it is closed, stood in `openedIn` before.
    ///
    /// It counts as recorded when it happened. What has no date is known from `now`, the import, on.
    package init(
        values: TrackedValues,
        openedIn: Identifier<Stage>,
        dates: OpportunityDates,
        amountKnownAtClosing: Bool = false,
        actorID: Identifier<Member>? = nil,
        now: Instant
    ) {
        let undated = OpportunityDates.Moment(now, .undated)
        guard values.outcome == .won || values.outcome == .lost else {
            revisions = [inferred(1, dates.created ?? undated, values, from: TrackedValues(), actorID)]
            return
        }
        guard dates.created != nil || dates.closed != nil else {
            revisions = [inferred(1, undated, values, from: TrackedValues(), actorID)]
            return
        }
        let closed = dates.closed ?? undated
        var created = dates.created ?? closed
        if closed.instant < created.instant {
            created = closed
            notes = [.closedBeforeCreated]
        }
        var open = values
        open.stageID = openedIn
        open.outcome = .open
        open.lossReasonID = nil
        if amountKnownAtClosing { open.amount = nil }
        revisions = [
            inferred(1, created, open, from: TrackedValues(), actorID),
            inferred(2, closed, values, from: open, actorID),
        ]
    }
}

private func inferred(
    _ number: Int,
    _ moment: OpportunityDates.Moment,
    _ values: TrackedValues,
    from before: TrackedValues,
    _ actorID: Identifier<Member>?
) -> Revision {
    Revision(
        number: number,
        happenedAt: moment.instant,
        precision: moment.precision,
        recordedAt: moment.instant,
        actorID: actorID,
        cause: .inferred,
        fields: values.differences(from: before),
        values: values
    )
}
