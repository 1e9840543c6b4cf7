import Automation
import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The first run` {
    static let form = [
        "workspace": "Acme", "language": "en", "currency": "EUR", "timeZone": "Europe/Amsterdam", "name": "Ana Lee",
        "email": "ana@example.com", "password": "correct horse battery",
    ]

    private func link(_ store: Store) async throws -> String {
        let links = try await Entrance(store, .forTests()).firstRunLinks(now: Instant(milliseconds: 1_767_603_600_000))
        return "/first-run/\(links[0].token.text)"
    }

    @Test(arguments: Engine.available) func `makes the workspace and its owner, who is signed in`(_ engine: Engine)
        async throws
    {
        try await engine.withApplication { store, browser in
            let (ana, path) = (browser(), try await link(store))
            let page = try await ana.get(path)
            #expect(page.status == .ok)
            #expect(page.text.contains("Welcome to Sluice"))
            let made = try await ana.post(path, Self.form)
            #expect(made.status == .seeOther)
            #expect(made.location == "/start")
            #expect(try await ana.get("/start").text.contains("Ana Lee"))
            let workspace = try await store.workspace(named: nil)
            #expect(workspace.name == "Acme")
            #expect(workspace.currency.code == "EUR")
            #expect(workspace.timeZone == "Europe/Amsterdam")
        }
    }

    @Test func `opens to nobody without the link, and to nobody twice`() async throws {
        try await Engine.sqlite.withApplication { store, browser in
            let path = try await link(store)
            let stranger = browser()
            #expect(try await stranger.get("/first-run/\(String(repeating: "0", count: 64))").status == .notFound)
            #expect(try await stranger.get("/").text.contains("one-time link"))
            let ana = browser()
            _ = try await ana.get(path)
            _ = try await ana.post(path, Self.form)
            #expect(try await stranger.get(path).status == .notFound)
            #expect(try await stranger.post(path, Self.form).status != .seeOther)
        }
    }

    static let mistakes = [
        ("password", "short", "at least 10"), ("password", "ana@example.com", "must not be your address"),
        ("email", "ana", "no e-mail address"), ("workspace", "", "needs a name"),
        ("timeZone", "Mars/Olympus", "no such time zone"),
    ]

    @Test(arguments: mistakes) func `shows the form again with what was wrong`(
        _ field: String,
        _ value: String,
        _ sentence: String
    ) async throws {
        try await Engine.sqlite.withApplication { store, browser in
            let (ana, path) = (browser(), try await link(store))
            _ = try await ana.get(path)
            var form = Self.form
            form[field] = value
            let answer = try await ana.post(path, form)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains(sentence))
            #expect(answer.text.contains("value=\"Ana Lee\""))
            #expect(try await store.workspaces().isEmpty)
        }
    }

    @Test func `takes no form that another site posts`() async throws {
        try await Engine.sqlite.withApplication { store, browser in
            let (ana, path) = (browser(), try await link(store))
            _ = try await ana.get(path)
            #expect(try await ana.post(path, Self.form, withToken: false).status == .forbidden)
            #expect(try await store.workspaces().isEmpty)
        }
    }

    @Test func `fills an empty workspace with a demonstration in its currency, once`() async throws {
        try await Engine.sqlite.withApplication { store, browser in
            let (ana, path) = (browser(), try await link(store))
            _ = try await ana.get(path)
            _ = try await ana.post(path, Self.form)
            _ = try await ana.get("/start")
            #expect(try await ana.post("/start/demo", [:]).location == "/funnel")
            let funnel = try await ana.get("/funnel")
            #expect(funnel.text.contains("2,000"))
            #expect(funnel.text.contains("€"))
            #expect(try await ana.post("/start/demo", [:]).location == "/funnel")
            #expect(try await ana.get("/funnel").text.contains("2,000"))
        }
    }

    @Test(arguments: ["standard", "saas"]) func `begins empty from a template`(_ template: String) async throws {
        try await Engine.sqlite.withApplication { store, browser in
            let (ana, path) = (browser(), try await link(store))
            _ = try await ana.get(path)
            _ = try await ana.post(path, Self.form)
            _ = try await ana.get("/start")
            #expect(try await ana.post("/start/pipeline", ["template": template]).location == "/funnel")
            #expect(try await ana.get("/funnel").text.contains("Nothing entered the pipeline"))
        }
    }
}
