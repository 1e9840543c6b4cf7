import Storage
import TestSupport
import Testing

@testable import Automation

@Suite struct `The notes of an import` {
    private let header = "No,Name,Stage,Created,Closed,Amount,Rep,Account\n"

    @Test(arguments: Engine.available)
    func `are told once for each kind, with how many and the first rows`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let rows = (0..<8).map { "\($0),A,Won,2025-03-02,2025-02-0\($0 + 1),50,Ana,Acme\n" }.joined()
            let report = try await world.take(deals, header + "x,X,Won,2025-01-01,2025-02-01,1,Ana,Acme\n" + rows)
            let sentence = "The record closes before it begins; the beginning was moved to the close."
            #expect(report.noteKinds.map(\.sentence) == [sentence] && report.noteCount == 8)
            #expect(report.noteKinds.map(\.count) == [8] && report.noteKinds.map(\.rows) == [[3, 4, 5, 6, 7]])
            var dry = try world.job(deals, header + rows, at: 1)
            dry.isDryRun = true
            #expect(try await dry.run().noteKinds.map(\.count) == [8])
        }
    }

    @Test(arguments: Engine.available)
    func `tell how many amounts are in another currency than the workspace's`(_ engine: Engine) async throws {
        let columns = deals.replacing(
            #""amount": "Amount""#,
            with: #""amount": {"column": "Amount", "currency": {"column": "Currency"}}"#
        )
        let rows = ["1,A,Won,USD", "2,B,Lead,EUR", "3,C,Lead,CNY", "4,D,Lost,EUR", "5,E,Lead,"]
        let csv =
            "No,Name,Stage,Currency,Created,Closed,Amount,Rep,Account\n"
            + rows.map { "\($0),2025-01-01,2025-02-01,7,Ana,Acme\n" }.joined()
        try await engine.withImports(currency: "USD") { world in
            let report = try await world.take(columns, csv)
            #expect(report.noteKinds.map(\.rows) == [[3, 5], [4]])
            #expect(report.noteKinds[0].sentence.hasPrefix("The amount is in EUR, the workspace counts in USD;"))
            // Rows that change nothing are not told of again.
            #expect(try await world.take(columns, csv, at: 1, again: true).noteKinds.isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `of history name the record in its column, not in the sentence`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            try await world.take(deals, dealRows)
            let rows = "No,Stage,At,Amount,By\n1,Lead,2025-01-20,90,Ana\n1,Offer,2025-04-10,95,Ana\n"
            let report = try await world.take(history, rows, at: 1)
            #expect(report.notes.map(\.row) == [3])
            #expect(report.notes.map(\.column) == ["No"] && report.notes.map(\.value) == ["1"])
            #expect(report.noteKinds.map(\.rows) == [[3]])
        }
    }
}
