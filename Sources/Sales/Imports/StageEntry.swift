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

extension StageEntry {
    /// Whether the revision is this row, taken in before: the same stage at the same instant, and nothing said otherwise.
    func isThere(as revision: Revision) -> Bool {
        guard revision.happenedAt == enteredAt.instant, revision.values.stageID == stageID else { return false }
        let shared = revision.fields.intersection(fields)
        return revision.values.differences(from: values).isDisjoint(with: shared)
    }
}
