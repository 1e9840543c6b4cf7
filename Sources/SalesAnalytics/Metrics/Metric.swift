import Sales

/// A named number with one definition, which pages, exports and the API share.
package struct Metric: Sendable {
    package enum Unit: String, Sendable {
        case count, share, days
        /// Minor units of the workspace's currency, of the whole and a day.
        case money, moneyPerDay
    }

    /// Whether there is one of the whole, or one a stage.
    package enum Scope: String, Sendable {
        case whole, stage
    }

    /// Which records it is about.
    package enum Population: String, Sendable {
        /// All records of the cohort, or all that moved or were open in the period.
        case all
        case open, won, lost, closed
        /// Stays that ended, each counted.
        case endedStays
        /// Changes of stage, each counted.
        case changes
        /// Revisions that people entered, each counted.
        case entered
    }

    /// What the metric is where there is nothing to count.
    package enum Empty: String, Sendable {
        case zero, none
    }

    package var id: String
    package var name: LocalizedText
    package var definition: LocalizedText
    package var unit: Unit
    package var scope: Scope
    package var population: Population
    package var empty: Empty
    /// The metric's value in a report's figures; of a stage's metric without a stage there is none.
    package var value: @Sendable (_ figures: FunnelFigures, _ stage: StageFigures?) -> Double?

    /// Every metric is of the clock that the question asks: what happened, or what was known.
    package static let clocks = ["happened", "recorded"]
}

/// All metrics by their names.
package enum MetricRegistry {
    package static let all: [Metric] = counts + rates + money + times + moves

    package static func metric(_ id: String) -> Metric? { all.first { $0.id == id } }

    static func whole(
        _ id: String,
        _ name: LocalizedText,
        _ definition: LocalizedText,
        _ unit: Metric.Unit = .count,
        of population: Metric.Population = .all,
        empty: Metric.Empty = .zero,
        _ value: @escaping @Sendable (FunnelFigures) -> Double?
    ) -> Metric {
        Metric(id, name, definition, unit, .whole, population, empty) { figures, _ in value(figures) }
    }

    static func stage(
        _ id: String,
        _ name: LocalizedText,
        _ definition: LocalizedText,
        _ unit: Metric.Unit = .count,
        of population: Metric.Population = .all,
        empty: Metric.Empty = .zero,
        _ value: @escaping @Sendable (StageFigures) -> Double?
    ) -> Metric {
        Metric(id, name, definition, unit, .stage, population, empty) { _, stage in stage.flatMap(value) }
    }
}

extension Metric {
    fileprivate init(
        _ id: String,
        _ name: LocalizedText,
        _ definition: LocalizedText,
        _ unit: Unit,
        _ scope: Scope,
        _ population: Population,
        _ empty: Empty,
        _ value: @escaping @Sendable (FunnelFigures, StageFigures?) -> Double?
    ) {
        (self.id, self.name, self.definition, self.unit) = (id, name, definition, unit)
        (self.scope, self.population, self.empty, self.value) = (scope, population, empty, value)
    }
}
