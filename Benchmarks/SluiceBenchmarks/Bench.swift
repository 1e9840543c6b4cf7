import ArgumentParser
import Foundation
import Sales

/// Measures speed and memory against the budgets, and against others that do the same work beside.
@main
struct Bench: AsyncParsableCommand {
    enum Subject: String, CaseIterable, ExpressibleByArgument {
        case start, timeline, duckdb, tenfold, load, `import`, durable, board, search, web
    }

    enum Scale: String, CaseIterable, ExpressibleByArgument {
        case full, small
    }

    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure speed and memory; tables go to standard output, progress to standard error."
    )

    @Option(help: "full is a million opportunities, small a try of a few thousand.") var scale: Scale = .full
    @Option(help: "How many opportunities, instead of what the scale says.") var records: Int?
    @Option(help: "How often each question is asked; the median counts.") var runs = 15
    @Option(help: "Another seed makes another company.") var seed: UInt64 = 7
    @Option(
        help:
            "Subjects with commas between them, of: start, timeline, duckdb, tenfold, load, import, durable, board, search, web."
    )
    var only: String?
    @Option(help: .hidden) var loadFrom: String?

    func validate() throws { _ = try subjects }

    func run() async throws {
        if let loadFrom { return try await LoadChild.run(loadFrom) }
        print(Machine().heading)
        for subject in try subjects {
            Progress.tell("\(subject.rawValue) …")
            for section in try await sections(subject) { print(section.markdown) }
        }
        print("The load of the machine was \(Machine.load) at the end.")
    }

    private var subjects: [Subject] {
        get throws {
            guard let only else { return Subject.allCases }
            return try only.split(separator: ",").map { name in
                guard let subject = Subject(rawValue: String(name)) else {
                    throw ValidationError("There is no subject \(name).")
                }
                return subject
            }
        }
    }

    private var count: Int { records ?? (scale == .full ? 1_000_000 : 20_000) }

    private func sections(_ subject: Subject) async throws -> [Section] {
        let company = try BenchmarkCompany(opportunities: count, seed: seed)
        switch subject {
        case .tenfold:
            let company = try BenchmarkCompany(opportunities: count * 10, seed: seed)
            return try TimelineBenchmark(company: company, runs: runs).tenfold()
        case .timeline: return try TimelineBenchmark(company: company, runs: runs).sections()
        case .duckdb: return [try DuckDBBenchmark(company: company, runs: runs).section()]
        case .load: return try await LoadBenchmark(company: company).sections()
        case .import: return [try await ImportBenchmark(company: company, rows: count / 2).section()]
        case .start: return [try StartBenchmark(runs: runs).section()]
        case .board:
            let count = records ?? (scale == .full ? BoardBenchmark.opportunities : 20_000)
            let company = try BenchmarkCompany(opportunities: count, seed: seed)
            return [try await BoardBenchmark(company: company, runs: max(runs, 40)).section()]
        case .web:
            let count = records ?? (scale == .full ? BoardBenchmark.opportunities : 20_000)
            let company = try BenchmarkCompany(
                opportunities: count,
                seed: seed,
                to: ZoneCalendar.utc.day(of: .now).advanced(by: -1)
            )
            return try await WebBenchmark(company: company, seconds: scale == .full ? 60 : 10).sections()
        case .durable: return [try await DurableBenchmark().section()]
        case .search:
            // The size of the budget: 300,000 of the full scale's million.
            let company = SearchCompany(opportunities: count * 3 / 10)
            return [try await SearchBenchmark(company: company, runs: runs).section()]
        }
    }
}

/// What happens, told on standard error.
enum Progress {
    static func tell(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
