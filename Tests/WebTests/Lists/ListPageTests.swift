import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The list of opportunities` {
    @Test func `goes on by place and not by number, in both directions`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            for amount in 1...60 {
                _ = try await signedIn.opportunity(of: signedIn.world.ben, amount: Int64(amount * 100))
            }
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let first = try await ben.get("/opportunities?order=-amount").text
            #expect(first.contains("60</small>"))
            #expect(first.matches(of: /data-id=/).count == 50)
            #expect(first.contains("aria-sort=\"descending\""))
            let next = try #require(first.firstMatch(of: /rel="next" href="([^"]+)"/)?.1.replacing("&amp;", with: "&"))
            let second = try await ben.get(String(next)).text
            #expect(second.matches(of: /data-id=/).count == 10)
            #expect(second.contains("€10"))
            #expect(!second.contains("rel=\"next\""))
            let back = try #require(second.firstMatch(of: /rel="prev" href="([^"]+)"/)?.1.replacing("&amp;", with: "&"))
            #expect(try await ben.get(String(back)).text.contains("€60"))
        }
    }

    @Test func `shows the columns that the address names, and nothing of others' records`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            _ = try await signedIn.opportunity(of: signedIn.world.cleo)
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let page = try await ben.get("/opportunities?column=name&column=source").text
            #expect(page.contains("Nothing here yet"))
            _ = try await signedIn.opportunity(of: signedIn.world.ben)
            let filled = try await ben.get("/opportunities?column=name&column=source").text
            #expect(filled.contains("Pumps &lt;b&gt;&amp;&lt;/b&gt; valves"))
            #expect(filled.matches(of: /<th scope="col"/).count == 2)
            #expect(try await ben.get("/opportunities/count").text == "1")
        }
    }

    static let odd = ["?colour=red", "?amountFrom=much", "?owner=x&after=%00", "?stage='%20OR%201=1", "?text=%25"]

    @Test(arguments: odd) func `refuses what is no filter with a sentence`(_ query: String) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            _ = try await signedIn.opportunity(of: signedIn.world.ben)
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let answer = try await ben.get("/opportunities\(query)")
            let isText = query.hasPrefix("?text")
            #expect(isText ? answer.text.contains("Nothing matches") : [400, 422].contains(answer.status.code))
        }
    }

    @Test(arguments: Engine.available) func `changes a field in its place and shows the row`(_ engine: Engine)
        async throws
    {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let opportunity = try await signedIn.opportunity(of: world.ben)
            let path = "/opportunities/\(opportunity.id)/cells"
            let form = try await ben.get("\(path)/amount").text
            #expect(form.contains("value=\"1234.56\""))
            let typed = ["amount": "99", "was-amount": "1234.56", "version": "\(opportunity.version)"]
            let row = try await ben.post("\(path)/amount?column=name&column=amount", typed)
            #expect(row.status == .ok)
            #expect(row.text.contains("€99"))
            let bad = try await ben.post("\(path)/amount", ["amount": "9x"])
            #expect(bad.status == .unprocessableContent)
            #expect(bad.text.contains("value=\"9x\""))
            #expect(bad.text.contains("This is no amount"))
            let stale = try await ben.post("\(path)/amount", typed.merging(["amount": "98"]) { $1 })
            #expect(stale.status == .conflict)
            let lost = try await ben.post("\(path)/stage", ["stage": world.lost.id.description])
            #expect(lost.text.contains("A lost opportunity needs a reason"))
            let moved = try await ben.post("\(path)/stage?column=stage", ["stage": world.proposal.id.description])
            #expect(moved.text.contains("Proposal"))
            #expect(try await ben.get("\(path)/name").status == .notFound)
        }
    }

    @Test func `offers those who may only read nothing to change`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            _ = try await signedIn.opportunity(of: signedIn.world.ben)
            let ben = try await signedIn.signIn(signedIn.world.ben, as: .readOnly)
            let page = try await ben.get("/opportunities").text
            #expect(page.contains("Pumps"))
            for word in ["data-edit", "data-bulk", "type=\"checkbox\" name=\"id\""] { #expect(!page.contains(word)) }
        }
    }
}

@Suite struct `A bulk action` {
    private func opportunities(_ count: Int, _ signedIn: SignedInWorld) async throws -> [Opportunity] {
        var made: [Opportunity] = []
        for _ in 0..<count { made.append(try await signedIn.opportunity(of: signedIn.world.ben)) }
        return made
    }

    private func owner(_ id: Identifier<Opportunity>, _ world: NamedWorld) async throws -> Identifier<Member>? {
        try await world.store.read(world.asOperator(60)) { try $0.opportunity(id).values.ownerID }
    }

    @Test(arguments: Engine.available)
    func `gives all that a filter shows to another, tells each result, and is undone`(
        _ engine: Engine
    ) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let made = try await opportunities(3, signedIn)
            let ana = try await signedIn.signIn(world.ana)
            let form = [
                "kind": "opportunity", "all": "yes", "filter": "owner=\(world.ben.id)", "counted": "3",
                "action": "setOwner", "owner": world.ana.id.description,
            ]
            let path = try #require(try await ana.post("/bulk-actions", form).location)
            #expect(try await owner(made[0].id, world) == world.ana.id)
            let page = try await ana.get(path).text
            #expect(page.contains("3 records: new owner Ana"))
            #expect(page.matches(of: /<td>done<\/td>/).count == 3)
            #expect(try await ana.post("\(path)/undo", [:]).location == path)
            #expect(try await owner(made[2].id, world) == world.ben.id)
            #expect(try await ana.get(path).text.contains("taken back"))
            let twice = try await ana.post("\(path)/undo", [:])
            #expect(twice.status == .unprocessableContent)
        }
    }

    @Test func `asks again where the number changed meanwhile`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let made = try await opportunities(2, signedIn)
            let ben = try await signedIn.signIn(world.ben)
            var form = ["kind": "opportunity", "all": "yes", "filter": "", "counted": "1", "action": "delete"]
            let asked = try await ben.post("/bulk-actions", form)
            #expect(asked.status == .conflict)
            #expect(asked.text.contains("There were 1 records when you looked, and there are 2 now."))
            #expect(try await ben.get("/opportunities/\(made[0].id)").status == .ok)
            form["counted"] = "2"
            #expect(try await ben.post("/bulk-actions", form).status == .seeOther)
            #expect(try await ben.get("/opportunities/\(made[0].id)").status == .notFound)
        }
    }

    @Test func `leaves what is not the member's, and says so`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let others = try await signedIn.opportunity(of: world.cleo)
            let ben = try await signedIn.signIn(world.ben)
            let form = ["kind": "opportunity", "id": others.id.description, "action": "delete"]
            let path = try #require(try await ben.post("/bulk-actions", form).location)
            let page = try await ben.get(path).text
            #expect(page.contains("not there, or not yours to see"))
            #expect(page.contains("A record that you may not see"))
            let cleo = try await signedIn.signIn(world.cleo)
            #expect(try await cleo.get("/opportunities/\(others.id)").status == .ok)
            #expect(try await cleo.get(path).status == .notFound)
        }
    }

    @Test func `of nothing or of nonsense is refused`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let nothing = try await ben.post("/bulk-actions", ["kind": "account", "action": "delete"])
            #expect(nothing.text.contains("No record is selected"))
            for form in [
                ["kind": "account", "action": "explode"], ["kind": "planet", "action": "delete"],
                ["kind": "account", "action": "setOwner", "owner": "x"],
                ["kind": "account", "action": "delete", "all": "yes", "counted": "many"],
            ] { #expect(try await ben.post("/bulk-actions", form).status == .badRequest) }
            let day = ["kind": "opportunity", "action": "setExpectedCloseDate", "day": "2026-02-30"]
            #expect(try await ben.post("/bulk-actions", day).status == .unprocessableContent)
            let reader = try await signedIn.signIn(signedIn.world.cleo, as: .readOnly)
            let account = signedIn.world.acme.id.description
            let refused = try await reader.post(
                "/bulk-actions",
                ["kind": "account", "id": account, "action": "delete"]
            )
            #expect(refused.status == .forbidden)
        }
    }
}
