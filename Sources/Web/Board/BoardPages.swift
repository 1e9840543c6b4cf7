import Hummingbird
import Sales
import Storage

/// The routes of boards.
struct BoardPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get("board", use: choose)
        group.get("pipelines/:id/board", use: show)
    }

    /// Goes to the board that this browser showed last, or to the first pipeline's.
    @Sendable func choose(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        let pipelines = try await pages.store.read(access) { try $0.pipelines() }
        let last = request.cookies[.lastBoard].flatMap { Identifier<Pipeline>($0.value) }
        if let pipeline = pipelines.first(where: { $0.id == last }) ?? pipelines.first {
            return .seeOther("/pipelines/\(pipeline.id)/board")
        }
        let missing = FunnelMissing(title: pages.words(context)("board.title"))
        return try pages.page("funnel/none", missing, context, at: .board).response(from: request, context: context)
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        guard let id = try Identifier<Pipeline>(context.parameters.require("id")) else {
            throw NotFound(kind: "pipeline")
        }
        let choice = try BoardChoice(id, await pages.query(request, .opportunity, access), access)
        if !choice.address.isTidy { return .seeOther(choice.address.href) }
        let words = pages.words(context)
        if let cursor = choice.cursor, request.isPartial {
            let more = try await more(choice, id, after: cursor, access)
            let page = BoardCards(more, choice, access, words)
            return pages.part("board/cards", page, context).response(from: request, context: context)
        }
        if request.isPartial, !choice.isFilterUnfolded {
            let board = try await pages.store.read(access) { try $0.board(choice.question(id, today: access.today)) }
            let page = BoardColumns(board, choice, access, words)
            return pages.part("board/columns", page, context).response(from: request, context: context)
        }
        let dossier = try await pages.store.read(access) { try BoardDossier(id, choice, $0) }
        let page = BoardPage(dossier, choice, access, words)
        if request.isPartial {
            return pages.part("lists/filter-panel", page.bar, context).response(from: request, context: context)
        }
        var response = try pages.page("board/board", page, context, at: .board)
            .response(from: request, context: context)
        response.setCookie(.lastBoard(id, pages.settings))
        return response
    }

    private func more(
        _ choice: BoardChoice,
        _ pipeline: Identifier<Pipeline>,
        after cursor: ListCursor,
        _ access: Access
    ) async throws -> BoardCards.Rows {
        guard let stage = choice.address.filter.stageIDs.first else { throw HTTPError(.badRequest) }
        return try await pages.store.read(access) { db in
            let question = choice.question(pipeline, today: access.today)
            return BoardCards.Rows(stage: stage, page: try db.boardCards(in: stage, question, after: cursor))
        }
    }
}

extension String {
    fileprivate static let lastBoard = "sluice_board"
}

extension Cookie {
    fileprivate static func lastBoard(_ id: Identifier<Pipeline>, _ settings: WebSettings) -> Cookie {
        Cookie(
            name: .lastBoard,
            value: id.description,
            maxAge: 365 * 86_400,
            path: "/board",
            secure: settings.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }
}
