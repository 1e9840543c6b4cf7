import Automation
import Hummingbird
import Sales
import Storage

/// What an owner chooses after the first run: a demonstration, an import, or an empty pipeline from a template.
struct StartPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get("start", use: show)
        group.post("start/demo", use: fillDemo)
        group.post("start/pipeline", use: createPipeline)
    }

    struct Page: Encodable {
        var title: String
        var templates: [Option]
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> Response {
        let visitor = try context.requireVisitor()
        let pipelines = try await pages.store.read(visitor.access) { try $0.pipelines() }
        if !pipelines.isEmpty { return .seeOther("/funnel") }
        let page = Page(
            title: pages.words(context)("start.title"),
            templates: PipelineTemplate.all.map { template in
                Option(value: template.key, name: template.name[context.language], isChosen: false)
            }
        )
        return try pages.page("first-run/start", page, context, at: nil).response(from: request, context: context)
    }

    /// Fills the empty workspace with a made-up company in its language.
    @Sendable func fillDemo(_ request: Request, context: AppContext) async throws -> Response {
        _ = try await request.form(context)
        let access = try context.requireVisitor().access
        let yesterday = access.today.advanced(by: -1)
        let recipe = DemoRecipe(
            opportunities: 2000,
            seed: 7,
            language: access.workspace.language,
            currency: access.workspace.currency,
            to: yesterday
        )
        guard try await pages.store.read(access, { try $0.pipelines() }).isEmpty else { return .seeOther("/funnel") }
        try await Demo(recipe).fill(pages.store, access)
        return .seeOther("/funnel")
    }

    @Sendable func createPipeline(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let access = try context.requireVisitor().access
        guard let template = PipelineTemplate.template(form["template"]) else { throw HTTPError(.badRequest) }
        let language = access.workspace.language
        try await pages.store.write(access) { db in
            guard try db.pipelines().isEmpty else { return }
            for subject in template.subjects {
                let pipeline = Pipeline(
                    id: Identifier(at: access.now),
                    name: template.pipelineName(of: subject, in: language),
                    subject: subject
                )
                let process = template.process(of: subject, in: language, pipelineID: pipeline.id) {
                    Identifier(at: access.now)
                }
                try db.create(pipeline, process: process)
            }
        }
        return .seeOther("/funnel")
    }
}
