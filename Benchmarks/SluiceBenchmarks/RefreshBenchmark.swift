import Sales
import SalesAnalytics
import Simulation

/// New revisions into a timeline that is loaded and being asked.
struct RefreshBenchmark {
    let company: BenchmarkCompany
    let runs: Int

    func section(_ timeline: Timeline) -> Section {
        var section = Section(
            title: "Taking in new revisions",
            text: """
                1,000 new revisions of as many opportunities, spread over the whole history, every other one late (it \
                happened before what is known of its record) and some of new records; each comes with all its \
                record's revisions. In memory; median of \(runs) refreshes, one after the other.
                """,
            columns: ["what", "budget", "measured", "met"]
        )
        var current = timeline
        let rounds = (0...runs).map { changes(round: $0) }
        let times = rounds.map { round in Stopwatch.seconds { current = current.refreshed(with: round) } }
        let (median, worst) = (times.dropFirst().map(\.self).median, times.max() ?? 0)
        section.rows.append(["1,000 revisions", "5 ms", median.milliseconds, met(median < 0.005)])
        section.rows.append(["the slowest of them, with merging segments", "", worst.milliseconds, ""])
        return section
    }

    /// A thousand records of the round with one revision more than before.
    private func changes(round: Int) -> [(record: TimelineRecord, revisions: [Revision])] {
        let step = max(1, company.company.plan.opportunities / 1000)
        var changes: [(record: TimelineRecord, revisions: [Revision])] = []
        for opportunity in company.company.opportunities where opportunity.index % step == round % step {
            var record = opportunity.timelineRecord
            if changes.count % 20 == 0 { record.id = Identifier(high: ~UInt64(round), low: UInt64(opportunity.index)) }
            let told = opportunity.reported.filter { !$0.fields.isEmpty }
            changes.append((record, told + [Self.next(told, isLate: changes.count.isMultiple(of: 2))]))
        }
        return changes
    }

    private static func next(_ told: [Revision], isLate: Bool) -> Revision {
        var next = told[told.count - 1]
        next.number += 2
        next.happenedAt.milliseconds += isLate ? -86_400_000 : 86_400_000
        next.recordedAt.milliseconds += 2 * 86_400_000
        next.voidedAt = nil
        return next
    }
}
