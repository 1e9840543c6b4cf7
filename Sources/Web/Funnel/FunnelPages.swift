import Hummingbird
import Sales
import SalesAnalytics
import Storage

/// The routes under `/funnel`.
struct FunnelPages {
    let pages: Pages
    let timelines: LiveTimelines

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: show)
        group.get("records", use: records)
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        var choice = try FunnelChoice(request.query())
        let (pipelines, fields) = try await pages.store.read(access) { (try $0.pipelines(), try $0.sliceFields()) }
        guard let pipeline = try chosen(choice, pipelines) else {
            return try pages.page(
                "funnel/none",
                FunnelMissing(title: pages.words(context)("funnel.title")),
                context,
                at: .funnel
            )
        }
        // An address that somebody keeps may slice by a field that was retired since; the rest of it still holds.
        let asked = choice.dimension?.ownField
        let isTrimmed = asked != nil && !fields.contains { $0.id == asked }
        if isTrimmed { choice.dimension = nil }
        let timeline = try await timelines[access.workspace].current()
        let visible = try await timeline.visible(to: access, in: pages.store)
        let question = try await sliced(choice.question(pipeline.id, access, visible: visible), access, context)
        let report = try timeline.funnel(question)
        let earlier = try question.previous.map { try timeline.funnel($0) }
        var page = FunnelPage(
            choice,
            pipelines: pipelines,
            pipeline: pipeline,
            fields: fields,
            report,
            earlier: earlier,
            access: access,
            pages.words(context)
        )
        if isTrimmed { page.trimmed = pages.words(context)("fields.noSlice") }
        if request.isPartial { return pages.part("funnel/answer", page, context) }
        return try pages.page("funnel/funnel", page, context, at: .funnel)
    }

    /// The records that one figure counts.
    @Sendable func records(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let query = try request.query()
        let choice = try FunnelChoice(query)
        let pipelines = try await pages.store.read(access) { try $0.pipelines() }
        guard let pipeline = try chosen(choice, pipelines), let count = FunnelFigure.Count(rawValue: query["figure"])
        else { throw HTTPError(.notFound) }
        let figure = FunnelFigure(count, of: Identifier<Stage>(query["stage"]))
        let timeline = try await timelines[access.workspace].current()
        let visible = try await timeline.visible(to: access, in: pages.store)
        let question = try await sliced(choice.question(pipeline.id, access, visible: visible), access, context)
        let isGrouped = query.names.contains("group")
        let group = isGrouped ? (query.verbatim("group"), query["groupID"].isEmpty ? nil : query["groupID"]) : nil
        let ids = try timeline.records(behind: figure, of: question, in: group)
        let start = max(0, min(Int(query["after"]) ?? 0, ids.count))
        let shown = Array(ids.dropFirst(start).prefix(FunnelRecordsPage.size))
        let rows = try await pages.store.read(access) { try FunnelRecordsPage.rows(shown, $0) }
        let page = FunnelRecordsPage(
            query,
            figure,
            choice: choice,
            pipeline: pipeline,
            rows,
            from: start,
            of: ids.count,
            pages.words(context)
        )
        return try pages.page("funnel/records", page, context, at: .funnel)
    }

    /// The question with what its slice by an own field is made of.
    private func sliced(
        _ question: FunnelQuestion,
        _ access: Access,
        _ context: AppContext
    ) async throws -> FunnelQuestion {
        guard let id = question.dimension?.ownField else { return question }
        let words = pages.words(context)
        var question = question
        question.slice = try await pages.store.read(access) { db in
            try db.fieldSlice(id, in: words.language, yes: words("fields.yes"), no: words("fields.no"))
        }
        return question
    }

    private func chosen(_ choice: FunnelChoice, _ pipelines: [Pipeline]) throws -> Pipeline? {
        guard let id = choice.pipeline else { return pipelines.first }
        guard let pipeline = pipelines.first(where: { $0.id == id }) else { throw NotFound(kind: "pipeline") }
        return pipeline
    }
}

extension FunnelQuestion {
    /// The same of the period before; none where the period has no beginning or no end.
    fileprivate var previous: FunnelQuestion? {
        guard let from, let to else { return nil }
        var question = self
        (question.from, question.to) = from.previous(until: to)
        (question.dimension, question.slice) = (nil, nil)
        return question
    }
}
