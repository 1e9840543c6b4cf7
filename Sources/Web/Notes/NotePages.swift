import Hummingbird
import Sales
import Storage

/// The routes under `/notes`: changing a note, taking it away and bringing it back.
struct NotePages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.post(":id", use: edit)
        group.post(":id/deletion", use: delete)
        group.post(":id/restoration", use: restore)
    }

    @Sendable func edit(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let access = try context.requireVisitor().access
        let id = try id(context)
        let (note, members) = try await pages.store.read(access) { try ($0.note(id), $0.members()) }
        do {
            try await pages.store.write(access) { db in
                try db.edit(
                    id,
                    version: form.version ?? 0,
                    typed: form.verbatim("text"),
                    chosen: form.chosenMembers,
                    shares: !form["share"].isEmpty
                )
            }
        } catch  where Fault(error).isCorrectable || error is ChangedMeanwhile {
            let names = Dictionary(uniqueKeysWithValues: members.map { ($0.id, $0.name) })
            let shown = NoteForm.edit(note, names, pages.words(context))
            return try await pages.refused(shown, form, error, on: note.subject, request, context)
        }
        return try await pages.talked(on: note.subject, request, context)
    }

    @Sendable func delete(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let access = try context.requireVisitor().access
        let id = try id(context)
        let version = form.version ?? 0
        let note = try await pages.store.write(access) { db in
            let note = try db.note(id)
            try db.delete(id, version: version)
            return note
        }
        let undo = TalkPart.Undo(
            sentence: pages.words(context)("notes.deleted"),
            restoration: "/notes/\(id)/restoration",
            undoVersion: String(version + 1)
        )
        return try await pages.talked(on: note.subject, undo: undo, request, context)
    }

    @Sendable func restore(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let access = try context.requireVisitor().access
        let id = try id(context)
        let note = try await pages.store.write(access) { db in
            try db.restore(id, version: form.version ?? 0)
            return try db.note(id)
        }
        return try await pages.talked(on: note.subject, request, context)
    }

    private func id(_ context: AppContext) throws -> Identifier<Note> {
        guard let id = try Identifier<Note>(context.parameters.require("id")) else { throw NotFound(kind: "note") }
        return id
    }
}
