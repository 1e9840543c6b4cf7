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
            let row = try await ben.post("\(path)/amount?column=name&column=amount", typed, isPartial: true)
            #expect(row.status == .ok)
            #expect(row.text.contains("€99"))
            let bad = try await ben.post("\(path)/amount", ["amount": "9x"], isPartial: true)
            #expect(bad.status == .unprocessableContent)
            #expect(bad.text.contains("value=\"9x\""))
            #expect(bad.text.contains("This is no amount"))
            let stale = try await ben.post("\(path)/amount", typed.merging(["amount": "98"]) { $1 }, isPartial: true)
            #expect(stale.status == .conflict)
            let lost = try await ben.post("\(path)/stage", ["stage": world.lost.id.description], isPartial: true)
            #expect(lost.text.contains("A lost opportunity needs a reason"))
            let proposal = ["stage": world.proposal.id.description]
            let moved = try await ben.post("\(path)/stage?column=stage", proposal, isPartial: true)
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
