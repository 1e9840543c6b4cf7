import Hummingbird
import Sales
import Storage

/// Finds out who asks, in which language, and whether a form that changes something came from a page of ours.
struct Visitors: RouterMiddleware {
    let pages: Pages

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.now = pages.settings.clock()
        context.language = Language(accepting: request.headers[.acceptLanguage] ?? "")
        return try await next(request, context)
    }
}

/// A request that changes something came without the token of a page of ours.
struct ForgedForm: Error, Equatable {}
