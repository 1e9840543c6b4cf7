import Foundation
import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@testable import Automation

private let mapping = deals.replacing(#""name": "Name","#, with: #""name": "Name", "lossReason": "Why","#)

/// Deals of which every second is lost, each for a reason of its own.
private func rows(_ count: Int) -> String {
    "No,Name,Stage,Created,Closed,Amount,Rep,Account,Why\n"
        + (1...count).map { number in
            let stage = number.isMultiple(of: 2) ? "Lost" : "Lead"
            return "\(number),Deal \(number),\(stage),2025-01-20,,1,,,Reason \(number)\n"
        }.joined()
}

@Suite struct `An import's loss reasons` {
    private func reasons(_ world: ImportWorld) async throws -> [String] {
        try await world.store.read(world.access()) { try $0.lossReasons() }.map(\.name).filter {
            $0.hasPrefix("Reason")
        }
    }

    @Test(arguments: Engine.available)
    func `are made for what is lost, and for nothing else`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let report = try await world.take(mapping, rows(6))
            #expect(report.accounting == ImportAccounting(created: 6))
            #expect(try await reasons(world).sorted() == ["Reason 2", "Reason 4", "Reason 6"])
            let lost = try #require(try await world.opportunity("4"))
            let reason = try await world.store.read(world.access()) { try $0.lossReason(foldedName: "reason 4") }
            #expect(lost.values.lossReasonID == reason?.id && reason != nil)
        }
    }

    @Test(arguments: Engine.available)
    func `are listed once, however many there are`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let recording = RecordingDatabase(world.store.database)
            let watched = ImportWorld(store: Store(recording), workspace: world.workspace, folder: world.folder)
            var job = try watched.job(mapping, rows(40))
            job.batchSize = 7
            _ = try await job.run()
            #expect(try await reasons(world).count == 20)
            let lists = recording.statements.filter {
                // An insert looks for the last place of the list.
                !$0.text.hasPrefix("INSERT") && $0.text.contains("FROM loss_reasons")
                    && !$0.text.contains("name_folded =")
            }
            #expect(lists.count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `that somebody makes meanwhile are taken`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let job = try world.job(mapping, rows(4))
            let made = LossReason(id: Identifier(at: ImportWorld.time(0)), name: "REASON  4")
            let reader = try ImportReader(path: job.path, mapping: job.mapping)
            let engine = ImportEngine(reader)
            var run = try await world.store.write(world.access()) { db in
                try db.beginImport(
                    Import.File(kind: "opportunities", name: "rows.csv", fingerprint: "f", mapping: mapping)
                )
            }
            for batch in 0..<2 {
                let rows = try #require(try reader.nextBatch(2))
                run = try await world.store.write(world.access()) { [run] in try engine.take(rows, run, $0) }
                if batch == 0 { try await world.store.write(world.access()) { try $0.create(made) } }
            }
            #expect(run.created == 4)
            #expect(try await world.opportunity("4")?.values.lossReasonID == made.id)
        }
    }
}
