import Hummingbird

/// Sends with every answer what keeps a browser from running or framing anything that is not ours.
struct SecurityHeaders: RouterMiddleware {
    /// Whether browsers come by https, and are to come by nothing else for a year.
    let isSecure: Bool

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // What members bring comes with a stricter one.
        let policy = response.headers[.contentSecurityPolicy]
        response.headers[.contentSecurityPolicy] =
            policy
                ?? """
                default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; \
                img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; \
                report-uri /policy-reports
                """
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "same-origin"
        if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}
