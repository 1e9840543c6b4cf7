import Hummingbird
import Sales
import Storage

extension CustomerPages {
    @Sendable func show(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        let id = try id(context)
        // Who follows an old link comes to the account into which this one was merged.
        if let survivor = try await pages.store.read(access, { try $0.survivor(of: id) }) {
            return .seeOther("/accounts/\(survivor)")
        }
        return try await page(context).response(from: request, context: context)
    }

    @Sendable func edit(_ request: Request, context: AppContext) async throws -> Response {
        let form = RecordForm(try await request.form(context))
        return try await change(request, context, form) { db, id in
            _ = try db.edit(id, version: Int(form["version"])) { (account: inout Account) in
                try form.apply(to: &account, db)
            }
            try db.setFields(form, of: id.erased, .account, version: Int(form["version"]))
            return "/accounts/\(id)"
        }
    }

    /// Puts the account into the bin; what hangs on it needs an answer.
    @Sendable func delete(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            let children = ChildrenOfDeleted(rawValue: form["children"]) ?? .refuse
            try db.delete(id, version: form.version, children: children)
            return "/accounts"
        }
    }

    @Sendable func share(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            guard let holder = ShareHolder(form["holder"]) else { throw HTTPError(.badRequest) }
            try db.share(id, with: holder, mayEdit: form["right"] == "none" ? nil : form["right"] == "edit")
            return "/accounts/\(id)"
        }
    }

    /// Which account, and which of the values: the page on which two accounts become one.
    @Sendable func chooseMerge(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let id = try id(context)
        let query = try request.query()
        let words = pages.words(context)
        let page = try await pages.store.read(access) { db in try MergePage(account: id, query, db, words) }
        return try pages.page("lists/merge", page, context, at: .accounts)
    }

    @Sendable func merge(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            guard let other = Identifier<Account>(form["other"]), let version = form.version,
                let otherVersion = Int(form["otherVersion"])
            else { throw HTTPError(.badRequest) }
            var merge = NewMerge((other, otherVersion), into: (id, version))
            merge.taken = form.taken
            try db.merge(merge)
            return "/accounts/\(id)"
        }
    }

    @Sendable func undoMerge(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            guard let merge = Identifier<Merge>(form["merge"]),
                try db.merges(into: id.erased).contains(where: { $0.id == merge })
            else { throw NotFound(kind: "merge") }
            try db.undo(merge)
            return "/accounts/\(id)"
        }
    }

    /// Changes the account and goes on; where a rule is broken, shows it with the sentence and nothing changed.
    private func change(
        _ request: Request,
        _ context: AppContext,
        _ form: RecordForm? = nil,
        _ body: @escaping @Sendable (ScopedConnection, Identifier<Account>) throws -> String
    ) async throws -> Response {
        let access = try context.requireVisitor().access
        let id = try id(context)
        do {
            return .seeOther(
                try await pages.store.write(access) { db in
                    _ = try db.account(id)
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
        let dossier = try await pages.store.read(access) { try AccountDossier(id, $0) }
        let timeline = try await timelines[access.workspace].current()
        let figures = try AccountFigures.all(dossier, access, timeline)
        let page = AccountPage(dossier, figures, form, error: error, access, pages.words(context))
        return try pages.page("accounts/account", page, context, at: .accounts)
    }

    private func id(_ context: AppContext) throws -> Identifier<Account> {
        guard let id = try Identifier<Account>(context.parameters.require("id")) else {
            throw NotFound(kind: "account")
        }
        return id
    }
}

extension FormFields {
    /// The fields that a merge takes from the record that goes.
    var taken: Set<String> {
        Set(names.filter { $0.hasPrefix("take-") && self[$0] == "other" }.map { String($0.dropFirst(5)) })
    }
}
