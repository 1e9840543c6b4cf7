import Foundation
import SQLEngines
import Sales
import Simulation
import Storage

/// A file of opportunities with accounts and owners through the real program.
struct ImportBenchmark {
    let company: BenchmarkCompany
    let rows: Int

    func section() async throws -> Section {
        var section = Section(
            title: "Import",
            text: """
                \(rows.grouped) opportunities as CSV with the names of accounts and owners, which are made, into an empty \
                database by `sluice import`, once: until the program reports that they are all there. *Found by search* is \
                when it has written behind them what they are searched by, and ends. *Beside* is the same file's rows \
                as bare texts in one transaction by bulk insert, without a second table, a check or a history.
                """,
            columns: [
                "engine", "budget, rows/s", "measured, rows/s", "met", "found by search", "rows a processor second",
                "memory", "< 200 MB", "beside, rows/s", "ratio",
            ]
        )
        guard let sluice = ProcessInfo.processInfo.environment["SLUICE_BENCH_SLUICE"] else {
            section.text = "Not run: SLUICE_BENCH_SLUICE names no program."
            return section
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-bench-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try ImportFile(company, rows: rows, in: folder)
        for database in try BenchmarkDatabase.all() {
            section.rows.append(try await row(database, file, sluice))
        }
        return section
    }

    private func row(_ database: BenchmarkDatabase, _ file: ImportFile, _ sluice: String) async throws -> [String] {
        let arguments = [
            sluice, "import", "opportunities", file.path, "--mapping", file.mappingPath, "--database",
            database.location,
        ]
        let child = try Child.run(arguments)
        Progress.tell("  \(database.engine.rawValue): \(child.seconds.seconds)\n\(child.output)")
        let bare = try await bareInsert(into: database, file)
        try await database.remove()
        let (rate, beside) = (Double(rows) / child.secondsToOutput, Double(rows) / bare)
        let budget = database.engine == .sqlite ? 5000.0 : 3000
        return [
            database.engine.rawValue, budget.rounded(0), rate.rounded(0), met(rate > budget),
            child.seconds.seconds,
            (Double(rows) / child.processorSeconds).rounded(0), child.peakMemory.megabytes,
            met(child.peakMemory < 200_000_000), beside.rounded(0),
            (beside / rate).times,
        ]
    }

    /// The seconds that the engine needs for the bare rows.
    private func bareInsert(into database: BenchmarkDatabase, _ file: ImportFile) async throws -> Double {
        let opened = try await DatabaseLocation(database.location).open()
        let seconds = try await Stopwatch.seconds {
            try await opened.write { [company, rows] db in
                try db.run(
                    """
                    CREATE TABLE bare (id TEXT, name TEXT, account TEXT, owner TEXT, stage TEXT, amount TEXT,
                        created TEXT, closed TEXT)
                    """
                )
                var batch = SQLRows(columns: 8)
                try ImportFile.forEachRow(company, rows) { texts in
                    batch.append(texts.map { .text($0) })
                    if batch.count == 1000 { try db.insertBare(&batch) }
                }
                try db.insertBare(&batch)
            }
        }
        try await opened.close()
        return seconds
    }
}

extension Connection {
    fileprivate func insertBare(_ batch: inout SQLRows) throws {
        try insert(into: "bare", columns: "id, name, account, owner, stage, amount, created, closed", rows: batch)
        batch.removeAll(keepingCapacity: true)
    }
}
