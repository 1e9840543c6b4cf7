import Foundation
import SQLEngines
import Sales
import Simulation
import Storage

/// Small writes that survive a loss of power, beside what the disk itself takes to flush.
struct DurableBenchmark {
    private static let length = Duration.seconds(4)

    func section() async throws -> Section {
        let flush = try Self.flushSeconds()
        var section = Section(
            title: "Durable writes",
            text: """
                New opportunities, one transaction each with its revision and its entry of the change log, for \
                \(Int(Self.length.inSeconds)) seconds. The disk's own flush (4 KiB written, then `fsync`) took \
                \(flush.milliseconds) (median of 100), that is \((1 / flush).rounded(0)) a second one after the other.
                """,
            columns: ["engine", "clients", "writes/s", "flushes in a write's time"]
        )
        for database in try BenchmarkDatabase.all() {
            let store = try await database.open(connections: 16)
            let (access, pipeline) = try await prepare(store)
            for clients in [1, 16] {
                let rate = try await rate(store, access, pipeline, clients: clients)
                let flushes = Double(clients) / rate / flush
                section.rows.append([database.engine.rawValue, "\(clients)", rate.rounded(0), flushes.rounded(1)])
            }
            try await store.database.close()
            try await database.remove()
        }
        return section
    }

    private func prepare(_ store: Store) async throws -> (Access, Identifier<Pipeline>) {
        let company = try BenchmarkCompany(opportunities: 1, seed: 1).company
        let workspace = try await store.createWorkspace(
            name: "Benchmark",
            currency: company.plan.currency,
            timeZone: "UTC",
            language: .english,
            now: .now
        )
        let access = Access(operatorOf: workspace, now: .now)
        try await store.write(access) { try $0.create(company.pipeline, process: company.process) }
        return (access, company.pipeline.id)
    }

    /// Committed writes a second of so many clients, each waiting for its own.
    private func rate(_ store: Store, _ access: Access, _ pipeline: Identifier<Pipeline>, clients: Int) async throws
        -> Double
    {
        let start = ContinuousClock.now
        let written = try await withThrowingTaskGroup(of: Int.self) { group in
            for client in 0..<clients {
                group.addTask {
                    var count = 0
                    while ContinuousClock.now - start < Self.length {
                        let new = NewOpportunity(name: "Sale \(client) \(count)", pipelineID: pipeline)
                        _ = try await store.write(access) { try $0.create(new) }
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(written) / (ContinuousClock.now - start).inSeconds
    }

    /// The median of a small file's flush in the folder where the database lies.
    private static func flushSeconds() throws -> Double {
        let path = FileManager.default.temporaryDirectory.appending(path: "sluice-bench-\(UUID())").path
        let file = open(path, O_RDWR | O_CREAT, 0o600)
        defer {
            close(file)
            unlink(path)
        }
        let page = [UInt8](repeating: 7, count: 4096)
        return Stopwatch.warm(100) {
            _ = write(file, page, page.count)
            fsync(file)
        }.median
    }
}
