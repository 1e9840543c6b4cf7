import Hummingbird
import Sales

/// Answers in the language that the browser likes best; a member's own choice comes before it.
struct Languages: RouterMiddleware {
    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.language = Language(accepting: request.headers[.acceptLanguage] ?? "")
        return try await next(request, context)
    }
}
