import Foundation
import Sales
import Storage
import TestSupport
import Testing

@testable import Automation

@Suite struct `An interrupted import` {
    private struct Killed: Error {}

    /// Runs a job as if its process were killed in the middle of a batch.
    ///
    /// The batch's transaction is rolled back, which is what a killed process leaves.
    private func kill(_ job: ImportJob, afterBatches limit: Int) async throws {
        let reader = try ImportReader(path: job.path, mapping: job.mapping)
        let engine = ImportEngine(reader)
        let fingerprint = try FileFingerprint(of: FileBytes(path: job.path)).text
        var run = try await job.store.write(job.access) { db in
            try db.beginImport(
                Import.File(
                    kind: job.mapping.kind.rawValue,
                    name: "rows.csv",
                    fingerprint: fingerprint,
                    mapping: job.mappingText
                )
            )
        }
        try reader.open(at: run)
        for batch in 0...limit {
            let rows = try #require(try reader.nextBatch(job.batchSize))
            let before = run
            do {
                run = try await job.store.write(job.access) { db in
                    try db.lockImports(at: before)
                    let done = try engine.take(rows, before, db)
                    try db.save(done, after: before)
                    if batch == limit { throw Killed() }
                    return done
                }
            } catch is Killed { return }
        }
    }

    private func state(_ world: ImportWorld) async throws -> [String] {
        var counts = try await world.counts()
        counts["imports"] = nil
        return [
            try await world.funnel("owner"), try await world.funnel("account"), counts.sorted { $0 < $1 }.description,
        ]
    }

    @Test(arguments: Engine.available, [nil, TextEncoding.gb18030, .utf16LittleEndian])
    func `goes on where it stopped, and ends as one that was not`(
        _ engine: Engine,
        _ encoding: TextEncoding?
    ) async throws {
        let bytes = try encoded(manyDeals(60), as: encoding ?? .utf8, mark: encoding == .utf16LittleEndian)
        let expected = try await engine.withImports { world in
            _ = try await world.job(deals, path: world.write(bytes, as: "rows.csv")).run()
            return try await state(world)
        }
        for limit in [0, 3] {
            let resumed = try await engine.withImports { world in
                var job = try world.job(deals, path: world.write(bytes, as: "rows.csv"))
                job.batchSize = 7
                try await kill(job, afterBatches: limit)
                let report = try await job.run()
                #expect(report.resumedAfterRow == (limit == 0 ? nil : limit * 7))
                #expect(report.accounting == ImportAccounting(created: 60))
                #expect(try await world.counts()["imports"] == 1)
                #expect(try await world.problems().isEmpty)
                return try await state(world)
            }
            #expect(resumed == expected)
        }
    }

    @Test(arguments: Engine.available)
    func `of stage history goes on too`(_ engine: Engine) async throws {
        let expected = try await engine.withImports { world in
            try await world.take(deals, dealRows)
            try await world.take(history, historyRows, at: 1)
            return try await state(world)
        }
        let resumed = try await engine.withImports { world in
            try await world.take(deals, dealRows)
            var job = try world.job(history, historyRows, at: 1)
            job.batchSize = 2
            try await kill(job, afterBatches: 2)
            #expect(try await job.run().accounting == ImportAccounting(created: 8))
            return try await state(world)
        }
        #expect(resumed.dropLast() == expected.dropLast())
    }
}
