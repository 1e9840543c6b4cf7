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

    package init(store: Store, access: Access, path: String, mapping: ImportMapping, mappingText: String) {
        self.store = store
        self.access = access
        self.path = path
        self.mapping = mapping
        self.mappingText = mappingText
    }

    /// Imports the file, telling how many rows are done after each batch.
    package func run(progress: (Int) -> Void = { _ in }) async throws -> ImportReport {
        guard access.mayWrite else { throw NotAllowed() }
        let fingerprint = try FileFingerprint(of: FileBytes(path: path)).text
        let previous = try await store.read(access) { [mapping, mappingText] db in
            try db.importRun(kind: mapping.kind.rawValue, fingerprint: fingerprint, mapping: mappingText)
        }
        if let previous, previous.state == .finished, previous.failed == 0, !again { return untouched(previous) }
        let reader = try ImportReader(path: path, mapping: mapping)
        if isDryRun { return try await rehearse(reader, fingerprint) }
        let resumed = previous.flatMap { $0.state == .running ? $0 : nil }
        let run = try await begin(resumed, fingerprint)
        return try await take(reader, run, resumedAfter: resumed?.rowsRead, progress)
    }

    private func untouched(_ previous: Import) -> ImportReport {
        var report = ImportReport(previous)
        report.accounting = ImportAccounting(skipped: previous.created + previous.updated + previous.skipped)
        report.importedBefore = previous.finishedAt
        report.isDryRun = isDryRun
        return report
    }

    private func begin(_ resumed: Import?, _ fingerprint: String) async throws -> Import {
        if let resumed { return resumed }
        return try await store.write(access) { [mapping, mappingText, path] db in
            try db.beginImport(
                kind: mapping.kind.rawValue,
                fileName: URL(fileURLWithPath: path).lastPathComponent,
                fingerprint: fingerprint,
                mapping: mappingText
            )
        }
    }
}

extension ImportJob {
    private func take(
        _ reader: ImportReader,
        _ run: Import,
        resumedAfter: Int?,
        _ progress: (Int) -> Void
    ) async throws -> ImportReport {
        var run = run
        let engine = ImportEngine(reader)
        try reader.open(at: run)
        while !reader.isAtEnd {
            let batch = try reader.nextBatch(batchSize)
            let (before, after) = (run, reader.advance(run))
            run = try await store.write(access) { db in
                let done = try engine.take(batch, after, db)
                try db.save(done, after: before)
                return done
            }
            progress(run.rowsRead)
        }
        let finished = try await finish(run)
        var report = try await report(finished)
        report.resumedAfterRow = resumedAfter
        return report
    }

    private func finish(_ run: Import) async throws -> Import {
        var finished = run
        finished.state = .finished
        finished.finishedAt = access.now
        try await store.write(access) { [finished] db in try db.save(finished, after: run) }
        return finished
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
    private func rehearse(_ reader: ImportReader, _ fingerprint: String) async throws -> ImportReport {
        do {
            return try await store.write(access) { [self] db in
                var run = try db.beginImport(
                    kind: mapping.kind.rawValue,
                    fileName: path,
                    fingerprint: fingerprint,
                    mapping: mappingText
                )
                let engine = ImportEngine(reader)
                try reader.open(at: run)
                while !reader.isAtEnd { run = try engine.take(reader.nextBatch(batchSize), reader.advance(run), db) }
                var report = ImportReport(run)
                report.isDryRun = true
                report.failures = try db.findings(of: run, failures: true, limit: 20)
                report.notes = try db.findings(of: run, failures: false, limit: 20)
                report.noteCount = try db.noteCount(of: run)
                report.noteKinds = try db.noteKinds(of: run)
                throw Rehearsed(report: report)
            }
        } catch let rehearsed as Rehearsed {
            return rehearsed.report
        }
    }
}

/// Carries a dry run's result out of the transaction that it rolls back.
private struct Rehearsed: Error {
    var report: ImportReport
}
