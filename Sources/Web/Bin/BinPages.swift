import Hummingbird
import Sales
import Storage

/// The routes under `/bin`: what was deleted, and taking it out again.
struct BinPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: list)
        group.post(":kind/:id/restoration", use: restore)
    }

    @Sendable func list(_ request: Request, context: AppContext) async throws -> HTML {
        let query = try request.query()
        return try await list(query, context, kind: BinKind(rawValue: query["kind"]))
    }

    @Sendable func restore(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let access = try context.requireVisitor().access
        guard let kind = try BinKind(rawValue: context.parameters.require("kind")),
            let id = try Identifier<AnyRecord>(context.parameters.require("id"))
        else { throw NotFound() }
        do {
            try await pages.store.write(access) { try $0.restore(kind, id, version: form.version) }
            return .seeOther("/\(ListKind(kind).rawValue)/\(id)")
        } catch  where Fault(error).isCorrectable || error is ChangedMeanwhile {
            var html = try await list(FormFields(""), context, kind: kind, fault: Fault(error))
            html.status = Fault(error).status
            return html.response(from: request, context: context)
        }
    }

    private func list(
        _ query: FormFields,
        _ context: AppContext,
        kind: BinKind?,
        fault: Fault? = nil
    ) async throws -> HTML {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        let kinds = BinKind.allCases.filter { access.may(.see, $0.rights) }
        guard let kind = kind ?? kinds.first, kinds.contains(kind) else { throw NotAllowed(.see, nil) }
        let position =
            ListCursor(query["after"]).map { ListPosition.after($0) }
            ?? ListCursor(query["before"]).map { ListPosition.before($0) }
        let page = try await pages.store.read(access) { try $0.bin(kind, at: position ?? .start) }
        var shown = BinPage(kind, kinds, page, access, words)
        shown.fault = fault?.sentence(words)
        return try pages.page("bin/bin", shown, context, at: nil)
    }
}

/// What lies in the bin, in words.
struct BinPage: Encodable {
    var title: String
    var tabs: [Tab]
    var kind: String
    var rows: [Row]
    var isEmpty: Bool
    var previous: String?
    var next: String?
    var mayRestore: Bool
    var fault: String?

    struct Tab: Encodable {
        var href: String
        var name: String
        var isCurrent: Bool
    }

    struct Row: Encodable {
        var id: String
        var name: String
        var version: String
        var time: String
        var who: String
        var isWithAccount: Bool
    }

    init(_ kind: BinKind, _ kinds: [BinKind], _ page: ListPage<BinEntry>, _ access: Access, _ words: Words) {
        title = words("bin.title")
        tabs = kinds.map {
            Tab(href: "/bin?kind=\($0.rawValue)", name: words("places.\(ListKind($0).rawValue)"), isCurrent: $0 == kind)
        }
        self.kind = kind.rawValue
        rows = page.rows.map { entry in
            Row(
                id: entry.id.description,
                name: entry.name,
                version: String(entry.version),
                time: words.moment(entry.deletedAt, access.calendar),
                who: entry.deletedBy ?? words("record.operator"),
                isWithAccount: entry.deletedWith != nil
            )
        }
        isEmpty = rows.isEmpty
        func address(_ name: String, _ cursor: ListCursor?) -> String? {
            cursor.map { "/bin?kind=\(kind.rawValue)&\(name)=\($0.description)" }
        }
        (previous, next) = (address("before", page.previous), address("after", page.next))
        mayRestore = access.may(.delete, kind.rights)
    }
}
