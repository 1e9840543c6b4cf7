import Logging
import Hummingbird
import Storage

/// Whether the server and its database answer, for supervisors and load balancers.
struct HealthAPI {
    var store: Store
    var version: String

    struct Health: ResponseEncodable {
        var status: String
        var version: String
        var engine: String
        /// Grows with every committed change, also with those of other processes.
        var changes: Int64
    }

    func addRoutes(to group: RouterGroup<some RequestContext>) {
        group.get(use: show)
    }

    @Sendable func show(_ request: Request, context: some RequestContext) async throws -> Health {
        do {
            return try await Health(
                status: "ok",
                version: version,
                engine: store.engineVersion(),
                changes: store.changeCount()
            )
        } catch {
            context.logger.error("The database does not answer: \(error)")
            throw HTTPError(.serviceUnavailable, message: "The database does not answer.")
        }
    }
}
