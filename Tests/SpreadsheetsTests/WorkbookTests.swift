import Foundation
import Testing

@testable import Spreadsheets

@Suite struct `A workbook` {
    @Test func `gives texts of all kinds, numbers, truths and faults`() throws {
        let parts = Parts(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>\
            <c r="C1" t="inlineStr"><is><r><t>云</t></r><r><t xml:space="preserve"> 帆</t></r></is></c>\
            <c r="D1" t="str"><f>A1&amp;"x"</f><v>Acmex</v></c></row>\
            <row r="3"><c r="A3"><v>1100.0399999999999</v></c><c r="C3"><v>13800138000</v></c><c r="D3" t="b"><v>1</v></c>\
            <c r="E3" t="e"><v>#REF!</v></c><c r="F3" s="3"><v>0.13</v></c><c r="G3" s="1"/></row>
            """,
            strings: "<si><t>Acme &amp; Co</t></si><si><r><t>客</t></r><r><t>户</t></r><rPh><t>kè</t></rPh></si>"
        )
        #expect(
            try parts.rows() == [
                SheetRow(number: 1, cells: [.text("Acme & Co"), .text("客户"), .text("云 帆"), .text("Acmex")]),
                SheetRow(
                    number: 3,
                    cells: [
                        .number("1100.04"), .blank, .number("13800138000"), .truth(true), .fault("#REF!"),
                        .number("13%"),
                    ]
                ),
            ]
        )
    }

    @Test(arguments: [
        (45_000.0, false, "2023-03-15"), (45_000.5, false, "2023-03-15 12:00:00"), (61, false, "1900-03-01"),
        (59, false, "1900-02-28"), (1, false, "1900-01-01"), (60, false, nil), (0.5, false, "12:00:00"),
        (0, true, "1904-01-01"), (43_538, true, "2023-03-15"), (45_000.999999, false, "2023-03-16"), (-1, false, nil),
    ]) func `counts days as spreadsheets do`(_ serial: Double, _ is1904: Bool, _ expected: String?) {
        #expect(SheetDate.text(serial, is1904: is1904) == expected)
    }

    @Test func `knows dates by their format`() throws {
        let row = (0...6).map { "<c s=\"\($0)\"><v>45000.25</v></c>" }.joined()
        #expect(
            try Parts("<row>\(row)</row>").rows()[0].cells == [
                .number("45000.25"), .date("2023-03-15 06:00:00"), .date("2023-03-15 06:00:00"), .number("4500025%"),
                .date("2023-03-15 06:00:00"), .number("45000.25"), .number("45000.25"),
            ]
        )
    }

    @Test func `writes a number that could be read as thousands with a zero behind it`() {
        #expect(SheetNumber.text(1.234, as: "1.234") == "1.2340")
        #expect(SheetNumber.text(0.125, as: "0.125") == "0.125")
        #expect(SheetNumber.text(1234.567, as: "1234.567") == "1234.567")
        #expect(SheetNumber.text(1e21, as: "1E+21") == "1e+21")
    }

    @Test func `counts from 1904 where it says so, and takes absolute parts and prefixes`() throws {
        var parts = Parts()
        parts.parts["xl/workbook.xml"] = """
            <x:workbook xmlns:x="x" xmlns:r="r"><x:workbookPr date1904="1"/><x:sheets>\
            <x:sheet name="Old" state="hidden" r:id="rId2"/><x:sheet name="Deals" r:id="rId1"/></x:sheets></x:workbook>
            """
        parts.parts["xl/_rels/workbook.xml.rels"] = """
            <Relationships><Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/>\
            <Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>
            """
        parts.parts["xl/worksheets/sheet1.xml"] = """
            <x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c s="1"><x:v>43538</x:v></x:c></x:row></x:sheetData>\
            <x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>
            """
        try parts.written { path in
            let book = try Workbook(path: path)
            #expect(book.sheets == ["Deals", "Old"])
            var rows: [SheetRow] = []
            try book.forEachRow(of: "Deals") { rows.append($0) }
            #expect(rows == [SheetRow(number: 1, cells: [.date("2023-03-15")])])
        }
    }

    @Test func `is refused where it is none`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "none-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "x.xlsx").path
        try Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).write(to: URL(filePath: path))
        #expect(throws: SpreadsheetError.protectedOrOld) { try Workbook.isWorkbook(path: path) }
        try Data("a,b\n1,2\n".utf8).write(to: URL(filePath: path))
        #expect(try !Workbook.isWorkbook(path: path))
        var parts = Parts()
        parts.parts["xl/workbook.xml"] = nil
        parts.parts["word/document.xml"] = "<document/>"
        #expect(throws: SpreadsheetError.notAWorkbook) { try parts.rows() }
    }

    @Test func `that was cut short is refused`() throws {
        try Parts("<row><c><v>1</v></c></row>").written { path in
            let bytes = try Data(contentsOf: URL(filePath: path))
            try bytes.prefix(bytes.count - 60).write(to: URL(filePath: path))
            #expect(throws: SpreadsheetError.damaged) { try Workbook(path: path) }
        }
    }

    @Test(arguments: [
        "<row r=\"0\"><c><v>1</v></c></row>", "<row r=\"2\"/><row r=\"2\"/>", "<row><c t=\"s\"><v>9</v></c></row>",
        "<row><c><v>1</v></row>",
    ]) func `with rows that cannot be is refused`(_ rows: String) {
        #expect(throws: SpreadsheetError.self) { try Parts(rows).rows() }
    }

    @Test func `that defines entities is refused`() {
        var parts = Parts()
        parts.parts["xl/worksheets/sheet1.xml"] = """
            <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr">\
            <is><t>&b;</t></is></c></row></sheetData></worksheet>
            """
        #expect(throws: SpreadsheetError.badXML(part: "xl/worksheets/sheet1.xml")) { try parts.rows() }
    }

    @Test func `that unfolds beyond its limit is refused`() throws {
        var limits = Workbook.Limits()
        limits.sheet = 1 << 20
        let rows = String(repeating: "<row><c><v>1</v></c></row>", count: 100_000)
        #expect(throws: SpreadsheetError.tooLarge(megabytes: 1)) { try Parts(rows).rows(limits) }
    }

    @Test func `with a cell in the last of 16,384 columns is read up to there`() throws {
        let row = try #require(try Parts("<row><c r=\"XFD1\"><v>1</v></c></row>").rows().first)
        #expect(row.cells.count == 16_384 && row.cells.last == .number("1"))
        #expect(try Parts("<row><c r=\"XFE1\"><v>1</v></c></row>").rows().isEmpty)
    }
}

@Suite struct `A workbook that was written` {
    @Test func `is read as it was meant`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "written-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "out.xlsx").path
        let writer = try SheetWriter(path: path, folder: folder.path, sheet: "商机", header: ["名称", "金额"])
        try writer.append([.text("=1+1"), .number(1234.5, decimals: 2), .day(year: 2026, month: 3, day: 31)])
        try writer.append([
            .blank, .number(-7, decimals: 0), .moment(year: 2026, month: 3, day: 31, hour: 9, minute: 30, second: 5),
        ])
        try writer.close()
        let book = try Workbook(path: path)
        var rows: [SheetRow] = []
        try book.forEachRow(of: "商机") { rows.append($0) }
        #expect(
            rows == [
                SheetRow(number: 1, cells: [.text("名称"), .text("金额")]),
                SheetRow(number: 2, cells: [.text("=1+1"), .number("1234.5"), .date("2026-03-31")]),
                SheetRow(number: 3, cells: [.blank, .number("-7"), .date("2026-03-31 09:30:05")]),
            ]
        )
    }
}
