import Automation
import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `Signing in` {
    private static let now = Instant(milliseconds: 1_767_603_600_000)

    /// An installation whose owner is Ana.
    private func withOwner(
        _ engine: Engine,
        _ body: @escaping @Sendable (Store, @escaping @Sendable () -> TestBrowser) async throws -> Void
    ) async throws {
        try await engine.withApplication(at: Self.now) { store, browser in
            let link = try await Entrance(store, .forTests()).firstRunLinks(now: Self.now)[0]
            let (ana, path) = (browser(), "/first-run/\(link.token.text)")
            _ = try await ana.get(path)
            #expect(try await ana.post(path, `The first run`.form).status == .seeOther)
            try await body(store, browser)
        }
    }

    private static let right = ["email": "Ana@Example.com", "password": "correct horse battery"]

    @Test(arguments: Engine.available) func `lets in with address and password, and out again`(_ engine: Engine)
        async throws
    {
        try await withOwner(engine) { _, browser in
            let ana = browser()
            let door = try await ana.get("/funnel")
            #expect(door.location == "/sign-in?next=%2Ffunnel")
            _ = try await ana.get("/sign-in?next=%2Ffunnel")
            var form = Self.right
            form["next"] = "/funnel"
            #expect(try await ana.post("/sign-in", form).location == "/funnel")
            #expect(try await ana.get("/funnel").status == .ok)
            #expect(try await ana.post("/sign-out", [:]).location == "/sign-in")
            #expect(try await ana.get("/funnel").status == .seeOther)
        }
    }

    @Test func `says no more than that one of the two is wrong`() async throws {
        try await withOwner(.sqlite) { _, browser in
            let guest = browser()
            _ = try await guest.get("/sign-in")
            let wrong = try await guest.post("/sign-in", ["email": "ana@example.com", "password": "incorrect horse"])
            let unknown = try await guest.post("/sign-in", ["email": "eve@example.com", "password": "incorrect horse"])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("The address or the password is wrong."))
            #expect(wrong.text.replacing("ana@", with: "eve@") == unknown.text)
        }
    }

    @Test func `makes who guesses wait, and says how long`() async throws {
        try await withOwner(.sqlite) { _, browser in
            let guest = browser()
            _ = try await guest.get("/sign-in")
            for _ in 0..<5 { _ = try await guest.post("/sign-in", ["email": "ana@example.com", "password": "no"]) }
            let answer = try await guest.post("/sign-in", Self.right)
            #expect(answer.status == .tooManyRequests)
            #expect(answer.text.contains("seconds"))
        }
    }

    @Test(arguments: ["https://evil.example", "//evil.example", "/\\evil.example"])
    func `leads to no other site`(_ next: String) async throws {
        try await withOwner(.sqlite) { _, browser in
            let ana = browser()
            _ = try await ana.get("/sign-in")
            var form = Self.right
            form["next"] = next
            #expect(try await ana.post("/sign-in", form).location == "/")
        }
    }

    @Test func `needs the form of a page of ours`() async throws {
        try await withOwner(.sqlite) { _, browser in
            let ana = browser()
            _ = try await ana.get("/sign-in")
            #expect(try await ana.post("/sign-in", Self.right, withToken: false).status == .forbidden)
        }
    }

    @Test func `tells faults in the member's own language`() async throws {
        try await withOwner(.sqlite) { _, browser in
            let ana = browser()
            _ = try await ana.get("/sign-in")
            _ = try await ana.post("/sign-in", Self.right)
            _ = try await ana.get("/account")
            _ = try await ana.post("/account/language", ["language": "zh-Hant"])
            #expect(try await ana.get("/opportunities/nothing").text.contains("沒有這個頁面"))
        }
    }
}
