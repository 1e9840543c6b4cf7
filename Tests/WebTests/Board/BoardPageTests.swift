import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The page of a board` {
    private func path(_ world: NamedWorld) -> String { "/pipelines/\(world.pipeline.id)/board" }

    @Test(arguments: Engine.available) func `shows each stage with what the member sees there`(_ engine: Engine)
        async throws
    {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            #expect(try await ben.get("/board").location == path(world))
            for owner in [world.ben, world.ben, world.cleo] { _ = try await signedIn.opportunity(of: owner) }
            let page = try await ben.get(path(world))
            #expect(page.status == .ok)
            #expect(page.columns == ["Lead 2", "Proposal 0", "Won 0", "Lost 0"])
            for text in ["Pumps &lt;b&gt;&amp;&lt;/b&gt; valves", "Acme", "€1.23K", "€2.47K", "0 d"] {
                #expect(page.text.contains(text), "\(text)")
            }
            let boss = try await signedIn.signIn(world.ana, as: .admin)
            #expect(try await boss.get(path(world)).columns[0] == "Lead 3")
        }
    }

    @Test(arguments: Engine.available) func `counts as the funnel does`(_ engine: Engine) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            var ids: [Identifier<Opportunity>] = []
            for amount in [100, 250, 700] {
                ids.append(try await signedIn.opportunity(of: world.ben, amount: Int64(amount) * 100).id)
            }
            _ = try await ben.post("/opportunities/\(ids[0])/stage-changes", ["stage": "\(world.proposal.id)"])
            let board = try await ben.get(path(world))
            #expect(Array(board.columns.prefix(2)) == ["Lead 2", "Proposal 1"])
            let funnel = try await ben.get("/funnel")
            for (stage, count, amount) in [("Lead", "2", "€950"), ("Proposal", "1", "€100")] {
                let row = try #require(funnel.text.firstMatch(of: try Regex("<th scope=\"row\">\(stage)</th>.*</tr>")))
                let figures = funnel.text[row.range].matches(of: #/<a [^>]*>([\d,]+)<\/a>/#).map { String($0.1) }
                #expect(figures.last == count)
                #expect(funnel.text[row.range].contains(amount))
                #expect(board.text.contains(">\(amount)</span>"))
            }
        }
    }

    @Test func `offers a member who may only read nothing to move or make`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            _ = try await signedIn.opportunity(of: world.ana)
            let reader = try await signedIn.signIn(world.ana, as: .readOnly)
            let page = try await reader.get(path(world))
            #expect(page.columns[0] == "Lead 1")
            for offer in ["data-move", "data-may-move", "data-new", "move-menu"] {
                #expect(!page.text.contains(offer), "\(offer)")
            }
            let ana = try await signedIn.signIn(world.ben)
            #expect(try await ana.get(path(world)).text.contains("data-may-move"))
        }
    }

    @Test func `gives columns and more cards in part`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            for _ in 0..<53 { _ = try await signedIn.opportunity(of: world.ben) }
            let ben = try await signedIn.signIn(world.ben)
            let column = try await ben.get("\(path(world))?stage=\(world.lead.id)", isPartial: true)
            #expect(!column.text.contains("<html"))
            #expect(column.columns == ["Lead 53"])
            #expect(column.cardCount == 50)
            let more = try #require(column.text.firstMatch(of: #/hx-get="([^"]+)"/#))
            let rest = try await ben.get(String(more.1).unescaped, isPartial: true)
            #expect(rest.cardCount == 3)
            #expect(!rest.text.contains("data-count"))
            let all = try await ben.get("\(path(world))?stage=\(world.lead.id)&cards=80", isPartial: true)
            #expect(all.cardCount == 53)
        }
    }

    static let wrong = ["order=weather", "closed=7", "after=x", "colour=red", "owner=ben", "cards=many", "overdue=no"]

    @Test(arguments: wrong) func `answers no other question than was asked`(_ query: String) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ben = try await signedIn.signIn(signedIn.world.ben)
            #expect(try await ben.get("\(path(signedIn.world))?\(query)").status == .badRequest)
        }
    }

    @Test(arguments: ["1'; DROP TABLE opportunities; --", "100%", "_", "\\", "💼", "<script>"])
    func `takes any text to filter by`(_ text: String) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            _ = try await signedIn.opportunity(of: world.ben)
            let ben = try await signedIn.signIn(world.ben)
            let page = try await ben.get("\(path(world))?text=\(text.inQuery)")
            #expect(page.status == .ok)
            #expect(page.columns[0] == "Lead 0")
            #expect(!page.text.contains("value=\"<script>"))
            #expect(try await ben.get(path(world)).columns[0] == "Lead 1")
        }
    }

    @Test func `writes a form's filter into the address as it is kept`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            for amount: Int64 in [90_000, 150_000] { _ = try await signedIn.opportunity(of: world.ben, amount: amount) }
            let ben = try await signedIn.signIn(world.ben)
            let sent = try await ben.get("\(path(world))?text=&typed-amountFrom=1%2C000&closeTo=&order=-amount")
            #expect(sent.location == "\(path(world))?amountFrom=100000&order=-amount")
            let page = try await ben.get(sent.location ?? "")
            #expect(page.columns[0] == "Lead 1")
            #expect(page.text.contains("Amount: from €1K"))
            #expect(page.text.contains(#"type="hidden" name="amountFrom" value="100000""#))
            let unfolded = try await ben.get("\(sent.location ?? "")&panel=open")
            #expect(unfolded.text.contains("name=\"typed-amountFrom\" value=\"1000\""))
            let wrong = try await ben.get("\(path(world))?typed-amountFrom=much")
            #expect(wrong.status == .unprocessableContent)
        }
    }
}

extension TestBrowser.Answer {
    /// The columns of a board with their counts.
    var columns: [String] {
        let names = text.matches(of: #/data-stage="[^"]*" data-kind="\w+" data-name="([^"]*)"/#).map { String($0.1) }
        let counts = text.matches(of: #/data-count>([\d,]+)</#).map { String($0.1) }
        return zip(names, counts).map { "\($0) \($1)" }
    }

    var cardCount: Int { text.matches(of: #/<li class="deal"/#).count }
}
