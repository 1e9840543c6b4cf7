import Sales
import Storage
import TestSupport
import Testing

@testable import Automation

@Suite struct `An import` {
    @Test(arguments: Engine.available)
    func `accounts for every row`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let report = try await world.take(
                deals,
                dealRows + "6,Six,Nowhere,2025-01-01,,,,\n,,,,,,,\n1,One,Won,,,100,,\n"
            )
            #expect(report.accounting == ImportAccounting(created: 5, skipped: 2, failed: 1))
            #expect(report.run.rowsRead == 8)
            #expect(report.failures.map(\.row) == [7])
            #expect(report.failures.map(\.value) == ["Nowhere"])
            #expect(report.notes.map(\.row) == [6])
            #expect(try await world.problems().isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `of the same file twice changes nothing`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            try await world.take(deals, dealRows)
            try await world.take(history, historyRows, at: 1)
            let (funnel, counts) = (try await world.funnel("owner"), try await world.counts())
            let report = try await world.take(deals, dealRows, at: 2)
            #expect(report.importedBefore != nil)
            #expect(report.accounting == ImportAccounting(skipped: 5))
            #expect(try await world.counts() == counts)
            let again = try await world.take(deals, dealRows, at: 3, again: true)
            let rows = try await world.take(history, historyRows, at: 4, again: true)
            #expect(again.accounting == ImportAccounting(skipped: 5))
            #expect(rows.accounting == ImportAccounting(skipped: 8))
            #expect(try await world.funnel("owner") == funnel)
            var after = try await world.counts()
            after["imports"] = counts["imports"]
            after["findings"] = counts["findings"]
            #expect(after == counts)
        }
    }

    @Test(arguments: Engine.available)
    func `of a changed file changes only what it tells otherwise`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            try await world.take(deals, dealRows)
            let before = try await world.opportunities()
            let changed = dealRows.replacing("3,Three,Offer,2025-02-20,,300.50", with: "3,Three,Offer,2025-02-20,,400")
                .replacing("1,One,Won", with: "1,Uno,Won")
            let report = try await world.take(deals, changed, at: 1)
            #expect(report.accounting == ImportAccounting(updated: 2, skipped: 3))
            for (old, new) in zip(before, try await world.opportunities()) {
                switch old.externalKey {
                case "1": #expect(new.name == "Uno" && new.values == old.values)
                case "3": #expect(new.values.amount?.minor == 40_000 && new.name == "Three")
                default: #expect(new == old)
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `that takes back a close opens the record`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            try await world.take(deals, dealRows)
            let changed = dealRows.replacing("1,One,Won,2025-01-20,2025-03-01", with: "1,One,Lead,2025-01-20,")
            let report = try await world.take(deals, changed, at: 1)
            #expect(report.accounting == ImportAccounting(updated: 1, skipped: 4))
            #expect(try await world.opportunity("1")?.values.outcome == .open)
            #expect(try await world.take(deals, changed, at: 2, again: true).accounting == ImportAccounting(skipped: 5))
            #expect(try await world.problems().isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `of one key twice in a file takes the last row`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let report = try await world.take(deals, dealRows + "3,Three,Won,2025-02-20,2025-03-05,310,Ana,Globex\n")
            #expect(report.accounting == ImportAccounting(created: 5, updated: 1))
            let deal = try #require(try await world.opportunity("3"))
            #expect(deal.values.outcome == .won && deal.values.amount?.minor == 31_000)
            #expect(try await world.problems().isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `as a dry run leaves nothing and counts the same`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let before = try await world.counts()
            var job = try world.job(deals, dealRows + "x,,Nowhere,,,,,\n")
            job.isDryRun = true
            job.batchSize = 2
            let dry = try await job.run()
            #expect(dry.isDryRun && dry.failures.count == 1)
            #expect(try await world.counts() == before)
            job.isDryRun = false
            let real = try await job.run()
            #expect(real.accounting == dry.accounting && real.failures == dry.failures && real.notes == dry.notes)
        }
    }

    @Test(arguments: Engine.available, [false, true])
    func `beside another of the same file makes each record once`(
        _ engine: Engine,
        _ isOtherMapping: Bool
    ) async throws {
        try await engine.withImports { world in
            var job = try world.job(deals, manyDeals(40))
            job.batchSize = 7
            var other = job
            if isOtherMapping { other.mappingText += " " }
            async let first = job.run()
            async let second = other.run()
            let reports = try await [first, second]
            #expect(reports.allSatisfy { $0.accounting.failed == 0 })
            // With one mapping they share one run, or the one that came late finds nothing left to do.
            let runs = isOtherMapping ? 2 : 1
            #expect(Set(reports.map(\.run.id)).count == runs)
            let counts = try await world.counts()
            #expect([counts["opportunities"], counts["accounts"], counts["members"]] == [40, 4, 3])
            #expect(counts["imports"] == runs)
            #expect(try await world.problems().isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `goes on where another process is that takes the same run`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            var job = try world.job(deals, manyDeals(40))
            job.batchSize = 7
            let rival = job
            var other: ImportReport?
            let report = try await job.run { run in
                if run.rowsRead == 14 { other = try? await rival.run() }
            }
            #expect(other?.resumedAfterRow == 14 && other?.run == report.run)
            #expect(report.accounting == ImportAccounting(created: 40))
            #expect(try await world.counts()["opportunities"] == 40)
            #expect(try await world.problems().isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `of a file that had failures takes only the rows that failed, over no later edit`(
        _ engine: Engine
    ) async throws {
        try await engine.withImports { world in
            let rows = dealRows + "6,Six,Won,2025-01-20,2025-03-01,100,Zoe,Acme\n"
            let known = deals.replacing(#""owners": {"make": true}"#, with: #""owners": {"make": false}"#)
            try await world.take(people, "Name\nAna\nBen\nCleo\n")
            let first = try await world.take(known, rows, at: 1)
            #expect(first.accounting == ImportAccounting(created: 5, failed: 1) && !first.isRetry)
            let one = try #require(try await world.opportunity("1"))
            try await world.store.write(world.access(at: 2)) { db in
                _ = try db.revise(one.id, version: one.version) { $0.amount = Amount(minor: 7, currency: .usDollar) }
            }
            let still = try await world.take(known, rows, at: 3)
            #expect(still.accounting == ImportAccounting(skipped: 5, failed: 1) && still.isRetry)
            try await world.take(people, "Name\nZoe\n", at: 4)
            let mended = try await world.take(known, rows, at: 5)
            #expect(mended.accounting == ImportAccounting(created: 1, skipped: 5) && mended.isRetry)
            #expect(try await world.opportunity("1")?.values.amount?.minor == 7)
            #expect(try await world.take(known, rows, at: 6).importedBefore != nil)
            try await world.undo(first, at: 7)
            let anew = try await world.take(known, rows, at: 8)
            #expect(anew.accounting.rows == 6 && !anew.isRetry && anew.importedBefore == nil)
            #expect(try await world.problems().isEmpty)
        }
    }
}

private let people = #"{"kind": "members", "fields": {"name": "Name"}}"#

/// Deals of four accounts and three owners.
func manyDeals(_ count: Int) -> String {
    let rows = (1...count).map { row in
        let stage = ["Won", "Lost", "Offer", "Lead"][row % 4]
        let closed = row % 4 < 2 ? "2025-03-\((row % 20 + 10))" : ""
        return "\(row),交易 \(row),\(stage),2025-01-\((row % 20 + 10)),\(closed),\(row * 10),Rep \(row % 3),客户 \(row % 4)"
    }
    return "No,Name,Stage,Created,Closed,Amount,Rep,Account\n" + rows.joined(separator: "\n") + "\n"
}
