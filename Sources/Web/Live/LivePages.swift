import Hummingbird
import Sales
import Storage

/// The stream of changes that open pages listen to.
struct LivePages {
    let pages: Pages
    let watch: ChangeWatch

    init(pages: Pages) {
        self.pages = pages
        watch = ChangeWatch(pages.store)
    }

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: listen)
    }

    /// Begins after the number that the page was made at, or after the last one that a broken stream brought.
    @Sendable func listen(_ request: Request, context: AppContext) async throws -> Response {
        _ = try context.requireVisitor()
        let named = try request.headers[.lastEventID] ?? request.query()["after"]
        guard let number = Int64(named), number >= 0 else { throw HTTPError(.badRequest) }
        let feed = LiveFeed(store: pages.store, watch: watch) { [pages] in
            try await pages.access(of: request, now: pages.settings.clock())
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                var writer = writer
                try await feed.run(after: number) { try await writer.write(ByteBuffer(string: $0)) }
                try await writer.finish(nil)
            }
        )
    }
}
