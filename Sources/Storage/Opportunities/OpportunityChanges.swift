import SQLEngines
import Sales

extension ScopedConnection {
    /// Moves an opportunity by the one rule of moving, and records the gate's decision with the move.
    ///
    /// A move told late is judged by the state at its time: between two others it changes what was true in between, and
    /// the later one stays.
    @discardableResult
    package func move(
        _ id: Identifier<Opportunity>,
        _ change: NewStageChange,
        version: Int? = nil
    ) throws -> Opportunity {
        let current = try editable(id)
        guard let pipelineID = current.values.pipelineID else { throw NotFound(kind: "pipeline") }
        if change.happenedAt > access.now { throw StageChangeError.inTheFuture }
        let history = try db.revisions(of: [id], in: key)[id] ?? []
        guard let before = history.state(at: change.happenedAt, knownAt: .distantFuture) else {
            throw StageChangeError.beforeItBegan
        }
        let process = try db.process(of: pipelineID, on: access.today, in: key)
        let moved = try before.moved(change, in: process, now: access.now)
        let revision = revision(
            of: current,
            happenedAt: change.happenedAt,
            precision: change.precision,
            fields: moved.fields,
            values: moved.values,
            decision: moved.decision
        )
        return try append(revision, to: current, version: version)
    }

    /// Moves an opportunity as of a day: won on the day of the signature, with the amount that was signed.
    ///
    /// The day counts from its beginning, or from the entry into the present stage if that was later on this day.
    @discardableResult
    package func move(
        _ id: Identifier<Opportunity>,
        to stage: Identifier<Stage>,
        on day: Day,
        lossReasonID: Identifier<LossReason>? = nil,
        amount: Amount? = nil,
        version: Int? = nil
    ) throws -> Opportunity {
        _ = try opportunity(id)
        let history = try db.revisions(of: [id], in: key)[id] ?? []
        let entered = OpportunityStanding(history)?.stageEnteredAt
        let start = access.calendar.start(of: day)
        let isSameDay = entered.map { $0 > start && access.calendar.day(of: $0) == day } ?? false
        let change = NewStageChange(
            stageID: stage,
            happenedAt: isSameDay ? entered ?? start : start,
            precision: .day,
            lossReasonID: lossReasonID,
            amount: amount
        )
        return try move(id, change, version: version)
    }

    /// Takes the newest move back; the opportunity stands again where it stood, as if it had never moved.
    @discardableResult
    package func undoMove(_ number: Int, of id: Identifier<Opportunity>) throws -> Opportunity {
        _ = try editable(id)
        let history = try db.revisions(of: [id], in: key)[id] ?? []
        try history.requireUndoableMove(number)
        guard let left = try void([number], of: id) else { throw NotFound(kind: "opportunity") }
        return left
    }

    /// Changes amount, expected close date, owner, forecast category or probability.
    @discardableResult
    package func revise(
        _ id: Identifier<Opportunity>,
        version: Int? = nil,
        happenedAt: Instant? = nil,
        _ change: (inout TrackedValues) -> Void
    ) throws -> Opportunity {
        let happenedAt = happenedAt ?? access.now
        if happenedAt > access.now { throw StageChangeError.inTheFuture }
        let current = try editable(id)
        var values = current.values
        change(&values)
        let fields = values.differences(from: current.values)
        guard fields.isDisjoint(with: [.pipeline, .stage, .outcome]) else { throw StageChangeError.unknownStage }
        if fields.isEmpty { return current }
        try requireOwnership(.opportunities, current.values.ownerID, values.ownerID)
        let revision = revision(of: current, happenedAt: happenedAt, fields: fields, values: values)
        return try append(revision, to: current, version: version)
    }

    /// Takes revisions back: they vanish from the happened clock and stay visible on the recorded one.
    @discardableResult
    package func void(_ numbers: [Int], of id: Identifier<Opportunity>) throws -> Opportunity? {
        try takeBack(numbers, of: try editable(id))
    }

    /// Takes revisions back of a record that the caller may change, also where the member does not see it any more.
    func takeBack(_ numbers: [Int], of current: Opportunity) throws -> Opportunity? {
        let id = current.id
        let history = try db.revisions(of: [id], in: key)[id] ?? []
        let numbers = try history.voidable(numbers)
        let revision = revision(of: current, happenedAt: access.now, fields: [], values: TrackedValues())
        let origin = Origin(access)
        try db.insert([(id, revision)], by: origin)
        try db.insertVoids(numbers, of: id, by: revision.number, at: access.now, in: key)
        try db.restate([id], by: origin)
        let all: [Opportunity] = try db.all(
            """
            SELECT \(Opportunity.columns) FROM opportunities
            WHERE workspace_id = \(key) AND id = \(id) AND withdrawn_at IS NULL
            """
        )
        return try all.first.map(settled)
    }

    /// The opportunity that is to be changed.
    private func editable(_ id: Identifier<Opportunity>) throws -> Opportunity {
        let current = try opportunity(id)
        try require(.edit, .opportunities, id.erased, owner: current.values.ownerID)
        return current
    }

    private func append(_ revision: Revision, to current: Opportunity, version: Int?) throws -> Opportunity {
        let origin = Origin(access)
        let names = revision.fields.names
        try db.requireUnchanged(names, current.id.erased, since: version ?? current.version, current.version, origin)
        try db.insert([(current.id, revision)], by: origin)
        try db.restate([current.id], touching: revision.fields, by: origin)
        let appended = try stored(current.id)
        return revision.fields.contains(.outcome) ? try settled(appended) : appended
    }

    /// Only a sale that is lost was lost to somebody.
    private func settled(_ opportunity: Opportunity) throws -> Opportunity {
        if opportunity.values.outcome == .lost { return opportunity }
        return try clearLost(opportunity.id) ? stored(opportunity.id) : opportunity
    }

    private func stored(_ id: Identifier<Opportunity>) throws -> Opportunity {
        try db.find(
            "SELECT \(Opportunity.columns) FROM opportunities WHERE workspace_id = \(key) AND id = \(id)",
            kind: "opportunity"
        )
    }

    private func revision(
        of current: Opportunity,
        happenedAt: Instant,
        precision: Revision.Precision = .instant,
        fields: TrackedFields,
        values: TrackedValues,
        decision: GateDecision? = nil
    ) -> Revision {
        Revision(
            number: current.revisionNumber + 1,
            happenedAt: happenedAt,
            precision: precision,
            recordedAt: access.now,
            actorID: access.member?.id,
            decision: decision,
            fields: fields,
            values: values
        )
    }
}

extension TrackedFields {
    private static let names: [(TrackedFields, String)] = [
        (.pipeline, "pipeline"), (.stage, "stage"), (.amount, "amount"), (.expectedCloseDate, "expectedCloseDate"),
        (.owner, "owner"), (.forecastCategory, "forecastCategory"), (.winProbability, "winProbability"),
        (.outcome, "outcome"),
    ]

    /// The fields' names in the change log.
    var names: [String] { Self.names.filter { contains($0.0) }.map(\.1) }
}
