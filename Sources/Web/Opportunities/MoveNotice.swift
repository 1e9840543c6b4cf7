import Sales
import Storage

/// An opportunity after a move, or after one was taken back.
struct MovedOpportunity: Sendable {
    var opportunity: Opportunity
    var isUndone: Bool

    init(_ opportunity: Opportunity, isUndone: Bool) {
        self.opportunity = opportunity
        self.isUndone = isUndone
    }
}

/// What a board tells of a move, with what takes it back.
struct MoveNotice: Encodable {
    var id: String
    var sentence: String
    /// The move that can be undone.
    var number: String?

    init(_ moved: MovedOpportunity, stage: String, _ words: Words) {
        id = moved.opportunity.id.description
        let values = ["name": moved.opportunity.name, "stage": stage]
        sentence = words(moved.isUndone ? "board.standsAgain" : "board.moved", values)
        number = moved.isUndone ? nil : String(moved.opportunity.revisionNumber)
    }
}

extension ScopedConnection {
    /// The name of the stage in which an opportunity stands.
    func stageName(of opportunity: Opportunity) throws -> String {
        guard let pipeline = opportunity.values.pipelineID, let stage = opportunity.values.stageID else { return "–" }
        let versions = try processVersions(of: pipeline)
        let named = versions.inForce(on: access.today)?.stage(stage)
        return named?.name ?? versions.compactMap { $0.stage(stage)?.name }.last ?? "–"
    }
}

extension ScopedConnection {
    /// Moves an opportunity as a form asks: to a stage, and of one that closes with the day, the amount or the reason.
    ///
    /// An amount that the form brings back as it was made with stays as it is by now.
    func move(_ id: Identifier<Opportunity>, _ form: FormFields) throws -> Opportunity {
        guard let stage = Identifier<Stage>(form["stage"]) else { throw StageChangeError.unknownStage }
        let reason = Identifier<LossReason>(form["reason"])
        let currency = try opportunity(id).values.amount?.currency ?? access.workspace.currency
        let amount = form.changes("amount") ? try Amount(typed: form["amount"], currency) : nil
        if let day = try form.day("day"), day != access.today {
            return try move(id, to: stage, on: day, lossReasonID: reason, amount: amount, version: form.version)
        }
        var change = NewStageChange(stageID: stage, happenedAt: access.now)
        (change.lossReasonID, change.amount) = (reason, amount)
        return try move(id, change, version: form.version)
    }
}
