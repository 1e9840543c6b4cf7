import Foundation
import Hummingbird
import HummingbirdTesting
import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@testable import Automation
@testable import Web

extension PasswordHasher {
    /// As quick as it gets; what a hash costs is not what pages are tested for.
    static func forTests() -> PasswordHasher {
        PasswordHasher(cost: PasswordHash.Cost(rounds: 2, blockSize: 1, parallelism: 1))
    }
}

/// A browser as far as tests need one: it keeps its cookies and fills in the token of the form it was shown.
final class TestBrowser {
    private let client: any TestClientProtocol
    private var cookies: [String: String] = [:]
    private var formToken = ""
    var language = "en"

    init(_ client: any TestClientProtocol) { self.client = client }

    struct Answer {
        var status: HTTPResponse.Status
        var text: String
        var headers: HTTPFields
        var location: String? { headers[.location] }
    }

    func get(_ path: String, isPartial: Bool = false) async throws -> Answer {
        try await send(path, .get, body: nil, isPartial: isPartial)
    }

    /// Posts a form as the page that was shown last would.
    func post(
        _ path: String,
        _ fields: [String: String],
        withToken: Bool = true,
        isPartial: Bool = false
    ) async throws -> Answer {
        var fields = fields
        if withToken { fields["formToken"] = formToken }
        let body = fields.map { "\($0.inQuery)=\($1.inQuery)" }.joined(separator: "&")
        return try await send(path, .post, body: body, isPartial: isPartial)
    }

    /// Posts what a browser reports of the content policy, which is no form.
    func send(report body: String) async throws -> Answer {
        try await send("/policy-reports", .post, body: body, isPartial: false)
    }

    /// Posts a form that has several fields of one name.
    func post(_ path: String, inOrder fields: [(String, String)]) async throws -> Answer {
        let body = (fields + [("formToken", formToken)]).map { "\($0.inQuery)=\($1.inQuery)" }.joined(separator: "&")
        return try await send(path, .post, body: body, isPartial: false)
    }

    /// Sends a file as the import page's script does.
    func bring(_ bytes: [UInt8], to path: String, withToken: Bool = true) async throws -> Answer {
        var headers: HTTPFields = [.acceptLanguage: language, .contentType: "application/octet-stream"]
        if withToken { headers[.formToken] = formToken }
        if !cookies.isEmpty { headers[.cookie] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
        let body = ByteBuffer(bytes: bytes)
        let answer = try await client.execute(uri: path, method: .post, headers: headers, body: body)
        return Answer(status: answer.status, text: String(buffer: answer.body), headers: answer.headers)
    }

    private func send(_ path: String, _ method: HTTPRequest.Method, body: String?, isPartial: Bool) async throws
        -> Answer
    {
        var headers: HTTPFields = [.acceptLanguage: language]
        if isPartial { headers[.hxRequest] = "true" }
        if !cookies.isEmpty { headers[.cookie] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
        if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        let answer = try await client.execute(
            uri: path,
            method: method,
            headers: headers,
            body: body.map { ByteBuffer(string: $0) }
        )
        for cookie in answer.headers[values: .setCookie] { keep(cookie) }
        let text = String(buffer: answer.body)
        if let token = text.firstMatch(of: /"X-Form-Token":"([0-9a-f]+)"/) { formToken = String(token.1) }
        return Answer(status: answer.status, text: text, headers: answer.headers)
    }

    private func keep(_ cookie: String) {
        let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        cookies[String(pair[0])] = pair.count > 1 && !pair[1].isEmpty ? String(pair[1]) : nil
    }
}

extension String {
    /// What an attribute of a page says.
    var unescaped: String {
        replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&lt;", with: "<")
            .replacing("&gt;", with: ">").replacing("&#x3D;", with: "=").replacing("&#61;", with: "=")
            .replacing("&amp;", with: "&")
    }
}

extension Engine {
    /// Runs `body` with the whole application over a fresh database.
    func withApplication(
        at now: Instant = Instant(milliseconds: 1_767_603_600_000),
        _ body: @escaping @Sendable (Store, @escaping @Sendable () -> TestBrowser) async throws -> Void
    ) async throws {
        try await withDatabase(migrations) { database in
            let store = Store(database)
            let settings = WebSettings(version: "1.2.3", clock: { now })
            try await Application(router: try webRouter(store, settings, WebFiles.shared(), .forTests())).test(.router)
            { client in
                try await body(store) { TestBrowser(client) }
            }
        }
    }
}

extension WebFiles {
    private static let result = Result { try WebFiles() }

    /// Read once for all tests.
    static func shared() throws -> WebFiles { try result.get() }
}
