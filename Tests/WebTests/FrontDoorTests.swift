import Foundation
import Hummingbird
import HummingbirdTesting
import SQLEngines
import Sales
import Storage
import TestSupport
import Testing
@testable import Web

@Suite struct `The front door` {
    private static let settings = WebSettings(version: "1.2.3", clock: { Instant(milliseconds: 0) })

    private static func router(_ database: any Database) throws -> Router<AppContext> {
        try webRouter(Store(database), settings, WebFiles.shared(), .forTests())
    }

    func withApp(
        _ engine: Engine,
        isNew: Bool = false,
        _ test: @escaping @Sendable (any TestClientProtocol, NamedWorld?) async throws -> Void
    ) async throws {
        try await engine.withDatabase(migrations) { database in
            let world = isNew ? nil : try await NamedWorld(database)
            try await Application(router: try Self.router(database)).test(.router) { client in
                try await test(client, world)
            }
        }
    }

    struct Health: Decodable {
        var status: String
        var version: String
        var changes: Int
    }

    @Test(arguments: Engine.available) func `tells that server and database answer`(_ engine: Engine) async throws {
        try await withApp(engine) { client, world in
            let before = try await health(client)
            #expect(before.status == "ok")
            #expect(before.version == "1.2.3")
            try await world?.store.write(world!.asOperator(1)) { db in
                try db.create(Account(id: Identifier(high: 9, low: 9), name: "New"))
            }
            #expect(try await health(client).changes == before.changes + 1)
        }
    }

    static let languages = [
        ("", "Sign in", "en"), ("zh-CN,zh;q=0.9", "登录", "zh-Hans"), ("zh-TW", "登入", "zh-Hant"),
        ("zh-Hant-HK", "登入", "zh-Hant"), ("de,en;q=0.5,zh;q=0.3", "Sign in", "en"),
        ("zh;q=0.3,en;q=0.9", "Sign in", "en"),
    ]

    @Test(arguments: languages) func `speaks the browser's language`(_ accept: String, _ words: String, _ tag: String)
        async throws
    {
        try await withApp(.sqlite) { client, _ in
            let page = try await client.execute(uri: "/sign-in", method: .get, headers: [.acceptLanguage: accept])
            let text = String(buffer: page.body)
            #expect(text.contains(words))
            #expect(text.contains("<html lang=\"\(tag)\">"))
        }
    }

    @Test func `lets a browser run nothing that is not ours`() async throws {
        try await withApp(.sqlite) { client, _ in
            let page = try await client.execute(uri: "/", method: .get)
            #expect(page.headers[.contentSecurityPolicy]?.contains("script-src 'self'") == true)
            #expect(page.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
            #expect(page.headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test func `says so with errors too`() async throws {
        try await withApp(.sqlite) { client, _ in
            for path in ["/nowhere", "/first-run/wrong", "/funnel/nothing"] {
                let answer = try await client.execute(uri: path, method: .get)
                #expect(answer.status == .notFound)
                expectGuarded(answer.headers)
            }
        }
        try await Engine.sqlite.withLocation { location in
            let database = try await location.open()
            try await database.close()
            try await Application(router: try Self.router(database)).test(.router) { client in
                let answer = try await client.execute(uri: "/healthz", method: .get)
                #expect(answer.status == .serviceUnavailable)
                expectGuarded(answer.headers)
                let unforeseen = try await client.execute(uri: "/first-run/0123", method: .get)
                #expect(unforeseen.status == .internalServerError)
                expectGuarded(unforeseen.headers)
            }
        }
    }

    private func expectGuarded(_ headers: HTTPFields, _ location: SourceLocation = #_sourceLocation) {
        #expect(headers[.contentSecurityPolicy]?.contains("default-src 'self'") == true, sourceLocation: location)
        #expect(headers[.xContentTypeOptions] == "nosniff", sourceLocation: location)
        #expect(headers[.cacheControl] == "no-store", sourceLocation: location)
    }

    @Test(arguments: Engine.available) func `tells its health without writing`(_ engine: Engine) async throws {
        try await engine.withLocation { location in
            try await location.withOpen { database in
                _ = try await Migrator(migrations).migrate(database, now: 0)
                _ = try await NamedWorld(database)
            }
            var options = DatabaseOptions()
            options.isReadOnly = true
            try await location.withOpen(options) { database in
                try await Application(router: try Self.router(database)).test(.router) { client in
                    let health = try await health(client)
                    #expect(health.changes > 0)
                }
            }
        }
    }

    private func health(_ client: any TestClientProtocol) async throws -> Health {
        let answer = try await client.execute(uri: "/healthz", method: .get)
        return try JSONDecoder().decode(Health.self, from: Data(String(buffer: answer.body).utf8))
    }

    @Test(arguments: ["192.168.1.7", "10.0.0.1", "2001:db8::1", "::ffff:192.168.1.7", "128.0.0.1"])
    func `takes no password from another machine without https, unless the operator says so`(_ address: String) {
        var settings = WebSettings(version: "1", clock: { .distantPast })
        #expect(!settings.accepts(address))
        for local in ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"] { #expect(settings.accepts(local)) }
        settings.allowsPlainHTTP = true
        #expect(settings.accepts(address))
        #expect(WebSettings(version: "1", publicURL: "https://a.example", clock: { .distantPast }).accepts(address))
    }
}
