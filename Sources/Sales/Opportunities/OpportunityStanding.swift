/// Where an opportunity stands, now and known now, and since when.
package struct OpportunityStanding: Hashable, Sendable {
    package var values: TrackedValues
    /// When it began, by the earliest revision in force.
    package var beganAt: Instant
    /// The beginning of the present stay.
    package var stageEnteredAt: Instant
    /// The closing of a won or lost one.
    package var closedAt: Instant?

    package init(values: TrackedValues, beganAt: Instant, stageEnteredAt: Instant, closedAt: Instant? = nil) {
        self.values = values
        self.beganAt = beganAt
        self.stageEnteredAt = stageEnteredAt
        self.closedAt = closedAt
    }

    /// Folds the revisions that are not voided; nil where none is left.
    package init?(_ revisions: some Sequence<Revision>) {
        let effective = revisions.filter { $0.voidedAt == nil && !$0.fields.isEmpty }
            .sorted { ($0.happenedAt, $0.number) < ($1.happenedAt, $1.number) }
        guard let first = effective.first else { return nil }
        values = TrackedValues()
        beganAt = first.happenedAt
        stageEnteredAt = first.happenedAt
        for revision in effective {
            let before = values
            values.take(revision.fields, from: revision.values)
            if values.stageID != before.stageID { stageEnteredAt = revision.happenedAt }
            if values.outcome != before.outcome {
                closedAt = values.outcome == .won || values.outcome == .lost ? revision.happenedAt : nil
            }
        }
    }
}
