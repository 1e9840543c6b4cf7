import Sales

/// The funnel's answer: the figures of the whole and of each group.
package struct FunnelReport: Hashable, Sendable {
    package var pipeline: String
    package var view: FunnelQuestion.View
    package var from: Day?
    package var to: Day?
    package var asOf: Instant?
    /// Set on the recorded clock.
    package var known: Instant?
    package var calendarIdentifier: String
    /// As-of and known as they are told: the day where the instant is its end, else the instant.
    package var asOfText: String?
    package var knownText: String?
    package var dimension: Dimension?
    package var figures: FunnelFigures
    package var groups: [FunnelGroup]
}

/// The figures of the records that share a dimension's value.
package struct FunnelGroup: Hashable, Sendable {
    /// The value's name, empty where there is none; groups come in its byte order.
    package var key: String
    /// The identifier of what the key names, as two may share a name.
    package var id: String?
    package var figures: FunnelFigures
}

/// One set of funnel figures; a figure that does not exist is nil, never zero and never NaN.
package struct FunnelFigures: Hashable, Sendable {
    package var population = 0
    package var open = 0
    package var won = 0
    package var lost = 0
    package var movedOut = 0
    /// Won ÷ (won + lost).
    package var winRate: Double?
    /// Won ÷ reached(first), of a cohort.
    package var overall: Double?
    package var overallByAmount: Double?
    package var wonAmount: AmountFigures
    package var cycleDays = DurationFigures()
    /// Money won a day, in minor units.
    package var velocity: Double?
    package var entryLagDays = DurationFigures()
    package var stages: [StageFigures] = []
    package var transitions: [TransitionFigures] = []
    package var moves = MoveFigures()
}

/// The figures of one stage.
package struct StageFigures: Hashable, Sendable {
    package var id: Identifier<Stage>
    package var name: String
    package var kind: Stage.Kind
    /// No longer part of the process in force.
    package var isRetired: Bool
    package var stood = 0
    package var withoutStay: Int?
    package var reached: Int?
    package var reachedAmount: AmountFigures?
    package var conversion: Double?
    package var conversionByAmount: Double?
    package var share: Double?
    package var shareByAmount: Double?
    package var standing = 0
    package var standingAmount: AmountFigures
    package var daysInStage = DurationFigures()
    package var entries = 0
    package var exits = ExitFigures()
}

/// A sum of money in the workspace's currency, and of how many records.
package struct AmountFigures: Hashable, Sendable {
    package var currency: Currency
    package var minor: Int64 = 0
    /// Records with an amount in this currency; they are the sum.
    package var withAmount = 0
    package var withoutAmount = 0
    /// Records with an amount in another currency; they are not summed.
    package var otherCurrency = 0

    package init(currency: Currency) { self.currency = currency }
}

/// How long something took, in days.
package struct DurationFigures: Hashable, Sendable {
    package var n = 0
    package var mean: Double?
    package var median: Double?
    package var p90: Double?

    package init(n: Int = 0, mean: Double? = nil, median: Double? = nil, p90: Double? = nil) {
        self.n = n
        self.mean = mean
        self.median = median
        self.p90 = p90
    }
}
