/// A stage as one version of its pipeline's process describes it.
///
/// The stage itself is only an id; everything else here is dated and belongs to the process version.
package struct Stage: Hashable, Sendable {
    /// Whether an opportunity in this stage is still open, and if not, how it closed.
    package enum Kind: String, CaseIterable, Sendable {
        case open, won, lost
    }

    /// Where in the funnel the stage lies: upper ones nurture, middle ones push, lower ones sign.
    package enum Layer: String, CaseIterable, Sendable {
        case upper, middle, lower
    }

    package var id: Identifier<Stage>
    package var name: String
    package var kind: Kind
    package var layer: Layer?
    package var goal: String?
    /// In percent, 0 to 100.
    package var winProbability: Int?
    /// The share that should go on to the next stage, in percent.
    package var targetConversion: Int?
    package var forecastCategory: ForecastCategory?
    /// The longest healthy stay.
    package var limitDays: Int?
    package var ownerRole: Role?

    package init(
        id: Identifier<Stage>,
        name: String,
        kind: Kind = .open,
        layer: Layer? = nil,
        goal: String? = nil,
        winProbability: Int? = nil,
        targetConversion: Int? = nil,
        forecastCategory: ForecastCategory? = nil,
        limitDays: Int? = nil,
        ownerRole: Role? = nil
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.layer = layer
        self.goal = goal
        self.winProbability = winProbability
        self.targetConversion = targetConversion
        self.forecastCategory = forecastCategory
        self.limitDays = limitDays
        self.ownerRole = ownerRole
    }
}

/// The class under which an opportunity is rolled up in a forecast.
package enum ForecastCategory: String, CaseIterable, Sendable {
    case pipeline, bestCase, commit, closed, omitted
}

/// What a member is in a workspace.
package enum Role: String, CaseIterable, Sendable {
    case owner, admin, manager, rep, marketing, readOnly
}
