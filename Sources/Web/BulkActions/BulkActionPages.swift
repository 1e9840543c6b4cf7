import Automation
import Hummingbird
import Logging
import Sales
import Storage

/// The routes under `/bulk-actions`: beginning one, watching it, taking it back.
struct BulkActionPages {
    let pages: Pages
    let work = BulkWork()

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.post(use: begin)
        group.get(":id", use: show)
        group.post(":id/undo", use: undo)
        group.post(":id/continuation", use: goOn)
    }

    @Sendable func begin(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let access = try context.requireVisitor().access
        let own: BulkAction?
        do {
            own = try await pages.store.read(access) { try BulkAction(ownField: form, $0) }
        } catch let fault as FieldFault {
            return try refused(form, fault, request, context)
        }
        let asked = try BulkQuestion(form, own)
        let job = BulkActionJob(store: pages.store, access: access)
        do {
            let run = try await job.begin(asked.action, on: asked.kind, asked.selection)
            try await work.advance(run, job, context.logger)
            return .seeOther("/bulk-actions/\(run.id)")
        } catch BulkError.countChanged(let was, let now) {
            let words = pages.words(context)
            let page = BulkConfirmation(form, asked.kind, was: was, now: now, words)
            var html = try pages.page("bulk/confirmation", page, context, at: asked.kind.place)
            html.status = .conflict
            return html.response(from: request, context: context)
        }
    }

    /// Asks again for a value that the field cannot hold, where it was typed; what it was to be set in stays chosen.
    private func refused(_ form: FormFields, _ fault: FieldFault, _ request: Request, _ context: AppContext) throws
        -> Response
    {
        guard let kind = BinKind(rawValue: form["kind"]) else { throw HTTPError(.badRequest) }
        let words = pages.words(context)
        let typed = fault.problem.isOfTyping ? form["value"] : nil
        let page = BulkConfirmation(form, kind, typed: typed, Fault(fault).sentence(words), words)
        var html = try pages.page("bulk/value", page, context, at: kind.place)
        html.status = Fault(fault).status
        return html.response(from: request, context: context)
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let id = try id(context)
        let position = try Int(request.query()["after"]) ?? -1
        let words = pages.words(context)
        let isWorking = await work.works(on: id)
        let page = try await pages.store.read(access) { db in
            try BulkActionPage(id, after: position, isWorking: isWorking, db, words)
        }
        if request.isPartial { return pages.part("bulk/progress", page, context) }
        return try pages.page("bulk/bulk-action", page, context, at: page.kind.place)
    }

    @Sendable func undo(_ request: Request, context: AppContext) async throws -> Response {
        _ = try await request.form(context)
        let (run, job) = try await run(context)
        try await work.advance(try await job.beginUndo(run), job, context.logger)
        return .seeOther("/bulk-actions/\(run.id)")
    }

    /// Goes on with what was interrupted, as by a restart of the server.
    @Sendable func goOn(_ request: Request, context: AppContext) async throws -> Response {
        _ = try await request.form(context)
        let (run, job) = try await run(context)
        try await work.advance(run, job, context.logger)
        return .seeOther("/bulk-actions/\(run.id)")
    }

    private func run(_ context: AppContext) async throws -> (BulkRun, BulkActionJob) {
        let access = try context.requireVisitor().access
        let id = try id(context)
        let run = try await pages.store.read(access) { try $0.bulkRun(id) }
        return (run, BulkActionJob(store: pages.store, access: access))
    }

    private func id(_ context: AppContext) throws -> Identifier<BulkRun> {
        guard let id = try Identifier<BulkRun>(context.parameters.require("id")) else {
            throw NotFound(kind: "bulk action")
        }
        return id
    }
}

extension BinKind {
    /// The place of the navigation at which records of this kind are.
    var place: Place {
        switch self {
        case .opportunity: .opportunities
        case .account: .accounts
        case .contact: .contacts
        }
    }
}

/// The bulk actions that this process works on behind the requests that began them.
actor BulkWork {
    private var runs: Set<Identifier<BulkRun>> = []
    /// So many records are waited for, so that the next page shows their results.
    private static let waitedFor = 100

    func works(on id: Identifier<BulkRun>) -> Bool { runs.contains(id) }

    /// Does a run to its end: a small one at once, a large one while its page shows how far it is.
    func advance(_ run: BulkRun, _ job: BulkActionJob, _ logger: Logger) async throws {
        guard runs.insert(run.id).inserted else { return }
        if run.selected <= Self.waitedFor {
            defer { runs.remove(run.id) }
            _ = try await job.resume(run)
            return
        }
        Task {
            do { _ = try await job.resume(run) } catch { logger.error("Bulk action \(run.id) stopped: \(error)") }
            runs.remove(run.id)
        }
    }
}

/// What a list's bar asks for.
struct BulkQuestion {
    var kind: BinKind
    var action: BulkAction
    var selection: BulkSelection

    /// `own` is what is done with a field of the workspace's own, which only its definition can read.
    init(_ form: FormFields, _ own: BulkAction?) throws {
        guard let kind = BinKind(rawValue: form["kind"]) else { throw HTTPError(.badRequest) }
        self.kind = kind
        let query = form.items(["action", "owner", "stage", "lossReason", "day", "tag"])
        if form["action"] == "setExpectedCloseDate" { _ = try form.day("day") }
        guard let action = own ?? BulkAction(query: query) else { throw HTTPError(.badRequest) }
        // Nobody is said in so many words, lest a choice that is left out take all owners away.
        if case .setOwner(nil) = action, form["owner"] != "nobody" { throw HTTPError(.badRequest) }
        self.action = action
        if form["all"] == "yes" {
            guard let counted = Int(form["counted"]) else { throw HTTPError(.badRequest) }
            let filter = try FormFields(form["filter"])
            selection = .filter(filter.items(kind.filterNames + filter.ownParameters), counted: counted)
        } else {
            selection = .ids(form.all("id").compactMap { Identifier<AnyRecord>($0) })
        }
    }
}

extension BinKind {
    fileprivate var filterNames: [String] {
        switch self {
        case .opportunity: OpportunityFilter.parameters.map(\.name)
        case .account: AccountFilter.parameters.map(\.name)
        case .contact: ContactFilter.parameters.map(\.name)
        }
    }
}
