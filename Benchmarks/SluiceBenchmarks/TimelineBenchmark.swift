import Sales
import SalesAnalytics
import Simulation

/// The questions on the loaded timeline, one core each.
struct TimelineBenchmark {
    let company: BenchmarkCompany
    let runs: Int

    func sections() throws -> [Section] {
        let (timeline, voided) = build()
        let visible = timeline.records(ownedBy: company.owners)
        return [
            try questions(timeline, visible, voided),
            memory(timeline),
            RefreshBenchmark(company: company, runs: runs).section(timeline),
        ]
    }

    /// The same questions alone, of a company ten times as large.
    func tenfold() throws -> [Section] {
        let (timeline, voided) = build()
        var section = try questions(timeline, timeline.records(ownedBy: company.owners), voided)
        section.title = "Questions on ten times as many"
        var memory = memory(timeline)
        memory.title = "Memory of ten times as many"
        return [section, memory]
    }

    private func build() -> (timeline: Timeline, voided: Int) {
        let clock = ContinuousClock.now
        let made = company.timeline()
        Progress.tell("simulated and built in \((ContinuousClock.now - clock).inSeconds.seconds)")
        return made
    }

    private func questions(_ timeline: Timeline, _ visible: RecordSet, _ voided: Int) throws -> Section {
        let (records, revisions) = (timeline.recordCount, timeline.revisionCount)
        var section = Section(
            title: "Questions on the loaded timeline",
            text: """
                \(records.grouped) opportunities, \(revisions.grouped) revisions (\(voided.grouped) of them taken back), \
                \(visible.count.grouped) records in the scope of the one who asks. One core, warm, median of \(runs) \
                runs. *Read* are the bytes of the columns the question needs, each counted once and whole; *plain sum* is \
                how fast one core adds up a buffer of that size, and the last column how near the question comes to it.
                """,
            columns: ["question", "budget", "measured", "fastest", "met", "read", "GB/s", "plain sum GB/s", "of it"]
        )
        // Budgets are for a million and grow with the records.
        let factor = max(1, Double(records) / 1_000_000)
        for question in TimelineQuestion.all(company) {
            let times = try Stopwatch.warm(runs) { _ = try question.ask(timeline, visible) }
            section.rows.append(row(question, times, timeline.byteCount(of: question.columns), factor))
            Progress.tell("  \(question.name): \(times.median.milliseconds)")
        }
        return section
    }

    private func row(_ question: TimelineQuestion, _ times: [Double], _ bytes: Int, _ factor: Double) -> [String] {
        let (measured, plain) = (times.median, PlainSum(bytes: bytes).seconds(runs))
        let budget = question.budget.map { $0 * factor }
        return [
            question.name, budget?.milliseconds ?? "", measured.milliseconds, (times.min() ?? 0).milliseconds,
            budget.map { met(measured < $0) } ?? "",
            bytes.megabytes, (Double(bytes) / measured / 1e9).rounded(1), (Double(bytes) / plain / 1e9).rounded(1),
            (plain / measured).percent,
        ]
    }

    private func memory(_ timeline: Timeline) -> Section {
        let revision = Double(timeline.byteCount) / Double(timeline.revisionCount)
        let dimension = Double(timeline.dimensionByteCount) / Double(timeline.recordCount) / 4
        return Section(
            title: "Memory of the timeline",
            text: "The revisions with paths and identifiers; the four dimensions of the records beside them.",
            columns: ["what", "budget", "measured", "met"],
            rows: [
                ["Bytes a revision", "40", revision.rounded(1), met(revision < 40)],
                ["Bytes a record and dimension", "4", dimension.rounded(1), met(dimension <= 4)],
                ["All of it", "", (timeline.byteCount + timeline.dimensionByteCount).megabytes, ""],
            ]
        )
    }
}
