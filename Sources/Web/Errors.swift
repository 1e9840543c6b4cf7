import Hummingbird
import Logging

extension Error {
    /// The answer to what a request threw; what nobody foresaw is for the log, and the person learns no more than that.
    func response(from request: Request, context: some RequestContext) throws -> Response {
        if let error = self as? any HTTPResponseError { return try error.response(from: request, context: context) }
        context.logger.error("Unforeseen: \(self)")
        return try HTTPError(.internalServerError, message: "Something went wrong. Try again.")
            .response(from: request, context: context)
    }
}
