import Hummingbird
import Sales
import Storage

/// What the web application needs of the program that runs it.
package struct WebSettings: Sendable {
    package var version: String
    /// What guards the first-run page.
    package var firstRunToken: String
    package var clock: @Sendable () -> Instant

    package init(version: String, firstRunToken: String, clock: @escaping @Sendable () -> Instant) {
        self.version = version
        self.firstRunToken = firstRunToken
        self.clock = clock
    }
}

/// Every route of the product, in one place.
package func webRouter(_ store: Store, _ settings: WebSettings) throws -> Router<AppContext> {
    let pages = try Pages(store, settings)
    let router = Router(context: AppContext.self)
    router.middlewares.add(SecurityHeaders())
    router.middlewares.add(Compression())
    router.middlewares.add(Faults(pages: pages))
    HealthAPI(store: store, version: settings.version).addRoutes(to: router.group("healthz"))
    pages.assets.addRoutes(to: router.group())

    let visited = router.group().add(middleware: Visitors(pages: pages))
    FirstRunPages(pages: pages).addRoutes(to: visited)
    FunnelPages(pages: pages, timelines: LiveTimelines(store)).addRoutes(to: visited.group("funnel"))
    return router
}
