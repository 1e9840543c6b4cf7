/// How often a task comes again: every so many days, weeks, months or years from the day on which it was due.
package struct Repetition: Hashable, Sendable {
    package enum Unit: String, CaseIterable, Sendable {
        case day, week, month, year
    }

    package let unit: Unit
    package let every: Int
    /// The last day of a month stays the last one; nil where the unit knows no day of a month.
    package let dayOfMonth: Int?

    package static let limits = 1...365

    /// Throws where the number is not one to 365.
    package init(every: Int, _ unit: Unit, dayOfMonth: Int? = nil) throws(ActivityError) {
        guard Self.limits.contains(every) else { throw .repetitionOutOfRange }
        self.unit = unit
        self.every = every
        self.dayOfMonth = dayOfMonth.flatMap { (1...31).contains($0) ? $0 : nil }
    }

    /// The next day behind both the day on which it was due and the day on which it was done: what was missed meanwhile
    /// is not made up for.
    package func next(after due: Day, doneOn done: Day) -> Day {
        let last = max(due, done)
        switch unit {
        case .day, .week:
            let step = unit == .week ? 7 * every : every
            return due.advanced(by: (last.days(since: due) / step + 1) * step)
        case .month, .year:
            let step = unit == .year ? 12 * every : every
            let (from, to) = (due.parts, last.parts)
            var months = ((to.year - from.year) * 12 + to.month - from.month) / step * step
            while day(months, after: due) <= last, day(months, after: due) < .last { months += step }
            return day(months, after: due)
        }
    }

    private func day(_ months: Int, after due: Day) -> Day {
        let month = due.startOfMonth(adding: months)
        return month.inMonth(dayOfMonth ?? due.parts.day) ?? month.endOfMonth
    }
}
