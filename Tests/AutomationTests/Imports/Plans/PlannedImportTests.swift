import Foundation
import Sales
import Spreadsheets
import Storage
import TestSupport
import Testing

@testable import Automation

@Suite struct `A planned import` {
    private let deals = """
        Deal No,Customer,Stage,Amount
        D-1,Acme,Proposal,1000
        D-2,Globex,Won,2000
        D-3,Initech,Nowhere,many

        """

    private func planned(_ text: String, _ world: ImportWorld, name: String = "deals.csv") async throws -> PlannedImport
    {
        try await planned(Array(text.utf8), world, name: name)
    }

    private func planned(_ bytes: [UInt8], _ world: ImportWorld, name: String = "deals.csv") async throws
        -> PlannedImport
    {
        let files = ImportFiles(folder: URL(filePath: world.folder).appending(path: "files"))
        let file = try files.begin()
        try file.append(bytes)
        try file.finish()
        let plan = try await ImportArrival(world.store, world.access(), files)
            .take(file, called: "../../etc/\(name)", kinds: ImportKind.allCases)
        return PlannedImport(plan, world.store, world.access(), files) { ImportWorld.time(1) }
    }

    /// With the values as the page would complete them, and the unknown stage made a lost one.
    private func prepared(_ text: String, _ world: ImportWorld) async throws -> PlannedImport {
        var planned = try await planned(text, world)
        var (choices, _) = try await planned.completed(planned.choices, newPipeline: "Sales")
        choices.stages = [
            .init(name: "Proposal", kind: "open"), .init(name: "Won", kind: "won"),
            .init(name: "Nowhere", kind: "lost"),
        ]
        planned.plan.choices = choices.json
        planned.plan = try await planned.keep { [planned] in $0.choices = planned.plan.choices }
        return planned
    }

    private func now(_ planned: PlannedImport) async throws -> ImportPlan {
        try await planned.store.read(planned.access) { try $0.importPlan(planned.plan.id) }
    }

    @Test(arguments: Engine.available)
    func `is told by its columns, tried, run and taken back`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let planned = try await prepared(deals, world)
            #expect(planned.plan.fileName == "deals.csv")
            let preview = try await planned.job(planned.choices).preview()
            #expect(preview.rows.map(\.result) == [.created, .created, .failed])
            #expect(preview.rows[2].faults.keys.sorted() == ["amount"])
            #expect(try await world.counts()["opportunities"] == 0)
            let tried = try await planned.rehearse()
            let counts = try #require(ImportOutcome(json: tried.outcome).dryRun)
            #expect(counts.created == 2 && counts.failed == 1 && counts.rows == 3)
            #expect(try await world.counts()["opportunities"] == 0)

            var taken = planned
            taken.plan = tried
            taken = try #require(try await taken.takeUp())
            #expect(
                try await PlannedImport(now(taken), world.store, world.access(), planned.files) { ImportWorld.time(1) }
                    .takeUp() == nil
            )
            try await taken.run()
            var plan = try await now(taken)
            #expect(plan.state == .finished && !planned.files.has(plan.storedName))
            let outcome = ImportOutcome(json: plan.outcome)
            #expect(outcome.result?.created == 2 && outcome.result?.failed == 1 && outcome.hasErrorFile)
            let errors = try String(
                contentsOfFile: planned.files.path(planned.files.errorFile(of: plan.storedName)),
                encoding: .utf8
            )
            #expect(errors.contains("D-3,Initech,Nowhere,many") && !errors.contains("D-2"))
            #expect(try await world.counts()["opportunities"] == 2)

            taken.plan = plan
            try await #require(try await taken.takeUp(.undoing)).undo()
            plan = try await now(taken)
            #expect(plan.state == .undone && ImportOutcome(json: plan.outcome).keptCount == 0)
            #expect(try await world.counts()["opportunities"] == 0)
            #expect(try await world.problems().isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `stops when it is asked, and goes on`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let rows = (1...250).map { "E-\($0),Acme,Proposal,\($0)" }.joined(separator: "\n")
            let planned = try await prepared(
                deals.replacing("D-3,Initech,Nowhere,many\n", with: "D-3,Initech,Nowhere,5\n") + rows,
                world
            )
            var taken = try #require(try await planned.takeUp())
            try await world.store.write(world.access()) { [id = taken.plan.id] in try $0.requestStop(id) }
            try await taken.run()
            #expect(try await now(taken).state == .stopped)
            #expect(try await world.counts()["opportunities"] == 0)
            taken.plan = try await now(taken)
            taken = try #require(try await taken.takeUp())
            try await taken.run()
            #expect(try await now(taken).state == .finished)
            #expect(try await world.counts()["opportunities"] == 253)
            #expect(try await world.counts()["imports"] == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `that was killed can be taken up by another process after a silence`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let planned = try await prepared(deals, world)
            let killed = try #require(try await planned.takeUp())
            let soon = PlannedImport(try await now(killed), world.store, world.access(), planned.files) {
                ImportWorld.time(1)
            }
            #expect(try await soon.takeUp() == nil)
            let later = PlannedImport(try await now(killed), world.store, world.access(at: 2), planned.files) {
                ImportWorld.time(2)
            }
            try await #require(try await later.takeUp()).run()
            #expect(try await now(later).state == .finished)
            // The first one wakes up: it finds the import in other hands and changes nothing.
            try await killed.run()
            #expect(try await world.counts()["opportunities"] == 2)
        }
    }

    @Test func `begins with the choices of an earlier file with the same columns`() async throws {
        try await Engine.sqlite.withImports { world in
            let first = try await prepared(deals, world)
            try await #require(try await first.takeUp()).run()
            let second = try await planned(deals + "D-4,Umbrella,Won,5\n", world)
            #expect(try second.choices.stages == first.choices.stages)
            #expect(try await ImportArrival(world.store, world.access(), second.files).isReused(second.plan))
        }
    }

    @Test func `reads a workbook as it reads text`() async throws {
        try await Engine.sqlite.withImports { world in
            let path = "\(world.folder)/book.xlsx"
            let writer = try SheetWriter(
                path: path,
                folder: world.folder,
                sheet: "商机",
                header: ["商机编号", "客户名称", "销售阶段", "商机金额", "预计成交日期"]
            )
            try writer.append([
                .text("S-1"), .text("云帆科技"), .text("方案"), .number(1234.5, decimals: 2),
                .day(year: 2026, month: 5, day: 1),
            ])
            try writer.append([.text("S-2"), .text("'=云"), .text("赢单"), .text("2,000"), .blank])
            try writer.close()
            var planned = try await planned(Array(Data(contentsOf: URL(filePath: path))), world, name: "商机.xlsx")
            let (choices, _) = try await planned.completed(planned.choices, newPipeline: "销售")
            planned.plan = try await planned.keep { $0.choices = choices.json }
            #expect(choices.stages?.map(\.kind) == ["open", "won"])
            try await #require(try await planned.takeUp()).run()
            #expect(try await ImportOutcome(json: now(planned).outcome).result?.created == 2)
            let amounts = try await world.opportunities().map(\.values.amount?.minor).sorted { ($0 ?? 0) < ($1 ?? 0) }
            #expect(amounts == [123_450, 200_000])
            #expect(try await world.opportunity("S-1")?.values.expectedCloseDate == Day("2026-05-01"))
            #expect(try await world.account("'=云") != nil)
        }
    }

    private static let noTables: [(bytes: [UInt8], sentence: String)] = [
        ([], "\(ImportFileError.empty)"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0, 0, 0, 0], "\(SpreadsheetError.protectedOrOld)"),
        ([0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "\(SpreadsheetError.damaged)"),
        (
            Array((0..<600).map { "c\($0)" }.joined(separator: ",").utf8),
            "\(ImportFileError.tooManyColumns(600))"
        ),
    ]

    @Test(arguments: noTables.indices)
    func `of a file that is no table is refused and leaves nothing`(_ place: Int) async throws {
        try await Engine.sqlite.withImports { world in
            var told = ""
            do { _ = try await planned(Self.noTables[place].bytes, world) } catch { told = "\(error)" }
            #expect(told == Self.noTables[place].sentence)
            let plans = try await world.store.read(world.access()) { try $0.importPlans() }
            #expect(plans.isEmpty)
        }
    }

    @Test func `takes GB18030, UTF-16 and a header that comes twice`() async throws {
        try await Engine.sqlite.withImports { world in
            let text = "客户名称,行业,行业\n云帆科技,软件,硬件\n"
            for (encoding, mark) in [(TextEncoding.gb18030, [UInt8]()), (.utf16LittleEndian, [0xFF, 0xFE])] {
                var bytes = mark
                let source = Array(text.utf8)
                let converter = try TextConverter(from: .utf8, to: encoding)
                _ = source.withUnsafeBufferPointer { converter.convert($0, into: &bytes) }
                let planned = try await planned(bytes, world)
                let choices = try planned.choices
                #expect(choices.importKind == .accounts && choices.fields["industry"]?.columns == ["行业"])
            }
        }
    }
}
