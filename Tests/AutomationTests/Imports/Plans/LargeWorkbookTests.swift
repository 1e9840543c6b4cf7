import Foundation
import Sales
import Spreadsheets
import Storage
import TestSupport
import Testing

@testable import Automation

private let isLong = ProcessInfo.processInfo.environment["SLUICE_LONG_TESTS"] != nil

@Suite(.enabled(if: isLong, "a long test; make test-long runs it")) struct `A workbook of half a million rows` {
    private static let rows = 500_000

    /// Writes accounts with names that come once and an industry, one of which has a revenue that is none.
    private func write(_ path: String, _ folder: String) throws {
        let writer = try SheetWriter(
            path: path,
            folder: folder,
            sheet: "客户",
            header: ["客户编号", "客户名称", "所属行业", "年收入"]
        )
        for row in 1...Self.rows {
            let revenue: SheetWriter.Value = row == Self.rows ? .text("many") : .number(Double(row), decimals: 0)
            try writer.append([.text("C-\(row)"), .text("云帆 \(row)"), .text("软件"), revenue])
        }
        try writer.close()
    }

    @Test func `is taken, looked at, tried and counted to its last row`() async throws {
        try await Engine.sqlite.withImports { world in
            let path = "\(world.folder)/book.xlsx"
            try write(path, world.folder)
            let files = ImportFiles(folder: URL(filePath: world.folder).appending(path: "files"))
            let file = try files.begin()
            try file.append(Data(contentsOf: URL(filePath: path), options: .alwaysMapped))
            try file.finish()
            let plan = try await ImportArrival(world.store, world.access(), files)
                .take(file, called: "客户.xlsx", kinds: ImportKind.allCases)
            var planned = PlannedImport(plan, world.store, world.access(), files) { ImportWorld.time(1) }
            let (choices, _) = try await planned.completed(planned.choices, newPipeline: "销售")
            #expect(choices.importKind == .accounts)
            planned.plan = try await planned.keep { $0.choices = choices.json }
            planned.plan = try await planned.rehearse()
            let told = try #require(ImportOutcome(json: planned.plan.outcome).dryRun)
            #expect(told.created == 5000)
            #expect(told.onlyRead == Self.rows - 5000)
            #expect(told.unreadable == 1)
            #expect(planned.plan.rowsTotal == Self.rows)
        }
    }
}
