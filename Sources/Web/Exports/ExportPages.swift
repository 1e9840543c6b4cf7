import Automation
import Foundation
import Hummingbird
import Sales
import Storage

/// The routes under `/exports`: a list as a file, with the filter that its page has in the address.
struct ExportPages {
    let pages: Pages
    /// Where a workbook lies while it is made.
    let folder: URL

    func addRoutes(to group: RouterGroup<AppContext>) {
        for list in ["accounts", "contacts", "opportunities"] {
            for format in ListExport.Format.allCases {
                group.get(RouterPath("\(list).\(format.rawValue)")) { request, context in
                    try await export(list, format, request, context)
                }
            }
        }
    }

    private func export(
        _ list: String,
        _ format: ListExport.Format,
        _ request: Request,
        _ context: AppContext
    ) async throws -> Response {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        var made = ListExport(try selection(list, request), pages.store, access) { words("importFields.\($0)") }
        let holder = FieldHolder(ListKind(rawValue: list) ?? .opportunities)
        made.fields = try await pages.store.read(access) { try $0.fieldDefinitions(holder) }.filter { !$0.isRetired }
        made.language = words.language
        let export = made
        try await export.begin(format)
        let name = "\(words("importKinds.\(list)")) \(access.today).\(format.rawValue)"
        switch format {
        case .csv: return csv(export, name)
        case .xlsx: return try await workbook(export, name)
        }
    }

    private func selection(_ list: String, _ request: Request) throws -> ListExport.Selection {
        let query = try request.query()
        let items = query.names.sorted().filter { !["order", "columns", "after", "before"].contains($0) }
            .flatMap { name in query.all(name).filter { !$0.isEmpty }.map { QueryItem(name, $0) } }
        do {
            switch list {
            case "accounts": return .accounts(try AccountFilter(query: items))
            case "contacts": return .contacts(try ContactFilter(query: items))
            default: return .opportunities(try OpportunityFilter(query: items))
            }
        } catch {
            throw HTTPError(.badRequest)
        }
    }

    private func csv(_ export: ListExport, _ name: String) -> Response {
        let body = ResponseBody { writer in
            var open = writer
            try await export.writeCSV { try await open.write(ByteBuffer(bytes: $0)) }
            try await open.finish(nil)
        }
        return Response(status: .ok, headers: .download(as: name, type: "text/csv; charset=utf-8"), body: body)
    }

    /// A workbook is whole only at its end, so it is made in a file first.
    private func workbook(_ export: ListExport, _ name: String) async throws -> Response {
        let path = folder.appending(path: Token().text).path(percentEncoded: false)
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        do {
            try await export.writeWorkbook(path: path, folder: folder.path(percentEncoded: false))
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
        guard let file = FileHandle(forReadingAtPath: path) else { throw HTTPError(.internalServerError) }
        // Opened, it needs no name any more, and is gone whatever becomes of the answer.
        try FileManager.default.removeItem(atPath: path)
        let body = ResponseBody { writer in
            var open = writer
            while let piece = try file.read(upToCount: 1 << 18), !piece.isEmpty {
                try await open.write(ByteBuffer(bytes: piece))
            }
            try file.close()
            try await open.finish(nil)
        }
        let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return Response(status: .ok, headers: .download(as: name, type: type), body: body)
    }
}
