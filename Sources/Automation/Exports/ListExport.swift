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
    /// The own fields that are columns too, and the language of their names.
    package var fields: [FieldDefinition] = []
    package var language: Language = .english

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

    private var header: [String] { ExportColumns.of(kind).map(title) + fields.map { $0.name.shown(in: language) } }
    private var own: ExportFields {
        ExportFields(fields: fields, language: language, currency: access.workspace.currency)
    }

    /// Refuses who may not, and writes down who takes what.
    package func begin(_ format: Format) async throws {
        try await store.begin(Export(kind: kind, format: format.rawValue, filter: query), access)
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
                + fields.map { _ in 16 }
        )
        let calendar = access.calendar
        try await forEachPage { rows in
            for row in rows { try writer.append(row.map { $0.sheetValue(calendar) }) }
        }
        try writer.close()
    }

    private var query: [QueryItem] {
        switch selection {
        case .accounts(let filter): filter.query
        case .contacts(let filter): filter.query
        case .opportunities(let filter): filter.query
        }
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
            let own = try own.values(of: page.rows.map(\.record.id.erased), db)
            return (zip(page.rows, own).map { $0.exported + $1 }, page.next)
        case .contacts(let filter):
            let page = try db.contacts(filter, by: ListOrder(.created), at: position, limit: Self.pageSize)
            let own = try own.values(of: page.rows.map(\.record.id.erased), db)
            return (zip(page.rows, own).map { $0.exported + $1 }, page.next)
        case .opportunities(let filter):
            let page = try db.opportunities(filter, by: ListOrder(.name), at: position, limit: Self.pageSize)
            let own = try own.values(of: page.rows.map(\.opportunity.id.erased), db)
            return (zip(page.rows, own).map { $0.exported(reasons, db.access.calendar) + $1 }, page.next)
        }
    }

    private static let pageSize = 500
}
