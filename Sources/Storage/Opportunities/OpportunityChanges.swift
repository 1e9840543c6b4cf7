import SQLEngines
import Sales

extension ScopedConnection {
    /// Moves an opportunity by the one rule of moving, and records the gate's decision with the move.
    @discardableResult
    package func move(
        _ id: Identifier<Opportunity>,
        _ change: NewStageChange,
        version: Int? = nil
    ) throws -> Opportunity {
        let current = try editable(id)
        guard let pipelineID = current.values.pipelineID else { throw NotFound(kind: "pipeline") }
        let process = try db.process(of: pipelineID, on: access.today, in: key)
        let moved = try current.values.moved(change, in: process, now: access.now)
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
        let revision = revision(of: current, happenedAt: happenedAt, fields: fields, values: values)
        return try append(revision, to: current, version: version)
    }

    /// Takes revisions back: they vanish from the happened clock and stay visible on the recorded one.
    @discardableResult
    package func void(_ numbers: [Int], of id: Identifier<Opportunity>) throws -> Opportunity? {
        let current = try editable(id)
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
        return all.first
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
        return try db.find(
            "SELECT \(Opportunity.columns) FROM opportunities WHERE workspace_id = \(key) AND id = \(current.id)",
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
