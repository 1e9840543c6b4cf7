import Automation
import Foundation
import SQLEngines
import Sales
import Simulation
import Storage

/// A board with ten thousand cards in a column, and lists, out of both databases.
struct BoardBenchmark {
    let company: BenchmarkCompany
    let runs: Int

    static let opportunities = 300_000
    static let cardsInColumn = 10_000

    func section() async throws -> Section {
        var section = Section(
            title: "Board and lists",
            text: """
                The company written into an empty database, and new opportunities until \
                \(Self.cardsInColumn.grouped) stand open in the first column. Each question is asked by one client, \
                \(runs) times after once that does not count; the time is that of the storage, from the question to \
                the values that a page shows. The board is compared with *loading the column*: reading the cards of \
                the same column whole, as a board does that counts and sums what it has loaded. A rep sees a two \
                hundredth of the company, a manager a tenth.
                """,
            columns: ["engine", "question", "budget", "median", "p95", "met"]
        )
        for database in try BenchmarkDatabase.all() {
            let store = try await database.open()
            let access = try await fill(store)
            for question in try await questions(store, access) {
                let times = try await times(question)
                let limit = question.milliseconds / 1000
                section.rows.append([
                    database.engine.rawValue, question.name,
                    question.milliseconds > 0 ? limit.milliseconds : "",
                    times.median.milliseconds, times.p95.milliseconds,
                    question.milliseconds > 0 ? met(times.p95 < limit) : "",
                ])
                Progress.tell("  \(database.engine.rawValue) \(question.name): \(times.p95.milliseconds)")
            }
            try await store.database.close()
            try await database.remove()
        }
        return section
    }

    private func times(_ question: BoardTask) async throws -> [Double] {
        try await question.ask()
        var times: [Double] = []
        for _ in 0..<max(1, runs) { times.append(try await Stopwatch.seconds(question.ask)) }
        return times
    }

    /// Writes the company and fills the first column.
    func fill(_ store: Store) async throws -> Access {
        let plan = company.company.plan
        let workspace = try await store.createWorkspace(
            name: "Benchmark",
            currency: plan.currency,
            timeZone: plan.calendar.identifier,
            language: plan.language,
            startingReasons: false,
            now: company.company.observedAt
        )
        let access = Access(operatorOf: workspace, now: company.company.observedAt)
        try await Demo(company.company).fill(store, access) { done in
            if done.isMultiple(of: 100_000) { Progress.tell("  \(done.grouped) opportunities written") }
        }
        try await fillColumn(store, access)
        // Autovacuum, which would count the rows, is off in a benchmark; SQLite has the figures of its migration.
        _ = try await store.database.alter { db in
            if !db.commitsInOrder { try db.run("ANALYZE") }
        }
        return access
    }

    private func fillColumn(_ store: Store, _ access: Access) async throws {
        let stage = company.company.process.openStages[0].id
        var filter = OpportunityFilter()
        filter.stageIDs = [stage]
        let there = try await store.read(access) { [filter] in try $0.opportunityCount(filter, atMost: nil).count }
        let (members, pipeline) = (company.company.members, company.company.pipeline.id)
        let target = min(Self.cardsInColumn, company.company.plan.opportunities / 2)
        for start in stride(from: there, to: target, by: 500) {
            try await store.write(access) { db in
                for number in start..<min(start + 500, target) {
                    var new = NewOpportunity(name: "Card \(number * 7919 % 10_007)", pipelineID: pipeline)
                    new.stageID = stage
                    new.ownerID = members[number % members.count].id
                    new.amount = Amount(minor: Int64(number * 104_729 % 1_000_003), currency: access.workspace.currency)
                    new.expectedCloseDate = access.today.advanced(by: number * 31 % 365)
                    _ = try db.create(new)
                }
            }
        }
    }
}

extension [Double] {
    /// The time that 95 of 100 keep.
    var p95: Double {
        let sorted = sorted()
        return sorted.isEmpty ? .nan : sorted[Swift.min(count - 1, Int((Double(count) * 0.95).rounded(.up)) - 1)]
    }
}
