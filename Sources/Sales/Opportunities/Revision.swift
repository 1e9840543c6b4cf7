/// One change of an opportunity's tracked fields, with both clocks; appended, never updated or deleted.
package struct Revision: Hashable, Sendable {
    /// 1, 2, … within the record.
    package var number: Int
    /// When it became true in the world.
    package var happenedAt: Instant
    package var precision: Precision
    /// When we were told.
    package var recordedAt: Instant
    package var actorID: Identifier<Member>?
    package var cause: Cause
    package var decision: GateDecision?
    /// The fields this revision sets; the others carry no value here.
    package var fields: TrackedFields
    package var values: TrackedValues
    /// When a later revision took this one back, if one did.
    package var voidedAt: Instant?

    package init(
        number: Int,
        happenedAt: Instant,
        precision: Precision = .instant,
        recordedAt: Instant,
        actorID: Identifier<Member>? = nil,
        cause: Cause = .person,
        decision: GateDecision? = nil,
        fields: TrackedFields,
        values: TrackedValues,
        voidedAt: Instant? = nil
    ) {
        self.number = number
        self.happenedAt = happenedAt
        self.precision = precision
        self.recordedAt = recordedAt
        self.actorID = actorID
        self.cause = cause
        self.decision = decision
        self.fields = fields
        self.values = values
        self.voidedAt = voidedAt
    }
}

extension Revision {
    /// How exactly `happenedAt` is known.
    package enum Precision: String, CaseIterable, Sendable {
        case instant, day
        /// Nobody knows when; `happenedAt` is when we were told.
        case undated
    }

    /// What made the change.
    package enum Cause: String, CaseIterable, Sendable {
        case person
        /// An import of dated history: it counts as recorded when the source says, and is in no entry-lag figure.
        case imported
        /// An import that had no history: derived from the created and closed dates.
        case inferred
        case automation, approval
    }
}

/// The fields whose past is kept, as a bit mask.
package struct TrackedFields: OptionSet, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let pipeline = TrackedFields(rawValue: 1 << 0)
    package static let stage = TrackedFields(rawValue: 1 << 1)
    package static let amount = TrackedFields(rawValue: 1 << 2)
    package static let expectedCloseDate = TrackedFields(rawValue: 1 << 3)
    package static let owner = TrackedFields(rawValue: 1 << 4)
    package static let forecastCategory = TrackedFields(rawValue: 1 << 5)
    package static let winProbability = TrackedFields(rawValue: 1 << 6)
    /// The outcome and its reason, set together.
    package static let outcome = TrackedFields(rawValue: 1 << 7)
    package static let all = TrackedFields(rawValue: 0xFF)
}

/// The tracked fields' values: an opportunity's state, or what one revision sets.
package struct TrackedValues: Hashable, Sendable {
    package var pipelineID: Identifier<Pipeline>?
    package var stageID: Identifier<Stage>?
    package var amount: Amount?
    package var expectedCloseDate: Day?
    package var ownerID: Identifier<Member>?
    package var forecastCategory: ForecastCategory?
    /// In percent; overrides the stage's.
    package var winProbability: Int?
    package var outcome: Outcome?
    package var lossReasonID: Identifier<LossReason>?

    package init(
        pipelineID: Identifier<Pipeline>? = nil,
        stageID: Identifier<Stage>? = nil,
        amount: Amount? = nil,
        expectedCloseDate: Day? = nil,
        ownerID: Identifier<Member>? = nil,
        forecastCategory: ForecastCategory? = nil,
        winProbability: Int? = nil,
        outcome: Outcome? = nil,
        lossReasonID: Identifier<LossReason>? = nil
    ) {
        self.pipelineID = pipelineID
        self.stageID = stageID
        self.amount = amount
        self.expectedCloseDate = expectedCloseDate
        self.ownerID = ownerID
        self.forecastCategory = forecastCategory
        self.winProbability = winProbability
        self.outcome = outcome
        self.lossReasonID = lossReasonID
    }

    /// Takes over the fields that `fields` names.
    package mutating func take(_ fields: TrackedFields, from other: TrackedValues) {
        if fields.contains(.pipeline) { pipelineID = other.pipelineID }
        if fields.contains(.stage) { stageID = other.stageID }
        if fields.contains(.amount) { amount = other.amount }
        if fields.contains(.expectedCloseDate) { expectedCloseDate = other.expectedCloseDate }
        if fields.contains(.owner) { ownerID = other.ownerID }
        if fields.contains(.forecastCategory) { forecastCategory = other.forecastCategory }
        if fields.contains(.winProbability) { winProbability = other.winProbability }
        if fields.contains(.outcome) {
            outcome = other.outcome
            lossReasonID = other.lossReasonID
        }
    }

    /// The fields in which `other` differs.
    package func differences(from other: TrackedValues) -> TrackedFields {
        var fields: TrackedFields = []
        if pipelineID != other.pipelineID { fields.insert(.pipeline) }
        if stageID != other.stageID { fields.insert(.stage) }
        if amount != other.amount { fields.insert(.amount) }
        if expectedCloseDate != other.expectedCloseDate { fields.insert(.expectedCloseDate) }
        if ownerID != other.ownerID { fields.insert(.owner) }
        if forecastCategory != other.forecastCategory { fields.insert(.forecastCategory) }
        if winProbability != other.winProbability { fields.insert(.winProbability) }
        if outcome != other.outcome || lossReasonID != other.lossReasonID { fields.insert(.outcome) }
        return fields
    }
}

/// How a sale ended, or that it has not.
package enum Outcome: String, CaseIterable, Sendable {
    case open, won, lost

    package init(_ kind: Stage.Kind) {
        switch kind {
        case .open: self = .open
        case .won: self = .won
        case .lost: self = .lost
        }
    }
}

/// What the gate said of a stage change.
package enum GateDecision: String, CaseIterable, Sendable {
    case allowed, overridden, refused
}
