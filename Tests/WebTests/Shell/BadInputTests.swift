import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `Bad input` {
    /// Pages on which the names of records stand.
    private static let listing = [
        "/opportunities", "/accounts", "/contacts", "/board", "/search?q=evil", "/changes",
    ]

    static let names = [
        "evil <script>alert(1)</script>", "evil \"><img src=x onerror=alert(1)>",
        "evil {{{shell.formToken}}} [[words]]",
        "evil {name} {count}", "evil &amp; ' \" `", "evil \u{202E}gpj.exe", "evil 👨‍👩‍👧‍👦 𠮷𩸽", "evil 'or'1'='1",
    ]

    @Test(arguments: names) func `is a name where a name is asked for`(_ name: String) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let admin = try await signedIn.signIn(signedIn.world.ana, as: .admin)
            _ = try await admin.get("/accounts")
            let account = try #require(try await admin.post("/accounts", ["name": name]).location)
            _ = try #require(try await admin.post("/contacts", ["name": name, "jobTitle": name]).location)
            let new = ["name": name, "customer": "Globex"]
            let made = try await admin.post("/opportunities", new)
            let opportunity = try #require(made.location)
            for path in Self.listing + [account, opportunity] {
                var answer = try await admin.get(path)
                if answer.status == .seeOther, let board = answer.location { answer = try await admin.get(board) }
                #expect(answer.status == .ok, "\(path)")
                let text = answer.text.replacing("<mark>", with: "").replacing("</mark>", with: "")
                let isWhole = text.unescaped.contains(name)
                let isMarkup = answer.text.contains("evil <") || answer.text.contains("evil \">")
                #expect(isWhole && !isMarkup, "\(path)")
            }
        }
    }

    @Test(arguments: ["/accounts", "/contacts", "/opportunities"])
    func `of ten thousand characters is refused with a sentence`(_ path: String) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let admin = try await signedIn.signIn(signedIn.world.ana, as: .admin)
            let name = String(repeating: "长", count: 10_000)
            let answer = try await admin.post(path, ["name": name, "customer": "Globex"])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("at most 500 characters"))
        }
    }

    @Test(arguments: Engine.available) func `does not overflow a sum`(_ engine: Engine) async throws {
        try await engine.withSignedInWorld { signedIn in
            let ben = signedIn.world.ben
            let largest = try await [Int64.max, Int64.max, Int64.max - 7, Int64.min + 1].asyncMap {
                try await signedIn.opportunity(of: ben, amount: $0)
            }
            let admin = try await signedIn.signIn(signedIn.world.ana, as: .admin)
            let board = "/pipelines/\(signedIn.world.pipeline.id)/board"
            let paths = [
                board, "/opportunities?order=-amount", "/funnel", "/accounts/\(signedIn.world.acme.id)",
                "/opportunities/\(largest[0].id)", "/search?q=pumps",
            ]
            for path in paths { #expect(try await admin.get(path).status == .ok, "\(path)") }
        }
    }

    static let amounts: [(String, String?)] = [
        ("10000000000000", nil), ("10000000000000.00", nil), ("-5", nil), ("", nil), ("１２,０００", nil),
        ("92233720368547758.07", nil), ("92233720368547758.08", "too large"),
        ("1000000000000000000000000", "too large"), ("1e9", "no amount"), ("--5", "no amount"), ("0.001", "decimals"),
        ("NaN", "no amount"), ("٣", "no amount"),
    ]

    @Test(arguments: amounts) func `is no amount, or one as it was typed`(_ typed: String, _ sentence: String?)
        async throws
    {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let opportunity = try await signedIn.opportunity(of: signedIn.world.ben)
            let path = "/opportunities/\(opportunity.id)"
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let answer = try await ben.post("\(path)/revisions", ["amount": typed, "version": "1"])
            if let sentence {
                #expect(answer.status == .unprocessableContent && answer.text.contains(sentence), "\(answer.text)")
            } else {
                #expect(answer.location == path)
                #expect(try await ben.get(path).status == .ok)
            }
        }
    }

    static let searched = ["%", "_", "\\", "'", "\"", "*", "a%' OR 1=1 --", "(", "NEAR(", "^", ";", "\u{202E}", "％"]

    @Test(arguments: searched) func `is looked for as it is written`(_ text: String) async throws {
        for engine in Engine.available {
            try await engine.withSignedInWorld { signedIn in
                _ = try await signedIn.opportunity(of: signedIn.world.ben)
                let ben = try await signedIn.signIn(signedIn.world.ben)
                let board = "/pipelines/\(signedIn.world.pipeline.id)/board"
                for path in [
                    "/opportunities?text=", "/accounts?text=", "/contacts?text=", "\(board)?text=", "/search?q=",
                ] {
                    let answer = try await ben.get(path + text.inQuery)
                    #expect(answer.status == .ok, "\(path)")
                    #expect(!answer.text.contains("data-id=\"01"), "\(path)")
                }
            }
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
