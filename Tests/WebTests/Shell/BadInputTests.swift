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

    /// What was won before and in the period, and whether a sale took no time at all.
    @Test(arguments: [[Int64.max, -7], [-7, .max], [.max, .max]])
    func `makes no figure of the funnel overflow`(_ won: [Int64]) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            for (minor, minutes) in zip(won, [-1440, 30] as [Int64]) {
                let made = try await world.store.write(world.asOperator(minutes)) { db in
                    var new = NewOpportunity(name: "Pumps", pipelineID: world.pipeline.id)
                    (new.ownerID, new.accountID) = (world.ben.id, world.acme.id)
                    new.amount = Amount(minor: minor, currency: world.workspace.currency)
                    return try [db.create(new).id, db.create(new).id]
                }
                try await world.store.write(world.asOperator(minutes + 1)) { db in
                    try db.move(made[0], NewStageChange(stageID: world.won.id, happenedAt: world.time(minutes + 1)))
                }
            }
            let ben = try await signedIn.signIn(world.ben)
            let today = "period=days&from=2026-01-05&to=2026-01-05"
            for path in ["/funnel", "/funnel?view=period&\(today)", "/accounts/\(world.acme.id)"] {
                #expect(try await ben.get(path).status == .ok, "\(path)")
            }
        }
    }

    /// Forms and addresses with numbers that no page of ours has made.
    @Test func `of a number as large as there is stops nothing`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let path = "/opportunities/\(try await signedIn.opportunity(of: world.ben).id)"
            let admin = try await signedIn.signIn(world.ana, as: .admin)
            let huge = "\(Int.max)"
            let file = try #require(try await admin.bring([1], to: "\(path)/files?name=a").location)
            let note = Identifier<Note>(high: 60, low: 1)
            _ = try await admin.post("\(path)/notes", ["text": "Kept", "id": note.description])
            let reason = try await world.store.read(world.asOperator()) { try $0.choices(.lossReasons)[0].id }
            let forms: [(String, [String: String])] = [
                ("\(path)/lines/\(note)", ["act": "remove"]), (file, ["name": "b", "kind": "other"]),
                ("\(file)/deletion", [:]), ("/notes/\(note)", ["text": "Other"]), ("/notes/\(note)/deletion", [:]),
                ("/settings/loss-reasons/\(reason)", ["act": "save", "name": "Other"]),
                ("\(path)/changes", ["name": "Other"]), ("\(path)/deletion", [:]),
                ("\(path)/stage-changes", ["stage": world.proposal.id.description]),
            ]
            for (action, fields) in forms {
                let answer = try await admin.post(action, fields.merging(["version": huge]) { $1 })
                #expect([.conflict, .notFound, .seeOther].contains(answer.status), "\(action) \(answer.status)")
            }
            for number in [huge, "-\(huge)", "99999999999999999999"] {
                for address in [
                    "/funnel/records?figure=won&after=\(number)", "/opportunities?daysInStageFrom=\(number)",
                    "\(path)/time-line?before=\(number).0.\(note).\(number)",
                    "\(path)?removed=lines.\(note).\(number)",
                ] {
                    let answer = try await admin.get(address)
                    #expect([.ok, .badRequest, .seeOther].contains(answer.status), "\(address) \(answer.status)")
                }
            }
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
                // What was typed is in its field, and the form is open.
                let isKept = answer.text.unescaped.contains("name=\"amount\" value=\"\(typed)\"")
                #expect(isKept && answer.text.contains("data-dialog=\"edit\" aria-label=\"Edit\" open data-open"))
            } else {
                #expect(answer.location == path)
                #expect(try await ben.get(path).status == .ok)
            }
        }
    }

    @Test(arguments: [
        "/\t/evil.example", "/\\evil.example", "//evil.example", "/a\nb", "/\r/evil.example", "/\u{7F}/evil", "evil",
        "",
        "/ /evil.example", "https://evil.example",
    ]) func `leads to no other site`(_ path: String) {
        #expect(path.ownPath == nil)
        #expect("/opportunities?text=%E4%BA%91&order=-amount".ownPath != nil)
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
