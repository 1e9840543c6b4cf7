import Automation
import Hummingbird
import Logging
import Sales
import Storage

/// Pipelines and their stages: every save is a new version of the process and changes no past figure.
struct PipelinePages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: list)
        group.post(use: create)
        group.get(":id", use: show)
        group.post(":id/name", use: rename)
        group.post(":id/versions", use: publish)
        group.post(":id/moves", use: moveRest)
        group.post(":id/moves/:run/undo", use: undo)
    }

    @Sendable func list(_ request: Request, context: AppContext) async throws -> HTML { try await listPage(context) }

    /// Makes a pipeline from a template, or both of one that begins with leads.
    @Sendable func create(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .create, .pipelines)
        let access = try context.requireVisitor().access
        let again = { (fault: Fault) in try await listPage(context, fault, form) }
        return try await pages.attempt(request, context, again: again) {
            guard let template = PipelineTemplate.template(form["template"]) else { throw HTTPError(.badRequest) }
            let made = try await pages.store.write(access) { db in
                try db.create(template, named: form["name"])
            }
            return "/settings/pipelines/\(made)"
        }
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML { try await page(context) }

    @Sendable func rename(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .pipelines)
        let id: Identifier<Pipeline> = try context.id()
        let again = { (fault: Fault) in try await page(context, fault, name: form["name"]) }
        return try await pages.change(request, context, to: "/settings/pipelines/\(id)", again: again) { db in
            try db.rename(id, to: form["name"], version: form.version ?? 0)
        }
    }

    /// Publishes the form's stages, or does to the draft what the pressed button says and shows it again.
    @Sendable func publish(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .pipelines)
        let access = try context.requireVisitor().access
        let id: Identifier<Pipeline> = try context.id()
        let again = { (fault: Fault) in try await page(context, fault, form: form) }
        let act = form["act"]
        if !act.isEmpty, act != "publish" {
            return try await page(context, nil, form: form, act: act).response(from: request, context: context)
        }
        return try await pages.attempt(request, context, again: again) {
            let versions = try await pages.store.read(access) { try $0.processVersions(of: id) }
            let draft = try StageForm(form, versions, on: access.today, access.now).draft(of: id)
            let publication = Publication(pages.store, access)
            let moves = try await publication.publish(draft)
            try await make(moves, publication, context)
            return "/settings/pipelines/\(id)"
        }
    }

    /// Moves what is left in a retired stage: after an interruption, or after an undo.
    @Sendable func moveRest(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .pipelines)
        let access = try context.requireVisitor().access
        let id: Identifier<Pipeline> = try context.id()
        return try await pages.attempt(request, context, again: { try await page(context, $0) }) {
            guard let from = Identifier<Stage>(form["from"]), let to = Identifier<Stage>(form["to"]) else {
                throw HTTPError(.badRequest)
            }
            let counts = try await pages.store.read(access) { try $0.openCounts(of: id) }
            guard let count = counts[from] else { throw BulkError.nothingSelected }
            try await make([StageMove(from: from, to: to, count: count)], Publication(pages.store, access), context)
            return "/settings/pipelines/\(id)"
        }
    }

    /// Takes the move out of a retired stage back; what somebody edited since is kept.
    @Sendable func undo(_ request: Request, context: AppContext) async throws -> Response {
        _ = try await request.form(context, .edit, .pipelines)
        let access = try context.requireVisitor().access
        let (id, run): (Identifier<Pipeline>, Identifier<BulkRun>) = (try context.id(), try context.id("run"))
        return try await pages.attempt(request, context, again: { try await page(context, $0) }) {
            let job = BulkActionJob(store: pages.store, access: access)
            _ = try await job.undo(try await pages.store.read(access) { try $0.bulkRun(run) })
            return "/settings/pipelines/\(id)"
        }
    }

    /// Few records move before the page answers; many go on behind it, and the page tells how far they are.
    private func make(_ moves: [StageMove], _ publication: Publication, _ context: AppContext) async throws {
        let logger = context.logger
        let isLong = moves.reduce(0) { $0 + $1.count } > 300
        let work: @Sendable () async throws -> Void = { for move in moves { try await publication.move(move) } }
        if !isLong { return try await work() }
        Task { do { try await work() } catch { logger.error("Records of a retired stage did not move: \(error)") } }
    }
}

extension PipelinePages {
    private func listPage(
        _ context: AppContext,
        _ fault: Fault? = nil,
        _ form: FormFields? = nil
    ) async throws -> HTML {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        let pipelines = try await pages.store.read(access) { db in
            try db.pipelines().map { ($0, try db.processVersions(of: $0.id), try db.openCounts(of: $0.id)) }
        }
        var page = PipelinesPage(pipelines, access, words)
        if let form { page.take(form) }
        page.fault = fault?.sentence(words)
        return try pages.settingsPage("settings/pipelines", page, context, at: .pipelines)
    }

    private func page(
        _ context: AppContext,
        _ fault: Fault? = nil,
        name: String? = nil,
        form: FormFields? = nil,
        act: String = ""
    ) async throws -> HTML {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        let id: Identifier<Pipeline> = try context.id()
        let dossier = try await pages.store.read(access) { try PipelineDossier(id, $0) }
        var stages = StageForm(dossier.inForce, base: dossier.newest)
        if let form { stages = StageForm(form, dossier.published.map(\.process), on: access.today, access.now) }
        stages.apply(act, access.now)
        var page = PipelinePage(dossier, stages, access, words)
        page.name = name ?? page.name
        page.isDraft = form != nil
        page.fault = fault?.sentence(words)
        return try pages.settingsPage("settings/pipeline", page, context, at: .pipelines)
    }
}

extension ScopedConnection {
    /// The pipelines of a template in the workspace's language; the one of opportunities is named as asked.
    fileprivate func create(_ template: PipelineTemplate, named name: String) throws -> Identifier<Pipeline> {
        let language = access.workspace.language
        var made = Identifier<Pipeline>(at: access.now)
        for subject in template.subjects {
            made = Identifier(at: access.now)
            let isNamed = subject == .opportunities && !name.isEmpty
            let pipeline = Pipeline(
                id: made,
                name: isNamed ? name : template.pipelineName(of: subject, in: language),
                subject: subject
            )
            let process = template.process(of: subject, in: language, pipelineID: made) { Identifier(at: access.now) }
            try create(pipeline, process: process)
        }
        return made
    }
}
