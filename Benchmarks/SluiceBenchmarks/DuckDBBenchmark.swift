import Foundation
import Sales
import SalesAnalytics
import Simulation

/// The same questions to DuckDB, whose answers must be the same.
struct DuckDBBenchmark {
    private struct Peer: Decodable {
        struct Answer: Decodable {
            var seconds: [Double]
            var lines: [String]
        }

        var version: String
        var answers: [String: Answer]
    }

    let company: BenchmarkCompany
    let runs: Int

    func section() throws -> Section {
        guard let python = ProcessInfo.processInfo.environment["SLUICE_BENCH_PYTHON"] else {
            return Section(
                title: "Beside DuckDB",
                text: "Not run: SLUICE_BENCH_PYTHON names no Python.",
                columns: ["–"]
            )
        }
        let (timeline, _) = company.timeline()
        let visible = timeline.records(ownedBy: company.owners)
        let questions = TimelineQuestion.all(company).filter { !$0.peer.isEmpty }
        // Ours before and after theirs, so that a busy machine slows both.
        var ours = try questions.map { question in
            try Stopwatch.warm(runs) { _ = try question.ask(timeline, visible) }
        }
        let peer = try ask(python)
        for (place, question) in questions.enumerated() {
            ours[place] += try Stopwatch.warm(runs) { _ = try question.ask(timeline, visible) }
        }
        var section = Section(
            title: "Beside DuckDB",
            text: """
                The same \(timeline.revisionCount.grouped) revisions, scope and voidings in a table in the memory of \
                DuckDB \(peer.version) with 2 threads; ours on one core, asked before and after. Median of \(runs) runs. \
                *Equal* compares the answers. The bounds are 2 times as fast, 3 times aimed at.
                """,
            columns: ["question", "DuckDB, 2 threads", "ours, 1 core", "ratio", "≥ 2 ×", "equal"]
        )
        for (question, times) in zip(questions, ours) {
            section.rows.append(try row(question, times, peer, question.ask(timeline, visible)))
        }
        return section
    }

    private func ask(_ python: String) throws -> Peer {
        let file = FileManager.default.temporaryDirectory.appending(path: "sluice-bench-\(UUID()).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try RevisionTable(company).write(to: file)
        let stages = company.company.process.stages.map(\.kind.rawValue).joined(separator: ",")
        let script = "Benchmarks/duckdb_peer.py"
        let child = try Child.run(
            [python, script, file.path, "\(company.past.milliseconds)", "\(runs)", stages]
        )
        return try JSONDecoder().decode(Peer.self, from: Data(child.output.utf8))
    }

    private func row(
        _ question: TimelineQuestion,
        _ times: [Double],
        _ peer: Peer,
        _ answer: TimelineQuestion.Answer
    ) -> [String] {
        guard let theirs = peer.answers[question.peer] else { return [question.name, "", "", "", "", ""] }
        let told = AnswerLines(company).lines(answer, peer: question.peer)
        if told != theirs.lines {
            Progress.tell("differ: \(question.name)\n\(told.prefix(12))\n\(theirs.lines.prefix(12))")
        }
        let ratio = theirs.seconds.median / times.median
        return [
            question.name, theirs.seconds.median.milliseconds, times.median.milliseconds, ratio.times, met(ratio >= 2),
            met(told == theirs.lines),
        ]
    }
}
