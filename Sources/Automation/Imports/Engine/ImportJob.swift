import Foundation
import Sales
import Storage

/// One import: a file, a mapping, and the workspace it goes into.
///
/// It reads in batches, each of which is one transaction with the run's progress. So a killed import goes on where
/// it stopped, and no row is ever taken twice.
package struct ImportJob: Sendable {
    package var store: Store
    package var access: Access
    package var path: String
    package var mapping: ImportMapping
    /// The mapping as it was written; a run is known again by file and mapping.
    package var mappingText: String
    package var isDryRun = false
    /// Whether a file that was imported before is read again, over what was edited since.
    package var again = false
    package var batchSize = 1000
    /// What the file is called where its path does not tell, as that of one that was brought to the server.
    package var fileName: String?
    /// So many rows are tried by a dry run, so that it does not hold the writer for long; the others are only read.
    package var rehearsedRows = Int.max

    package init(store: Store, access: Access, path: String, mapping: ImportMapping, mappingText: String) {
        self.store = store
        self.access = access
        self.path = path
        self.mapping = mapping
        self.mappingText = mappingText
    }

    /// Imports the file, telling how far it is at the beginning and after each batch; what `progress` throws stops it
    /// there, and it can be begun again.
    ///
    /// Of a file that was imported before with the same mapping only the rows that failed then are taken.
    package func run(progress: (Import) async throws -> Void = { _ in }) async throws -> ImportReport {
        guard access.mayWrite else { throw NotAllowed() }
        let file = Import.File(
            kind: mapping.kind.rawValue,
            name: fileName ?? URL(fileURLWithPath: path).lastPathComponent,
            fingerprint: try FileFingerprint(of: FileBytes(path: path)).text,
            mapping: mappingText
        )
        if let done = try await store.read(access, { try finished(file, $0) }) { return untouched(done) }
        let known = try await store.read(access) { [mapping] in try mapping.knowing($0) }
        let reader = try ImportReader(path: path, mapping: known)
        if isDryRun { return try await rehearse(reader, file) }
        // Found and begun in one transaction, so that two processes never begin the same file twice.
        let run = try await store.write(access) { db in
            try db.lockImports()
            return try finished(file, db) ?? begin(file, db)
        }
        if run.state == .finished { return untouched(run) }
        return try await take(reader, run, progress)
    }

    /// The run that leaves nothing to do.
    private func finished(_ file: Import.File, _ db: ScopedConnection) throws -> Import? {
        guard !again, let run = try db.importRun(of: file) else { return nil }
        return run.state == .finished && run.failed == 0 ? run : nil
    }

    /// The interrupted run, a new one of the rows that failed, or a new one of all.
    private func begin(_ file: Import.File, _ db: ScopedConnection) throws -> Import {
        guard let previous = try db.importRun(of: file) else { return try db.beginImport(file) }
        if previous.state == .running { return previous }
        return try db.beginImport(file, retrying: again ? nil : previous)
    }

    private func untouched(_ previous: Import) -> ImportReport {
        var report = ImportReport(previous)
        report.accounting = ImportAccounting(skipped: previous.created + previous.updated + previous.skipped)
        report.importedBefore = previous.finishedAt
        report.isDryRun = isDryRun
        return report
    }
}

extension ImportJob {
    private func take(_ reader: ImportReader, _ begun: Import, _ progress: (Import) async throws -> Void) async throws
        -> ImportReport
    {
        var run = begun
        try await progress(run)
        while run.state == .running {
            do {
                run = try await takeBatches(reader, run, progress)
            } catch is ImportMovedOn {
                // Another process takes the same file: this one goes on where that one is.
                run = try await store.read(access) { [run] in try $0.importRun(run.id) }
            }
        }
        guard run.state == .finished else { throw ImportError.undoneMeanwhile }
        var report = try await report(run)
        report.resumedAfterRow = begun.rowsRead == 0 ? nil : begun.rowsRead
        return report
    }

    private func takeBatches(_ reader: ImportReader, _ begun: Import, _ progress: (Import) async throws -> Void)
        async throws
        -> Import
    {
        var run = begun
        let engine = ImportEngine(reader)
        try reader.open(at: run)
        var batch = try reader.nextBatch(batchSize)
        while let rows = batch {
            let before = run
            // The file is read on while the database takes what was read.
            async let next = reader.nextBatch(batchSize)
            run = try await take(rows, before, engine)
            try await progress(run)
            batch = try await next
        }
        var finished = run
        finished.state = .finished
        finished.finishedAt = access.now
        try await store.write(access) { [finished, run] db in try db.save(finished, after: run) }
        return finished
    }

    /// Takes one batch in one transaction, and returns the run after it.
    private func take(_ rows: ImportBatch, _ before: Import, _ engine: ImportEngine) async throws -> Import {
        let run = try await store.write(access, isRepeatable: false) { db in
            try db.lockImports(at: before)
            let done = try engine.take(rows, before, db)
            try db.save(done, after: before)
            try db.refreshStatistics(of: done, before: before)
            return done
        }
        // Not left to the next reader, who would wait for a whole import's.
        try await store.numberChanges(of: access.workspace)
        return run
    }

    private func report(_ run: Import) async throws -> ImportReport {
        var report = ImportReport(run)
        try report.accounting.check(rows: run.rowsRead)
        let (failures, notes, count) = try await store.read(access) { db in
            try (
                db.findings(of: run, failures: true, limit: 20), db.findings(of: run, failures: false, limit: 20),
                db.noteCount(of: run)
            )
        }
        report.failures = failures
        report.notes = notes
        report.noteCount = count
        report.noteKinds = try await store.read(access) { db in try db.noteKinds(of: run) }
        return report
    }

    /// Does everything in one transaction that is rolled back, so that the counts are those of the real import.
    private func rehearse(_ reader: ImportReader, _ file: Import.File) async throws -> ImportReport {
        do {
            return try await store.write(access, isRepeatable: false) { [self] db in
                try db.lockImports()
                var run = try begin(file, db)
                let begun = run
                let engine = ImportEngine(reader)
                try reader.open(at: run)
                while run.rowsRead - begun.rowsRead < rehearsedRows, let batch = try reader.nextBatch(batchSize) {
                    run = try engine.take(batch, run, db)
                }
                var report = ImportReport(run)
                report.isDryRun = true
                report.rows = engine.rows
                report.resumedAfterRow = begun.rowsRead == 0 ? nil : begun.rowsRead
                report.failures = try db.findings(of: run, failures: true, limit: 20)
                report.notes = try db.findings(of: run, failures: false, limit: 20)
                report.noteCount = try db.noteCount(of: run)
                report.noteKinds = try db.noteKinds(of: run)
                throw Rehearsed(report: report)
            }
        } catch let rehearsed as Rehearsed {
            return try readRest(reader, rehearsed.report)
        }
    }

    /// Reads the rows that a dry run did not try, outside of its transaction: a cell that cannot be read is found too.
    private func readRest(_ reader: ImportReader, _ report: ImportReport) throws -> ImportReport {
        var report = report
        guard let rows = report.rows else { return report }
        while let batch = try reader.nextBatch(batchSize) {
            for row in batch.rows {
                report.onlyRead += 1
                guard case .failed(let problems) = rows.read(row) else { continue }
                report.unreadable += 1
                if report.failures.count < 20 { report.failures += problems.map(ImportFinding.init) }
            }
        }
        return report
    }
}

/// Carries a dry run's result out of the transaction that it rolls back.
private struct Rehearsed: Error {
    var report: ImportReport
}
