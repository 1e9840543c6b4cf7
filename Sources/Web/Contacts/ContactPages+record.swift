import Hummingbird
import Sales
import Storage

extension ContactPages {
    @Sendable func show(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        let id = try id(context)
        // Who follows an old link comes to the contact into which this one was merged.
        if let survivor = try await pages.store.read(access, { try $0.survivor(of: id) }) {
            return .seeOther("/contacts/\(survivor)")
        }
        return try await page(context).response(from: request, context: context)
    }

    @Sendable func edit(_ request: Request, context: AppContext) async throws -> Response {
        let form = RecordForm(try await request.form(context))
        return try await change(request, context, form) { db, id in
            _ = try db.edit(id, version: Int(form["version"])) { (contact: inout Contact) in
                try form.apply(to: &contact, db)
            }
            try db.setFields(form, of: id.erased, .contact, version: Int(form["version"]))
            return "/contacts/\(id)"
        }
    }

    @Sendable func delete(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            try db.delete(id, version: form.version)
            return "/contacts"
        }
    }

    @Sendable func share(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            guard let holder = ShareHolder(form["holder"]) else { throw HTTPError(.badRequest) }
            try db.share(id, with: holder, mayEdit: form["right"] == "none" ? nil : form["right"] == "edit")
            return "/contacts/\(id)"
        }
    }

    /// Which contact, and which of the values: the page on which two contacts become one.
    @Sendable func chooseMerge(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let id = try id(context)
        let query = try request.query()
        let words = pages.words(context)
        let page = try await pages.store.read(access) { db in try MergePage(contact: id, query, db, words) }
        return try pages.page("lists/merge", page, context, at: .contacts)
    }

    @Sendable func merge(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            guard let other = Identifier<Contact>(form["other"]), let version = form.version,
                let otherVersion = Int(form["otherVersion"])
            else { throw HTTPError(.badRequest) }
            var merge = NewMerge((other, otherVersion), into: (id, version))
            merge.taken = form.taken
            try db.merge(merge)
            return "/contacts/\(id)"
        }
    }

    @Sendable func undoMerge(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            guard let merge = Identifier<Merge>(form["merge"]),
                try db.merges(into: id.erased).contains(where: { $0.id == merge })
            else { throw NotFound(kind: "merge") }
            try db.undo(merge)
            return "/contacts/\(id)"
        }
    }

    /// Changes the contact and goes on; where a rule is broken, shows it with the sentence and nothing changed.
    private func change(
        _ request: Request,
        _ context: AppContext,
        _ form: RecordForm? = nil,
        _ body: @escaping @Sendable (ScopedConnection, Identifier<Contact>) throws -> String
    ) async throws -> Response {
        let access = try context.requireVisitor().access
        let id = try id(context)
        do {
            return .seeOther(
                try await pages.store.write(access) { db in
                    _ = try db.contact(id)
                    return try body(db, id)
                }
            )
        } catch  where Fault(error).isCorrectable || error is ChangedMeanwhile {
            var html = try await page(context, form, error)
            html.status = Fault(error).status
            return html.response(from: request, context: context)
        }
    }

    private func page(_ context: AppContext, _ form: RecordForm? = nil, _ error: (any Error)? = nil) async throws
        -> HTML
    {
        let access = try context.requireVisitor().access
        let id = try id(context)
        let dossier = try await pages.store.read(access) { try ContactDossier(id, $0) }
        let page = ContactPage(dossier, form, error: error, access, pages.words(context))
        return try pages.page("contacts/contact", page, context, at: .contacts)
    }

    private func id(_ context: AppContext) throws -> Identifier<Contact> {
        guard let id = try Identifier<Contact>(context.parameters.require("id")) else {
            throw NotFound(kind: "contact")
        }
        return id
    }
}
