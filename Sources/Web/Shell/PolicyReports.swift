import Foundation
import Hummingbird
import Logging
import Synchronization

/// Takes what browsers report of pages that would have broken the content policy, and writes it into the log.
///
/// Anybody can send such a report, so only a few a minute are written, and of each only what tells where to look.
final class PolicyReports: Sendable {
    private let start = ContinuousClock.now
    private let written = Mutex<(minute: Int64, count: Int)>((0, 0))

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.post("policy-reports", use: take)
    }

    @Sendable func take(_ request: Request, context: AppContext) async throws -> Response {
        let body = try await request.body.collect(upTo: 1 << 14)
        let report = try Report(Data(body.readableBytesView))
        let minute = (ContinuousClock.now - start).components.seconds / 60
        guard isWorthWriting(in: minute) else { return Response(status: .noContent) }
        context.logger.warning(
            "A page would have broken the content policy",
            metadata: ["directive": "\(report.directive)", "blocked": "\(report.blocked)", "page": "\(report.page)"]
        )
        return Response(status: .noContent)
    }

    private func isWorthWriting(in minute: Int64) -> Bool {
        written.withLock { written in
            if written.minute != minute { written = (minute, 0) }
            written.count += 1
            return written.count <= 20
        }
    }
}

/// What a browser says of one violation, each text cut and without its query.
private struct Report {
    var directive: String
    var blocked: String
    var page: String

    init(_ data: Data) throws(HTTPError) {
        guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            let report = object["csp-report"] as? [String: Any]
        else { throw HTTPError(.badRequest) }
        func text(_ key: String) -> String {
            let text = (report[key] as? String ?? "").prefix { $0 != "?" && $0 != "#" && !$0.isNewline }
            return String(text.prefix(200))
        }
        directive = text("effective-directive").isEmpty ? text("violated-directive") : text("effective-directive")
        blocked = text("blocked-uri")
        page = text("document-uri")
    }
}
