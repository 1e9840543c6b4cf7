import Automation
import Hummingbird
import Sales
import Storage

/// What the web application needs of the program that runs it.
package struct WebSettings: Sendable {
    package var version: String
    package var clock: @Sendable () -> Instant
    /// Whether browsers reach the server by https, so that cookies may be kept to it.
    package var isSecure: Bool

    package init(version: String, isSecure: Bool = false, clock: @escaping @Sendable () -> Instant) {
        self.version = version
        self.isSecure = isSecure
        self.clock = clock
    }
}

/// Every route of the product, in one place.
package func webRouter(
    _ store: Store,
    _ settings: WebSettings,
    _ hasher: PasswordHasher
) throws -> Router<AppContext> {
    let pages = try Pages(store, settings)
    let router = Router(context: AppContext.self)
    router.middlewares.add(SecurityHeaders())
    router.middlewares.add(Compression())
    router.middlewares.add(Faults(pages: pages))
    HealthAPI(store: store, version: settings.version).addRoutes(to: router.group("healthz"))
    pages.assets.addRoutes(to: router.group())

    let visited = router.group().add(middleware: Visitors(pages: pages))
    FirstRunPages(pages: pages, hasher: hasher).addRoutes(to: visited)
    StartPages(pages: pages).addRoutes(to: visited)
    SignInPages(pages: pages, hasher: hasher).addRoutes(to: visited)
    FunnelPages(pages: pages, timelines: LiveTimelines(store)).addRoutes(to: visited.group("funnel"))
    OpportunityPages(pages: pages).addRoutes(to: visited.group("opportunities"))
    return router
}
