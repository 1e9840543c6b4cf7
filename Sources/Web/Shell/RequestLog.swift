import Hummingbird
import Logging

/// Gives every answer the request's identifier, and writes one line of the log when it is ready.
///
/// Neither queries nor the tokens of one-time links are written: they are secrets, or what people look for.
struct RequestLog: RouterMiddleware {
    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response = try await next(request, context)
        response.headers[.requestID] = context.id
        let route = context.endpointPath
        // Files and the probes of a proxy say nothing of what people do.
        let isQuiet = route.map { $0.hasPrefix("/assets") || $0.hasPrefix("/healthz") } ?? false
        context.logger.log(
            level: response.status.code >= 500 ? .error : isQuiet ? .debug : .info,
            "\(request.method) \(route?.contains("token") == true ? route ?? "" : request.uri.path)",
            metadata: [
                "status": "\(response.status.code)",
                "milliseconds": "\((ContinuousClock.now - start) / .milliseconds(1))",
                "address": "\(context.address)",
            ]
        )
        return response
    }
}
