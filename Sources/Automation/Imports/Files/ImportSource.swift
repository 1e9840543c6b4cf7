import Foundation
import Spreadsheets

/// A file that can be imported: delimited text, or a workbook of which one sheet is read.
///
/// A sheet becomes delimited text beside the file, so that everything else (detection, going on after a kill, the file
/// of failed rows) is the same for both.
package struct ImportSource: Sendable {
    package let path: String
    /// The workbook's sheets; none for a text.
    package let sheets: [String]
    package var isWorkbook: Bool { !sheets.isEmpty }

    package init(path: String) throws {
        self.path = path
        sheets = try Workbook.isWorkbook(path: path) ? Workbook(path: path).sheets : []
    }

    /// The delimited text: the file itself, or the sheet, the first one where none is named.
    ///
    /// `into` is where a sheet's text goes; it is made once.
    package func text(sheet: String? = nil, into place: String? = nil) throws -> String {
        guard let first = sheets.first else {
            if let sheet { throw SpreadsheetError.unknownSheet(sheet, known: []) }
            return path
        }
        let name = sheet ?? first
        guard let index = sheets.firstIndex(of: name) else { throw SpreadsheetError.unknownSheet(name, known: sheets) }
        let place = place ?? "\(path).sheet\(index + 1)"
        if FileManager.default.fileExists(atPath: place) { return place }
        // Half a text is never taken for a whole one: it gets its name when it is done.
        let half = place + ".half"
        do {
            let writer = try SheetText(path: half)
            try Workbook(path: path).forEachRow(of: name, writer.append)
            try writer.close()
            try FileManager.default.moveItem(atPath: half, toPath: place)
        } catch {
            try? FileManager.default.removeItem(atPath: half)
            throw error
        }
        return place
    }
}

/// Writes a sheet's rows as delimited text in UTF-8, each under its own number.
final class SheetText {
    private let handle: FileHandle
    private var buffer: [UInt8] = []
    private var rows = 0
    private var written = 0
    private let limit: Int

    init(path: String, limit: Int = 2 << 30) throws {
        self.limit = limit
        let isMade = FileManager.default.createFile(
            atPath: path,
            contents: nil,
            attributes: [.posixPermissions: 0o600]
        )
        guard isMade, let handle = FileHandle(forWritingAtPath: path) else { throw ImportFileError.cannotKeep }
        self.handle = handle
    }

    func append(_ row: SheetRow) throws {
        while rows < row.number - 1 {
            buffer.append(0x0A)
            rows += 1
        }
        for (index, cell) in row.cells.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: ",")) }
            append(cell)
        }
        buffer.append(0x0A)
        rows += 1
        if buffer.count > 1 << 18 { try flush() }
    }

    func close() throws {
        try flush()
        try handle.close()
    }

    private func append(_ cell: SheetValue) {
        switch cell {
        case .blank: break
        case .number(let text), .date(let text), .fault(let text): buffer.append(contentsOf: text.utf8)
        case .truth(let isTrue): buffer.append(contentsOf: (isTrue ? "TRUE" : "FALSE").utf8)
        case .text(let text): appendQuoted(text)
        }
    }

    /// A text as it is: quotation marks doubled, and what a text file would lose an apostrophe of given one more.
    private func appendQuoted(_ text: String) {
        let bytes = Array(text.utf8)
        let isGuarded = CellText.unguarded(bytes[...]).count < bytes.count
        let needsQuotes = isGuarded || bytes.contains { [0x22, 0x2C, 0x0A, 0x0D, 0x3B, 0x09, 0x7C].contains($0) }
        guard needsQuotes else { return buffer.append(contentsOf: bytes) }
        buffer.append(0x22)
        if isGuarded { buffer.append(0x27) }
        for byte in bytes {
            if byte == 0x22 { buffer.append(byte) }
            buffer.append(byte)
        }
        buffer.append(0x22)
    }

    private func flush() throws {
        written += buffer.count
        // A short text that is used a million times makes a large file of a small workbook.
        if written > limit { throw SpreadsheetError.tooLarge(megabytes: limit >> 20) }
        try handle.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
