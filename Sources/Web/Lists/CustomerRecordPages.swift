import Hummingbird
import Sales
import Storage

/// What is done on the page of one account, and of one contact alike: it is shown, edited, deleted, shared and merged.
protocol CustomerRecordPages: Sendable {
    associatedtype Record: StoredRecord

    static var place: Place { get }
    static var holder: FieldHolder { get }
    var pages: Pages { get }

    /// Refuses a record that the member does not see.
    func find(_ id: Identifier<Record>, _ db: ScopedConnection) throws
    func write(_ form: RecordForm, to id: Identifier<Record>, _ db: ScopedConnection) throws
    func delete(_ form: FormFields, _ id: Identifier<Record>, _ db: ScopedConnection) throws
    func share(_ id: Identifier<Record>, with holder: ShareHolder, mayEdit: Bool?, _ db: ScopedConnection) throws
    func merge(_ new: NewMerge<Record>, _ db: ScopedConnection) throws
    func mergePage(_ id: Identifier<Record>, _ query: FormFields, _ db: ScopedConnection, _ words: Words) throws
        -> MergePage
    /// The record's page with what could not be kept.
    func page(_ id: Identifier<Record>, _ refused: RefusedForm, _ context: AppContext) async throws -> HTML
}

/// What somebody typed on a record's page and why it was not kept; nothing on a page that was only opened.
struct RefusedForm {
    var error: (any Error)?
    var form: RecordForm?
    /// Names of tags.
    var tags: String?
    /// Of an opportunity's amount, day and owner, or of its closing.
    var values: FormFields?

    /// The version that a form goes on with while what was typed is corrected, so that a colleague's change of the same
    /// field meanwhile is found; nil for the newest, once that was told.
    var version: String? {
        guard let version = values?["version"], !version.isEmpty, !(error is ChangedMeanwhile) else { return nil }
        return version
    }

    /// What the page tells above; what belongs to a form is told there.
    func fault(_ words: Words) -> String? {
        form == nil && tags == nil ? error.map { Fault($0).sentence(words) } : nil
    }
}

extension CustomerRecordPages {
    func addRecordRoutes(to group: RouterGroup<AppContext>) {
        group.get(":id", use: show)
        group.post(":id/changes", use: edit)
        group.post(":id/deletion", use: delete)
        group.post(":id/shares", use: share)
        group.get(":id/merge", use: chooseMerge)
        group.post(":id/merges", use: merge)
        group.post(":id/merge-undos", use: undoMerge)
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        let id: Identifier<Record> = try context.id()
        // Who follows an old link comes to the record into which this one was merged.
        if let survivor = try await pages.store.read(access, { try $0.survivor(of: id) }) {
            return .seeOther(path(survivor))
        }
        return try await page(id, RefusedForm(), context).response(from: request, context: context)
    }

    @Sendable func edit(_ request: Request, context: AppContext) async throws -> Response {
        let form = RecordForm(try await request.form(context))
        return try await change(request, context, form) { db, id in
            try db.setFields(form, of: id.erased, Self.holder, version: form.version)
            try write(form, to: id, db)
            // One that was handed on may be out of sight.
            return try db.ifSeen { try find(id, db) } == nil ? Self.place.path : path(id)
        }
    }

    /// Puts the record into the bin; what hangs on it needs an answer.
    @Sendable func delete(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            try delete(form, id, db)
            return Self.place.path
        }
    }

    @Sendable func share(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            guard let holder = ShareHolder(form["holder"]) else { throw HTTPError(.badRequest) }
            try share(id, with: holder, mayEdit: form["right"] == "none" ? nil : form["right"] == "edit", db)
            return path(id)
        }
    }

    /// Which other record, and which of the values: the page on which two become one.
    @Sendable func chooseMerge(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let id: Identifier<Record> = try context.id()
        let (query, words) = (try request.query(), pages.words(context))
        let page = try await pages.store.read(access) { try mergePage(id, query, $0, words) }
        return try pages.page("lists/merge", page, context, at: Self.place)
    }

    @Sendable func merge(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            guard let other = Identifier<Record>(form["other"]), let version = form.version,
                let otherVersion = form.version(of: "otherVersion")
            else { throw HTTPError(.badRequest) }
            var new = NewMerge((other, otherVersion), into: (id, version))
            new.taken = form.taken
            try merge(new, db)
            return path(id)
        }
    }

    @Sendable func undoMerge(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            guard let merge = Identifier<Merge>(form["merge"]),
                try db.merges(into: id.erased).contains(where: { $0.id == merge })
            else { throw NotFound(kind: "merge") }
            try db.undo(merge)
            return path(id)
        }
    }

    private func path(_ id: Identifier<Record>) -> String { "\(Self.place.path)/\(id)" }

    /// Changes the record and goes on; where a rule is broken, shows it with the sentence and nothing changed.
    private func change(
        _ request: Request,
        _ context: AppContext,
        _ form: RecordForm? = nil,
        _ body: @escaping @Sendable (ScopedConnection, Identifier<Record>) throws -> String
    ) async throws -> Response {
        let access = try context.requireVisitor().access
        let id: Identifier<Record> = try context.id()
        do {
            return .seeOther(
                try await pages.store.write(access) { db in
                    try find(id, db)
                    return try body(db, id)
                }
            )
        } catch  where Fault(error).isCorrectable || error is ChangedMeanwhile {
            var html = try await page(id, RefusedForm(error: error, form: form), context)
            html.status = Fault(error).status
            return html.response(from: request, context: context)
        }
    }
}

extension FormFields {
    /// The fields that a merge takes from the record that goes.
    fileprivate var taken: Set<String> {
        Set(names.filter { $0.hasPrefix("take-") && self[$0] == "other" }.map { String($0.dropFirst(5)) })
    }
}
