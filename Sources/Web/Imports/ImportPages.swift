import Automation
import Hummingbird
import Sales
import Storage

/// The routes under `/imports`: bringing a file, preparing it, importing it and taking it back.
struct ImportPages {
    let pages: Pages
    let work: ImportWork

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: list)
        group.post(use: bring)
        group.get(":id", use: show)
        group.post(":id/format", use: setFormat)
        group.post(":id/columns", use: setColumns)
        group.post(":id/values", use: setValues)
        group.post(":id/dry-runs", use: rehearse)
        group.post(":id/runs", use: run)
        group.post(":id/stops", use: stop)
        group.post(":id/reversals", use: takeBack)
        group.post(":id/removals", use: remove)
        group.get(":id/progress", use: progress)
        group.get(":id/errors", use: errors)
    }

    /// What may be imported, who may not is refused.
    func kinds(_ access: Access) async throws -> [ImportKind] {
        let kinds = try await pages.store.read(access) { db in
            ImportKind.allCases.filter { db.mayImport($0.recordKind) }
        }
        if kinds.isEmpty { throw NotAllowed(.import, nil) }
        return kinds
    }

    @Sendable func list(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        _ = try await kinds(access)
        let words = pages.words(context)
        let (plans, runs, members) = try await pages.store.read(access) { db in
            try (db.importPlans(), db.importRuns(limit: 100), db.members())
        }
        let page = ImportsPage(plans, runs, members, access, limit: work.files.limit, words)
        return try pages.page("imports/imports", page, context, at: .imports)
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML {
        let planned = try await planned(context)
        return try await page(planned, context, step: try request.query()["step"], fault: nil)
    }

    /// The page of a plan in one of its steps; what is wrong with the file is told there.
    func page(_ planned: PlannedImport, _ context: AppContext, step: String, fault: ImportRefused?) async throws
        -> HTML
    {
        let words = pages.words(context)
        let kinds = try await kinds(planned.access)
        var page = ImportPage(planned.plan, planned.access, step: ImportStep(rawValue: step) ?? .file, words)
        page.fault = fault.map { words.imported($0.sentence) } ?? page.fault
        if page.isOpen {
            do { try await fill(&page, planned, kinds, words) } catch {
                guard let refused = ImportRefused(error) else { throw error }
                page.fault = page.fault ?? words.imported(refused.sentence)
            }
        } else {
            let run = try await pages.store.read(planned.access) { [plan = planned.plan] db in
                try plan.runID.map { try db.importRun($0) }
            }
            page.standing = ImportStanding(planned.plan, run, now: context.now, planned.access, words)
        }
        var html = try pages.page("imports/import", page, context, at: .imports)
        if let fault { html.status = fault.status }
        return html
    }

    private func fill(_ page: inout ImportPage, _ planned: PlannedImport, _ kinds: [ImportKind], _ words: Words)
        async throws
    {
        let choices = try planned.choices
        switch page.step {
        case .file:
            let (source, glance) = try await onOwnThread {
                let source = try planned.source()
                return (source, try ImportArrival.glance(source.path, choices.table, sheet: choices.sheet))
            }
            page.file = ImportFilePart(source, glance, choices, kinds, words)
        case .columns:
            let glance = try await onOwnThread { try planned.glance(choices) }
            let isReused = try await ImportArrival(pages.store, planned.access, work.files).isReused(planned.plan)
            let own = try await pages.store.read(planned.access) { db in
                try choices.importKind.holder.map { try db.importableFields($0) } ?? []
            }
            page.columns = ImportColumnsPart(glance, choices, own: own, isReused: isReused, words)
        case .values:
            let (completed, questions) = try await planned.completed(
                choices,
                newPipeline: words("imports.newPipelineName")
            )
            page.values = ImportValuesPart(completed, questions, planned.access, words)
        case .check:
            page.check = ImportCheckPart(planned.plan, choices, planned.access, words)
            let preview = try await planned.job(choices).preview()
            page.check?.show(preview, choices, planned.access, words)
        }
    }

    /// The plan of the path, or one made for a run that has none; both only where the member may import.
    func planned(_ context: AppContext) async throws -> PlannedImport {
        let access = try context.requireVisitor().access
        let kinds = try await kinds(access)
        guard let id = Identifier<ImportPlan>(context.parameters.get("id") ?? "") else {
            throw NotFound(kind: "import")
        }
        let (plan, run) = try await pages.store.read(access) { db in
            do {
                let plan = try db.importPlan(id)
                return (plan, try plan.runID.map { try db.importRun($0) })
            } catch is NotFound {
                let run = try db.importRun(Identifier<Import>(id.erased))
                return (ImportPlan(of: run), run)
            }
        }
        let planned = work.planned(plan, pages.store, access, pages.words(context))
        // What somebody else brought of another kind shows names and values that are not for everybody.
        let kind = try run.map { ImportKind(rawValue: $0.kind) ?? .opportunities } ?? planned.choices.importKind
        guard kinds.contains(kind) else { throw NotAllowed(.import, kind.recordKind) }
        return planned
    }
}

extension PlannedImport {
    func glance(_ choices: ImportChoices) throws -> TableGlance {
        try ImportArrival.glance(source().path, choices.table, sheet: choices.sheet)
    }
}

extension ImportKind {
    /// The kind of record for which the right to import is asked.
    var recordKind: RecordKind {
        switch self {
        case .accounts: .accounts
        case .contacts: .contacts
        case .products: .products
        case .members: .members
        case .opportunities, .stageHistory: .opportunities
        }
    }
}
