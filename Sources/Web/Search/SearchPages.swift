import Hummingbird
import Sales
import Storage

/// The route `/search`: a page of its own, and the hits of the palette that any page opens.
struct SearchPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: show)
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let text = try request.query()["q"]
        let hits = try await pages.store.read(access) { try $0.search(text, limit: 6) }
        let page = SearchPage(text, hits, access, pages.words(context), isPalette: request.isPartial)
        if request.isPartial { return pages.part("search/hits", page, context) }
        return try pages.page("search/search", page, context, at: nil)
    }
}
