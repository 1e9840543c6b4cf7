import Automation
import Foundation
import SQLEngines
import Sales
import SalesAnalytics
import Simulation
import Storage

/// The first load of a workspace's history out of both databases.
struct LoadBenchmark {
    let company: BenchmarkCompany

    private static let runs = 5

    func sections() async throws -> [Section] {
        var loads = Section(
            title: "First load",
            text: """
                The same company written into an empty database, then its whole history read into a timeline by a \
                process of its own; median of \(Self.runs) loads with the file or the tables in the system's cache. \
                *Right after* is one load before them, while a server still writes back what was just brought in. PostgreSQL runs without autovacuum, which \
                would work beside some of the loads. \
                *Processor time* and *memory* are that process's own, over all \
                its threads and at its peak. *Refresh* reads the change log and 1,000 changed records with all \
                their revisions, half of them changed in the past, and takes them in (see above for the last part alone). \
                *Written* is how fast the company went into the tables.
                """,
            columns: [
                "engine", "revisions", "budget", "measured", "met", "right after", "processor time", "memory",
                "refresh",
                "written, revisions/s",
            ]
        )
        for database in try BenchmarkDatabase.all() {
            loads.rows.append(try await load(database))
            try await database.remove()
        }
        return [loads]
    }

    private func load(_ database: BenchmarkDatabase) async throws -> [String] {
        let store = try await database.open()
        let filled = try await Stopwatch.seconds { try await fill(store) }
        try await store.database.close()
        Progress.tell("  \(database.engine.rawValue) filled in \(filled.seconds)")
        var (times, processor, memory, revisions): ([Double], [Double], [Double], Int) = ([], [], [], 0)
        for _ in 0...Self.runs {
            let child = try Child.run([CommandLine.arguments[0], "--load-from", database.location])
            let words = child.output.split(whereSeparator: \.isWhitespace)
            guard words.count == 2, let seconds = Double(words[0]), let count = Int(words[1]) else { continue }
            times.append(seconds)
            processor.append(child.processorSeconds)
            memory.append(Double(child.peakMemory))
            revisions = count
            Progress.tell("  \(database.engine.rawValue) loaded in \(seconds.seconds)")
        }
        // The one right after filling is told for itself.
        let first = times.removeFirst()
        let refresh = try await refresh(database)
        let scale = max(1, Double(company.company.plan.opportunities) / 1_000_000)
        let limit = (database.engine == .sqlite ? 4 : 6) * scale
        return [
            database.engine.rawValue, revisions.grouped, limit.seconds, times.median.seconds, met(times.median < limit),
            first.seconds, processor.median.seconds, Int(memory.median).megabytes, refresh.milliseconds,
            (Double(revisions) / filled).rounded(0),
        ]
    }

    private func refresh(_ database: BenchmarkDatabase) async throws -> Double {
        let store = try await database.open()
        let seconds = try await StoredRefresh(company: company).seconds(store)
        try await store.database.close()
        return seconds
    }

    private func fill(_ store: Store) async throws {
        let plan = company.company.plan
        let workspace = try await store.createWorkspace(
            name: "Benchmark",
            currency: plan.currency,
            timeZone: plan.calendar.identifier,
            language: plan.language,
            startingReasons: false,
            now: company.company.observedAt
        )
        try await Demo(company.company).fill(store, Access(operatorOf: workspace, now: .now)) { done in
            if done.isMultiple(of: 100_000) { Progress.tell("  \(done.grouped) opportunities written") }
        }
    }
}

/// The process that loads once and tells the seconds and the revisions.
enum LoadChild {
    static func run(_ location: String) async throws {
        let store = Store(try await DatabaseLocation(location).open())
        let workspace = try await store.workspace(named: nil)
        let start = ContinuousClock.now
        let (timeline, _) = try await store.timeline(of: workspace)
        print((ContinuousClock.now - start).inSeconds, timeline.revisionCount)
    }
}
