import Hummingbird
import Sales
import Storage

/// The routes under `/opportunities`.
struct OpportunityPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(":id", use: show)
        group.post(":id/stage-changes", use: move)
        group.post(":id/undone-moves", use: undoMove)
        group.post(":id/revisions", use: revise)
        group.post(":id/voids", use: takeBack)
        group.post(":id/changes", use: edit)
        group.post(":id/shares", use: share)
        group.post(":id/deletion", use: delete)
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML {
        try await page(context, removed: request.query()["removed"])
    }

    @Sendable func move(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context, values: form) { db, id in
            let moved = MovedOpportunity(try db.move(id, form), isUndone: false)
            try db.loseTo(form, moved.opportunity)
            return moved
        }
    }

    /// Takes the newest move back, as long as nobody moved the opportunity since.
    @Sendable func undoMove(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            _ = try db.opportunity(id)
            guard let number = Int(form["number"]) else { throw HTTPError(.badRequest) }
            return MovedOpportunity(try db.undoMove(number, of: id), isUndone: true)
        }
    }

    @Sendable func revise(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context, values: form) { db, id in
            let edit = try OpportunityEdit(form, of: db.opportunity(id), db)
            try db.revise(id, version: form.version, edit.apply)
            return nil
        }
    }

    /// Takes the newest change back: it vanishes from the figures and stays in the history.
    @Sendable func takeBack(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            let newest = try db.revisions(of: id).undoable
            guard let number = Int(form["number"]) else { throw HTTPError(.badRequest) }
            // A page that is older than the newest change must not take back another than it showed.
            guard newest?.number == number else { throw ChangedMeanwhile() }
            try db.void([number], of: id)
            return nil
        }
    }

    /// Changes the record and shows it again, or tells a board of the move; where a rule is broken, with the sentence
    /// and nothing changed.
    func change(
        _ request: Request,
        _ context: AppContext,
        _ form: RecordForm? = nil,
        to path: String? = nil,
        draft: PartDraft? = nil,
        values: FormFields? = nil,
        _ body: @escaping @Sendable (ScopedConnection, Identifier<Opportunity>) throws -> MovedOpportunity?
    ) async throws -> Response {
        let access = try context.requireVisitor().access
        let id = try id(context)
        do {
            let (moved, isSeen) = try await pages.store.write(access) { db in
                (try body(db, id), try db.ifSeen { try db.opportunity(id) } != nil)
            }
            guard request.isPartial, let moved else {
                return .seeOther(path ?? (isSeen ? "/opportunities/\(id)" : "/opportunities"))
            }
            return try await notice(of: moved, context).response(from: request, context: context)
        } catch  where (Fault(error).isCorrectable || error is ChangedMeanwhile) && !request.isPartial {
            var html = try await page(context, RefusedForm(error: error, form: form, values: values), draft: draft)
            html.status = Fault(error).status
            return html.response(from: request, context: context)
        }
    }

    private func notice(of moved: MovedOpportunity, _ context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let stage = try await pages.store.read(access) { try $0.stageName(of: moved.opportunity) }
        let notice = MoveNotice(moved, stage: stage, pages.words(context))
        return pages.part("opportunities/moved", notice, context)
    }

    func page(
        _ context: AppContext,
        _ refused: RefusedForm = RefusedForm(),
        draft: PartDraft? = nil,
        removed: String = ""
    ) async throws -> HTML {
        let access = try context.requireVisitor().access
        let id = try id(context)
        let dossier = try await pages.store.read(access) { try OpportunityDossier(id, $0) }
        let words = pages.words(context)
        var page = OpportunityPage(dossier, access, words)
        if access.may(.edit, .opportunities) { page.dialog = .edit(dossier, refused.form, error: refused.error, words) }
        page.tags = page.tags.refused(refused, words)
        let isTaken = page.take(refused, words)
        page.fault = draft == nil && !isTaken ? refused.fault(words) : nil
        page.parts.removed = PartsSection.Removed(removed, path: page.parts.path)
        if var draft, let error = refused.error {
            draft.error = error
            page.parts.take(draft, words)
        }
        return try pages.page("opportunities/opportunity", page, context, at: .opportunities)
    }

    private func id(_ context: AppContext) throws -> Identifier<Opportunity> {
        guard let id = try Identifier<Opportunity>(context.parameters.require("id")) else {
            throw NotFound(kind: "opportunity")
        }
        return id
    }
}

extension FormFields {
    /// The version of the record that the form was made of.
    var version: Int? { version(of: "version") }

    /// The version in the field.
    func version(of name: String) -> Int? { self[name].version }

    /// The day of the field; nil where it is empty.
    func day(_ name: String) throws -> Day? {
        if self[name].isEmpty { return nil }
        guard let day = Day(self[name]) else { throw DayError() }
        return day
    }
}

/// A text that is no day of the calendar.
struct DayError: Error, Equatable {}

extension String {
    /// A version as forms carry it; one that no record can have is none that any has.
    var version: Int? { Int(self).map { max(0, min($0, Int(Int32.max))) } }
}

extension ScopedConnection {
    /// What the caller sees of a record after a change, which may have handed it on; nil where it is out of sight.
    func ifSeen<T>(_ body: () throws -> T) throws -> T? {
        do { return try body() } catch is NotFound { return nil }
    }
}
