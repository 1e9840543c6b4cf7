import CZip
import Foundation

@testable import Spreadsheets

/// A workbook made of parts that a test writes itself, in a folder of its own.
struct Parts {
    var parts: [String: String] = [
        "xl/workbook.xml": """
        <workbook xmlns:r="r"><workbookPr/><sheets><sheet name="Deals" sheetId="1" r:id="rId1"/></sheets></workbook>
        """,
        "xl/_rels/workbook.xml.rels": """
        <Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>
        """,
        "xl/styles.xml": """
        <styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>\
        <numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="&quot;days&quot; 0"/></numFmts>\
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="9"/><xf numFmtId="164"/>\
        <xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>
        """,
    ]

    init(_ rows: String = "", strings: String? = nil) {
        parts["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData>\(rows)</sheetData></worksheet>"
        if let strings { parts["xl/sharedStrings.xml"] = "<sst>\(strings)</sst>" }
    }

    /// Writes the workbook and gives its path to `body`.
    func written<T>(_ body: (String) throws -> T) throws -> T {
        let folder = FileManager.default.temporaryDirectory.appending(path: "parts-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "book.xlsx").path
        var code: Int32 = 0
        let archive = zip_open(path, ZIP_CREATE, &code)!
        let buffers = parts.sorted { $0.key < $1.key }.map { name, text in
            let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
            _ = bytes.initialize(from: text.utf8)
            let source = zip_source_buffer(archive, bytes.baseAddress, UInt64(bytes.count), 0)
            zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8))
            return bytes
        }
        zip_close(archive)
        for buffer in buffers { buffer.deallocate() }
        return try body(path)
    }

    /// The rows of the first sheet.
    func rows(_ limits: Workbook.Limits = .init()) throws -> [SheetRow] {
        try written { path in
            let book = try Workbook(path: path, limits: limits)
            var rows: [SheetRow] = []
            try book.forEachRow(of: book.sheets[0]) { rows.append($0) }
            return rows
        }
    }
}
