import Hummingbird
import Sales
import Storage

/// The route by which a kind of record gets and loses tags.
struct RecordTagPages {
    let pages: Pages
    let kind: BinKind

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.post(":id/tags", use: change)
    }

    /// Puts the typed tags on the record, or takes the one off that the pressed button names.
    @Sendable func change(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, kind.rights)
        let access = try context.requireVisitor().access
        let id: Identifier<AnyRecord> = try context.id()
        try await pages.store.write(access) { [kind] db in
            if let tag = Identifier<Tag>(form["remove"]) {
                _ = try db.remove(tag, from: kind, id)
            } else {
                try db.addTags(form["names"], to: kind, id)
            }
        }
        return .seeOther("/\(ListKind(kind).rawValue)/\(id)")
    }
}
