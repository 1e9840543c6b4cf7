import Hummingbird
import Sales
import Storage

/// The routes under `/opportunities`.
struct OpportunityPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(":id", use: show)
        group.post(":id/stage-changes", use: move)
        group.post(":id/revisions", use: revise)
        group.post(":id/voids", use: takeBack)
        group.post(":id/changes", use: edit)
        group.post(":id/shares", use: share)
        group.post(":id/deletion", use: delete)
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML {
        try await page(context)
    }

    @Sendable func move(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            guard let stage = Identifier<Stage>(form["stage"]) else { throw StageChangeError.unknownStage }
            let access = db.access
            var change = NewStageChange(stageID: stage, happenedAt: access.now)
            if let day = try form.day("day"), day != access.today {
                (change.happenedAt, change.precision) = (access.calendar.start(of: day), .day)
            }
            change.lossReasonID = Identifier<LossReason>(form["reason"])
            let opportunity = try db.opportunity(id)
            let currency = opportunity.values.amount?.currency ?? access.workspace.currency
            change.amount = try Amount(typed: form["amount"], currency)
            try db.move(id, change, version: form.version)
        }
    }

    @Sendable func revise(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            let edit = try OpportunityEdit(form, of: db.opportunity(id), db)
            try db.revise(id, version: form.version, edit.apply)
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
        }
    }

    /// Changes what has no revisions.
    @Sendable func edit(_ request: Request, context: AppContext) async throws -> Response {
        let form = RecordForm(try await request.form(context))
        return try await change(request, context, form) { db, id in
            try db.edit(id, version: Int(form["version"])) { (opportunity: inout Opportunity) in
                try form.apply(to: &opportunity, db)
            }
        }
    }

    @Sendable func share(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            _ = try db.opportunity(id)
            guard let holder = ShareHolder(form["holder"]) else { throw HTTPError(.badRequest) }
            try db.share(id, with: holder, mayEdit: form["right"] == "none" ? nil : form["right"] == "edit")
        }
    }

    @Sendable func delete(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context, to: "/opportunities") { db, id in
            try db.delete(id, version: form.version)
        }
    }

    /// Changes the record and shows it again; where a rule is broken, with the sentence and nothing changed.
    private func change(
        _ request: Request,
        _ context: AppContext,
        _ form: RecordForm? = nil,
        to path: String? = nil,
        _ body: @escaping @Sendable (ScopedConnection, Identifier<Opportunity>) throws -> Void
    ) async throws -> Response {
        let access = try context.requireVisitor().access
        let id = try id(context)
        do {
            try await pages.store.write(access) { try body($0, id) }
            return .seeOther(path ?? "/opportunities/\(id)")
        } catch  where Fault(error).isCorrectable || error is ChangedMeanwhile {
            var html = try await page(context, error, form)
            html.status = Fault(error).status
            return html.response(from: request, context: context)
        }
    }

    private func page(_ context: AppContext, _ error: (any Error)? = nil, _ form: RecordForm? = nil) async throws
        -> HTML
    {
        let access = try context.requireVisitor().access
        let id = try id(context)
        let dossier = try await pages.store.read(access) { try OpportunityDossier(id, $0) }
        let words = pages.words(context)
        var page = OpportunityPage(dossier, access, words)
        if access.may(.edit, .opportunities) { page.dialog = .edit(dossier, form, error: error, words) }
        page.fault = form == nil ? error.map { Fault($0).sentence(words) } : nil
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
    var version: Int? { Int(self["version"]) }

    /// The day of the field; nil where it is empty.
    func day(_ name: String) throws -> Day? {
        if self[name].isEmpty { return nil }
        guard let day = Day(self[name]) else { throw DayError() }
        return day
    }
}

/// A text that is no day of the calendar.
struct DayError: Error, Equatable {}
