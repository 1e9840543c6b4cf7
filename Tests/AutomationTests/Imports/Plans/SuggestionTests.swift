import Foundation
import Sales
import Testing

@testable import Automation

@Suite struct `What columns probably are` {
    @Test(arguments: [
        (
            [
                "opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date", "close_date",
                "close_value",
            ], ImportKind.opportunities
        ),
        (
            ["account", "sector", "year_established", "revenue", "employees", "office_location", "subsidiary_of"],
            .accounts
        ),
        (["product", "series", "sales_price"], .products), (["sales_agent", "manager", "regional_office"], .members),
        (["姓名", "客户名称", "职务", "手机", "邮箱"], .contacts), (["客户名称", "行业", "统一社会信用代码"], .accounts),
        (["商机名称", "客户名称", "商机金额", "主责销售", "预计成交日期", "销售阶段"], .opportunities),
    ]) func `their names tell`(_ columns: [String], _ kind: ImportKind) {
        #expect(ColumnSuggestion.kind(of: columns) == kind)
    }

    @Test func `Chinese names are known in both scripts`() {
        let expected = ["name", "account", "amount", "owner", "expectedCloseDate", "stage"]
        let simplified = ["商机名称", "客户名称", "商机金额", "负责人", "预计成交日期", "销售阶段"]
        let traditional = ["商機名稱", "客戶名稱", "商機金額", "負責人", "預計成交日期", "銷售階段"]
        #expect(ColumnSuggestion.fields(.opportunities, simplified) == expected)
        #expect(ColumnSuggestion.fields(.opportunities, traditional) == expected)
    }

    @Test func `a field is given once, and what is unknown stays out`() {
        #expect(ColumnSuggestion.fields(.opportunities, ["Amount", "Value", "Shoe size"]) == ["amount", nil, nil])
        #expect(
            ColumnSuggestion.fields(.members, ["sales_agent", "manager", "regional_office"]) == [
                "name", "teams", "teams",
            ]
        )
        #expect(
            ColumnSuggestion.choices(.members, ["sales_agent", "manager", "regional_office"]).fields["teams"]?.columns
                == ["regional_office", "manager"]
        )
    }

    @Test func `stages are won, lost or open by the usual words`() {
        #expect(["Won", "Closed Won", "赢单", "贏單"].map(ColumnSuggestion.stageKind) == [.won, .won, .won, .won])
        #expect(["Lost", "Closed Lost", "输单"].map(ColumnSuggestion.stageKind) == [.lost, .lost, .lost])
        #expect(["Proposal", "Wonderful", "方案报价"].map(ColumnSuggestion.stageKind) == [.open, .open, .open])
    }

    @Test func `the choices are a mapping that the command line takes`() throws {
        var choices = ColumnSuggestion.choices(.opportunities, ["Deal No", "Customer", "Product", "Stage", "Amount"])
        choices.pipeline = "Sales"
        choices.stages = [.init(name: "Proposal", kind: "open"), .init(name: "Won", kind: "won")]
        choices.fields["amount"]?.currency = "EUR"
        choices.fields["amount"]?.times = 1000
        let mapping = try choices.mapping()
        #expect(mapping.key == ["Deal No"] && mapping.fields["amount"]?.power == 3)
        #expect(mapping.fields["name"]?.source == .columns(["Customer", "Product"], separator: ", "))
        #expect(mapping.pipeline?.stages?.map(\.kind) == [.open, .won])
        #expect(try ImportChoices(json: choices.json) == choices)
        #expect(choices.mappingText == (try ImportChoices(json: choices.json)).mappingText)
    }
}

@Suite struct `A file that is brought` {
    private func withFiles(limit: Int = 100, _ body: (ImportFiles) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(ImportFiles(folder: folder, limit: limit))
    }

    @Test func `lies under a random name that only the server reads`() throws {
        try withFiles { files in
            let file = try files.begin()
            try file.append(Array("a,b".utf8))
            try file.finish()
            let mode = try FileManager.default.attributesOfItem(atPath: files.path(file.name))[.posixPermissions]
            #expect(mode as? Int == 0o600 && file.name.count == 64 && files.has(file.name))
            #expect(
                try FileManager.default.attributesOfItem(atPath: files.folder.path)[.posixPermissions] as? Int == 0o700
            )
            files.remove(file.name)
            #expect(!files.has(file.name))
        }
    }

    @Test func `is refused when it is too large or empty`() throws {
        try withFiles { files in
            let file = try files.begin()
            try file.append(Array(repeating: UInt8(65), count: 100))
            #expect(throws: ImportFileError.tooLarge(limit: 100)) { try file.append([65]) }
            file.discard()
            #expect(!files.has(file.name))
            let empty = try files.begin()
            #expect(throws: ImportFileError.empty) { try empty.finish() }
        }
    }

    @Test func `is gone after a day, its failed rows after thirty`() throws {
        try withFiles { files in
            let file = try files.begin()
            try file.append([65])
            try file.finish()
            try Data([66]).write(to: URL(filePath: files.path(files.errorFile(of: file.name))))
            let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
            files.sweep(now)
            #expect(files.has(file.name))
            files.sweep(Instant(milliseconds: now.milliseconds + 2 * 86_400_000))
            #expect(!files.has(file.name) && files.has(files.errorFile(of: file.name)))
            files.sweep(Instant(milliseconds: now.milliseconds + 31 * 86_400_000))
            #expect(!files.has(files.errorFile(of: file.name)))
        }
    }
}
