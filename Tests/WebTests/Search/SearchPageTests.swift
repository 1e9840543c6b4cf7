import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The search` {
    private func make(_ names: [String], _ browser: TestBrowser) async throws {
        for name in names {
            let answer = try await browser.post("/accounts", ["name": name, "isConfirmed": "yes"])
            #expect(answer.status == .seeOther)
        }
    }

    static let queries = [
        ("云", "<mark>云</mark>帆科技"), ("雲帆", "<mark>云帆</mark>科技"), ("yfkj", "<mark>云帆科技</mark>"),
        ("YUNFAN".lowercased(), ""), ("科", "云帆<mark>科</mark>技"), ("acm", "<mark>Acm</mark>e"),
    ]

    @Test(arguments: queries) func `finds by parts, by initials and in either script`(_ text: String, _ found: String)
        async throws
    {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ben = try await signedIn.signIn(signedIn.world.ben)
            try await make(["云帆科技"], ben)
            let page = try await ben.get("/search?q=\(text.inQuery)", isPartial: true).text
            if !found.isEmpty { #expect(page.contains(found)) }
            #expect(!page.contains("<html"))
            #expect(try await ben.get("/search?q=\(text.inQuery)").text.contains("<html"))
        }
    }

    @Test func `finds pages and commands in the member's language, by initials too`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let blank = try await ben.get("/search?q=", isPartial: true).text
            #expect(blank.contains("href=\"/accounts\""))
            #expect(blank.contains("form=\"sign-out\""))
            _ = try await ben.post("/account/language", ["language": "zh-Hans"])
            let initials = try await ben.get("/search?q=xjkh", isPartial: true).text
            #expect(initials.contains("<mark>新建客户</mark>"))
            #expect(try await ben.get("/search?q=ld", isPartial: true).text.contains("href=\"/funnel\""))
            // Without JavaScript there is nothing that only the palette can do.
            #expect(try await ben.get("/search?q=").text.contains("role=\"option\"") == false)
        }
    }

    @Test func `offers no command that the member may not do, and finds nothing of others`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let cleo = try await signedIn.signIn(signedIn.world.cleo)
            try await make(["Secret Pumps"], cleo)
            let reader = try await signedIn.signIn(signedIn.world.ben, as: .readOnly)
            let page = try await reader.get("/search?q=", isPartial: true).text
            #expect(!page.contains("/accounts?new=yes"))
            #expect(try await reader.get("/search?q=secret", isPartial: true).text.contains("Nothing found"))
        }
    }

    static let odd = [
        "%", "'", "\"", "a AND b", "*", "<script>alert(1)</script>", String(repeating: "长", count: 10_000),
    ]

    @Test(arguments: odd) func `bears any text`(_ text: String) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let answer = try await ben.get("/search?q=\(text.inQuery)")
            #expect(answer.status == .ok)
            #expect(!answer.text.contains("<script>alert"))
        }
    }
}
