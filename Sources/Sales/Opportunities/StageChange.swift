/// What somebody asks when moving an opportunity.
package struct NewStageChange: Sendable {
    package var stageID: Identifier<Stage>
    package var happenedAt: Instant
    package var precision: Revision.Precision
    package var lossReasonID: Identifier<LossReason>?
    /// The amount that was signed, where the move closes the sale and it differs.
    package var amount: Amount?
    package var overrideReason: String?

    package init(
        stageID: Identifier<Stage>,
        happenedAt: Instant,
        precision: Revision.Precision = .instant,
        lossReasonID: Identifier<LossReason>? = nil,
        amount: Amount? = nil,
        overrideReason: String? = nil
    ) {
        self.stageID = stageID
        self.happenedAt = happenedAt
        self.precision = precision
        self.lossReasonID = lossReasonID
        self.amount = amount
        self.overrideReason = overrideReason
    }
}

/// A rule of moving that was broken.
package enum StageChangeError: Error, Equatable {
    case alreadyInStage
    case lossReasonMissing
    case unknownStage
    case inTheFuture
    /// Told of a time before the opportunity began.
    case beforeItBegan
}

extension StageChangeError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .alreadyInStage: "The opportunity is in this stage already."
        case .lossReasonMissing: "A lost opportunity needs a reason; name one."
        case .unknownStage: "The pipeline has no such stage; stages are changed by moving."
        case .inTheFuture: "This lies in the future; name a time that has passed."
        case .beforeItBegan: "The opportunity did not exist at that time; name a later one."
        }
    }
}

/// The changed fields and their values, with what the gate said.
package struct StageChange: Hashable, Sendable {
    package var fields: TrackedFields
    package var values: TrackedValues
    package var decision: GateDecision
}

extension TrackedValues {
    /// The one rule of moving: what a stage change makes of this state, or the rule it breaks.
    ///
    /// Outcome follows the kind of the stage: a won or lost stage closes, an open one reopens and clears the reason;
    /// a probability typed by hand holds only until the stage really changes. Gates are asked here.
    ///
    /// Pipeline, stage and outcome are always set together: a change told late may land between two others, and the
    /// outcome of the earlier one must not shine through a later one that left it unsaid.
    package func moved(_ change: NewStageChange, in process: ProcessVersion, now: Instant)
        throws(StageChangeError) -> StageChange
    {
        guard let stage = process.stage(change.stageID) else { throw .unknownStage }
        if stage.id == stageID { throw .alreadyInStage }
        if stage.kind == .lost && change.lossReasonID == nil { throw .lossReasonMissing }
        if change.happenedAt > now { throw .inTheFuture }

        var moved = self
        moved.pipelineID = process.pipelineID
        moved.stageID = stage.id
        moved.outcome = Outcome(stage.kind)
        moved.lossReasonID = stage.kind == .lost ? change.lossReasonID : nil
        moved.winProbability = nil
        if let amount = change.amount { moved.amount = amount }
        let fields = moved.differences(from: self).union([.pipeline, .stage, .outcome])
        return StageChange(fields: fields, values: moved, decision: .allowed)
    }
}
