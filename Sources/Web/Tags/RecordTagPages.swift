import Hummingbird
import Sales
import Storage

/// The route by which a kind of record gets and loses tags.
struct RecordTagPages {
    let pages: Pages
    let timelines: LiveTimelines
    let kind: BinKind

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.post(":id/tags", use: change)
    }

    /// Puts the typed tags on the record, or takes the one off that the pressed button names; names that cannot be tags
    /// stay in their field.
    @Sendable func change(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, kind.rights)
        let access = try context.requireVisitor().access
        let id: Identifier<AnyRecord> = try context.id()
        do {
            try await pages.store.write(access) { [kind] db in
                if let tag = Identifier<Tag>(form["remove"]) {
                    _ = try db.remove(tag, from: kind, id)
                } else {
                    try db.addTags(form["names"], to: kind, id)
                }
            }
            return .seeOther("/\(ListKind(kind).rawValue)/\(id)")
        } catch  where Fault(error).isCorrectable {
            var html = try await page(id, RefusedForm(error: error, tags: form["names"]), context)
            html.status = Fault(error).status
            return html.response(from: request, context: context)
        }
    }

    private func page(_ id: Identifier<AnyRecord>, _ refused: RefusedForm, _ context: AppContext) async throws -> HTML {
        switch kind {
        case .opportunity: try await OpportunityPages(pages: pages).page(context, refused)
        case .account:
            try await CustomerPages(pages: pages, timelines: timelines).page(Identifier(id), refused, context)
        case .contact: try await ContactPages(pages: pages).page(Identifier(id), refused, context)
        }
    }
}
