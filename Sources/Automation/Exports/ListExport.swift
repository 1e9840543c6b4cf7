import Foundation
import Sales
import Spreadsheets
import Storage

/// A list as a file, read page by page so that memory does not grow with it.
///
/// The member's data scope goes with every page, as on the pages; who takes what stands in the change log.
package struct ListExport: Sendable {
    /// Which records: the list and its filter.
    package enum Selection: Sendable {
        case accounts(AccountFilter)
        case contacts(ContactFilter)
        case opportunities(OpportunityFilter)
    }

    package enum Format: String, Sendable, CaseIterable {
        case csv, xlsx
    }

    package var store: Store
    package var access: Access
    package var selection: Selection
    /// What a column is called, by the field's name.
    package var title: @Sendable (String) -> String

    package init(
        _ selection: Selection,
        _ store: Store,
        _ access: Access,
        title: @escaping @Sendable (String) -> String = { $0 }
    ) {
        (self.selection, self.store, self.access, self.title) = (selection, store, access, title)
    }

    package var kind: RecordKind {
        switch selection {
        case .accounts: .accounts
        case .contacts: .contacts
        case .opportunities: .opportunities
        }
    }

    private var header: [String] { ExportColumns.of(kind).map(title) }

    /// Refuses who may not, and writes down who takes what.
    package func begin(_ format: Format) async throws {
        try await store.begin(Export(kind: kind, format: format.rawValue, filter: filterText), access)
    }

    /// Gives the file piece by piece as text in UTF-8, with a mark by which spreadsheets know it.
    package func writeCSV(_ write: ([UInt8]) async throws -> Void) async throws {
        let text = ExportText(access.calendar)
        try await write([0xEF, 0xBB, 0xBF] + text.line(header.map { .text($0) }))
        try await forEachPage { rows in
            try await write(rows.flatMap { text.line($0) })
        }
    }

    /// Writes a workbook; its parts lie in `folder` while it is made.
    package func writeWorkbook(path: String, folder: String) async throws {
        let writer = try SheetWriter(
            path: path,
            folder: folder,
            sheet: "Sluice",
            header: header,
            widths: ExportColumns.of(kind).map { ["name", "account", "address"].contains($0) ? 32 : 16 }
        )
        let calendar = access.calendar
        try await forEachPage { rows in
            for row in rows { try writer.append(row.map { $0.sheetValue(calendar) }) }
        }
        try writer.close()
    }

    private var filterText: String {
        let query =
            switch selection {
            case .accounts(let filter): filter.query
            case .contacts(let filter): filter.query
            case .opportunities(let filter): filter.query
            }
        return query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    private func forEachPage(_ body: ([[ExportValue]]) async throws -> Void) async throws {
        let reasons = try await store.read(access) { db in
            Dictionary(try db.lossReasons().map { ($0.id, $0.name) }) { first, _ in first }
        }
        var position = ListPosition.start
        while true {
            let (rows, next) = try await store.read(access) { [position] db in
                try page(db, at: position, reasons)
            }
            if !rows.isEmpty { try await body(rows) }
            guard let next else { return }
            position = .after(next)
        }
    }

    private func page(
        _ db: ScopedConnection,
        at position: ListPosition,
        _ reasons: [Identifier<LossReason>: String]
    ) throws -> (rows: [[ExportValue]], next: ListCursor?) {
        switch selection {
        case .accounts(let filter):
            let page = try db.accounts(filter, by: ListOrder(.created), at: position, limit: Self.pageSize)
            return (page.rows.map(\.exported), page.next)
        case .contacts(let filter):
            let page = try db.contacts(filter, by: ListOrder(.created), at: position, limit: Self.pageSize)
            return (page.rows.map(\.exported), page.next)
        case .opportunities(let filter):
            let page = try db.opportunities(filter, by: ListOrder(.name), at: position, limit: Self.pageSize)
            return (page.rows.map { $0.exported(reasons, db.access.calendar) }, page.next)
        }
    }

    private static let pageSize = 500
}

/// Writes the lines of a CSV file that spreadsheets calculate nothing of and that an import reads back exactly.
struct ExportText {
    private let calendar: ZoneCalendar

    init(_ calendar: ZoneCalendar) { self.calendar = calendar }

    func line(_ values: [ExportValue]) -> [UInt8] {
        Array((values.map { text($0) }.joined(separator: ",") + "\r\n").utf8)
    }

    private func text(_ value: ExportValue) -> String {
        switch value {
        case .blank: ""
        case .text(let text): quoted(Self.guarded(text))
        case .integer(let number): String(number)
        case .amount(let amount): amount.plainDigits
        case .day(let day): day.description
        case .moment(let instant): calendar.written(instant)
        }
    }

    /// One apostrophe before a text that a spreadsheet would calculate, and before one that begins with an apostrophe,
    /// since an import takes exactly one away.
    static func guarded(_ text: String) -> String {
        guard let first = text.utf8.first else { return text }
        return CellText.formulaStarts.contains(first) || first == UInt8(ascii: "'") ? "'" + text : text
    }

    private func quoted(_ text: String) -> String {
        let isPlain = !text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D, 0x3B, 0x09].contains($0) }
        if isPlain, !text.hasPrefix(" "), !text.hasSuffix(" ") { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

extension Amount {
    /// `-1234.50`, in as many decimals as the currency has.
    var plainDigits: String {
        let digits = currency.minorDigits
        let text = String(minor.magnitude)
        let sign = minor < 0 ? "-" : ""
        if digits == 0 { return sign + text }
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        return "\(sign)\(padded.dropLast(digits)).\(padded.suffix(digits))"
    }
}

extension ZoneCalendar {
    /// `2026-03-31 09:30:00`, with thousandths where there are some.
    func written(_ instant: Instant) -> String {
        let (day, hour, minute, second, thousandths) = parts(of: instant)
        let fraction = thousandths == 0 ? "" : "." + String(String(1000 + thousandths).dropFirst())
        return "\(day) \(two(hour)):\(two(minute)):\(two(second))\(fraction)"
    }

    fileprivate func parts(of instant: Instant) -> (Day, Int, Int, Int, Int) {
        let local = instant.milliseconds + offset(at: instant)
        let rest = Int(((local % 86_400_000) + 86_400_000) % 86_400_000)
        return (day(of: instant), rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000)
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension ExportValue {
    fileprivate func sheetValue(_ calendar: ZoneCalendar) -> SheetWriter.Value {
        switch self {
        case .blank: return .blank
        case .text(let text): return .text(text)
        case .integer(let number): return .number(Double(number), decimals: 0)
        case .amount(let amount):
            let scale = (0..<amount.currency.minorDigits).reduce(1.0) { scale, _ in scale * 10 }
            return .number(Double(amount.minor) / scale, decimals: amount.currency.minorDigits)
        case .day(let day):
            let (year, month, number) = day.parts
            return .day(year: Int(year), month: Int(month), day: Int(number))
        case .moment(let instant):
            let (day, hour, minute, second, thousandths) = calendar.parts(of: instant)
            let (year, month, number) = day.parts
            return .moment(
                year: Int(year),
                month: Int(month),
                day: Int(number),
                hour: hour,
                minute: minute,
                second: Double(second) + Double(thousandths) / 1000
            )
        }
    }
}
