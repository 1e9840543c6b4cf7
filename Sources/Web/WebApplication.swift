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
package func webRouter(_ store: Store, _ settings: WebSettings) -> Router<BasicRequestContext> {
    let router = Router()
    router.middlewares.add(SecurityHeaders())
    HealthAPI(store: store, version: settings.version).addRoutes(to: router.group("healthz"))
    FirstRunPages(store: store, token: settings.firstRunToken).addRoutes(to: router.group())
    return router
}

/// Sends with every answer what keeps a browser from running or framing anything that is not ours.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do { response = try await next(request, context) } catch {
            response = try error.response(from: request, context: context)
        }
        response.headers[.contentSecurityPolicy] = """
            default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; \
            img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'
            """
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
