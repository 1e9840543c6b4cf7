import Foundation

/// A workbook (.xlsx) whose sheets are read row by row.
///
/// Only the shared texts are held in memory; a sheet of half a million rows goes through in pieces.
package final class Workbook {
    /// Limits on what is unpacked, against archives that unfold without end.
    package struct Limits: Sendable {
        package var smallPart = 32 << 20
        package var sharedStrings = 512 << 20
        package var sheet = 4 << 30

        package init() {}
    }

    /// The names of the sheets, those that are hidden last.
    package let sheets: [String]
    /// Whether days are counted from 1904, as old Macintosh workbooks do.
    package let is1904: Bool
    private let archive: Archive
    private let limits: Limits
    private let parts: [String: String]
    private let styles = CellStyles()
    private let strings = SharedStrings()
    private var hasStrings = false

    package init(path: String, limits: Limits = Limits()) throws {
        self.limits = limits
        archive = try Archive(path: path)
        let (list, relations) = (SheetList(), Relations())
        guard try archive.parse("xl/workbook.xml", limit: limits.smallPart, with: list),
            try archive.parse("xl/_rels/workbook.xml.rels", limit: limits.smallPart, with: relations)
        else { throw SpreadsheetError.notAWorkbook }
        is1904 = list.is1904
        var parts: [String: String] = [:]
        for entry in list.entries { parts[entry.name] = relations.targets[entry.relation] }
        self.parts = parts
        let known = list.entries.filter { parts[$0.name] != nil }
        sheets = known.filter { !$0.isHidden }.map(\.name) + known.filter(\.isHidden).map(\.name)
        if sheets.isEmpty { throw SpreadsheetError.notAWorkbook }
        _ = try archive.parse("xl/styles.xml", limit: limits.smallPart, with: styles)
    }

    /// What a file is by its first bytes; nil for anything that is no workbook of either kind.
    package static func isWorkbook(path: String) throws -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        let start = [UInt8](try handle.read(upToCount: 8) ?? Data())
        if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw SpreadsheetError.protectedOrOld }
        return start.starts(with: [0x50, 0x4B, 0x03, 0x04])
    }

    /// Gives the rows of a sheet in their order; rows without any value are left out.
    package func forEachRow(of sheet: String, _ body: @escaping (SheetRow) throws -> Void) throws {
        guard let part = parts[sheet] else { throw SpreadsheetError.unknownSheet(sheet, known: sheets) }
        if !hasStrings {
            _ = try archive.parse("xl/sharedStrings.xml", limit: limits.sharedStrings, with: strings)
            hasStrings = true
        }
        let cells = SheetCells(strings: strings, styles: styles.kinds, is1904: is1904, body)
        guard try archive.parse(part, limit: limits.sheet, with: cells) else { throw SpreadsheetError.damaged }
    }
}

/// A row of a sheet: its number as the program shows it, and its cells from the first column to the last with a value.
package struct SheetRow: Sendable, Equatable {
    package var number: Int
    package var cells: [SheetValue]
}

/// What a cell holds; of a formula the value that was stored with it.
package enum SheetValue: Sendable, Equatable {
    case blank
    case text(String)
    /// As it is to be written, in digits with a decimal point.
    case number(String)
    /// `2026-03-31`, `2026-03-31 09:30:00`, or a time of day alone.
    case date(String)
    case truth(Bool)
    /// `#REF!`, `#DIV/0!` and their like.
    case fault(String)
}
