import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The page of an opportunity` {
    @Test(arguments: Engine.available) func `tells its facts, its path and its history`(_ engine: Engine) async throws {
        try await engine.withSignedInWorld { signedIn in
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let opportunity = try await signedIn.opportunity(of: signedIn.world.ben)
            let page = try await ben.get("/opportunities/\(opportunity.id)")
            #expect(page.status == .ok)
            for text in [
                "Pumps &lt;b&gt;&amp;&lt;/b&gt; valves", "Acme", "€1.23K", "€1,234.56", "→ Lead", "Owner: Ben",
            ] {
                #expect(page.text.contains(text), "\(text)")
            }
        }
    }

    @Test(arguments: Engine.available) func `moves, loses with a reason, and takes the loss back`(_ engine: Engine)
        async throws
    {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let id = try await signedIn.opportunity(of: world.ben).id
            let path = "/opportunities/\(id)"
            _ = try await ben.get(path)
            let moved = try await ben.post("\(path)/stage-changes", ["stage": world.proposal.id.description])
            #expect(moved.location == path)
            #expect(try await state(id, world).values.stageID == world.proposal.id)

            let lost = ["stage": world.lost.id.description, "day": "2026-01-05"]
            let refused = try await ben.post("\(path)/stage-changes", lost)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("A lost opportunity needs a reason"))
            #expect(try await state(id, world).values.outcome == .open)

            let reason = world.price.id.description
            _ = try await ben.post("\(path)/stage-changes", lost.merging(["reason": reason]) { $1 })
            #expect(try await state(id, world).values.lossReasonID == world.price.id)
            let number = try await state(id, world).revisionNumber
            _ = try await ben.post("\(path)/voids", ["number": "\(number)"])
            #expect(try await state(id, world).values.outcome == .open)
            #expect(try await ben.get(path).text.contains("taken back"))
        }
    }

    @Test func `wins at the amount and on the day that are typed`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let id = try await signedIn.opportunity(of: world.ben).id
            _ = try await ben.get("/opportunities/\(id)")
            let won = ["stage": world.won.id.description, "amount": "１,５００.５０", "day": ""]
            #expect(try await ben.post("/opportunities/\(id)/stage-changes", won).status == .seeOther)
            let values = try await state(id, world).values
            #expect(values.outcome == .won)
            #expect(values.amount == Amount(minor: 150_050, currency: world.workspace.currency))
        }
    }

    static let mistakes = [
        ("amount", "1.2.3", "This is no amount"), ("amount", "1.234", "fewer decimals"),
        ("amount", "99999999999999999999", "too large"), ("amount", "NaN", "This is no amount"),
        ("expectedCloseDate", "2026-02-30", "no day of the calendar"),
    ]

    @Test(arguments: mistakes) func `refuses what cannot be, and changes nothing`(
        _ field: String,
        _ value: String,
        _ sentence: String
    ) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let before = try await signedIn.opportunity(of: signedIn.world.ben)
            _ = try await ben.get("/opportunities/\(before.id)")
            var form = ["amount": "1", "expectedCloseDate": "", "owner": signedIn.world.ben.id.description]
            form[field] = value
            let answer = try await ben.post("/opportunities/\(before.id)/revisions", form)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains(sentence))
            #expect(try await state(before.id, signedIn.world) == before)
        }
    }

    @Test(arguments: Engine.available) func `does not overwrite what another changed meanwhile`(_ engine: Engine)
        async throws
    {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let (ana, ben) = (try await signedIn.signIn(world.ana), try await signedIn.signIn(world.ben))
            let opportunity = try await signedIn.opportunity(of: world.ben)
            let path = "/opportunities/\(opportunity.id)"
            for browser in [ana, ben] { _ = try await browser.get(path) }
            let owner = world.ben.id.description
            let version = "\(opportunity.version)"
            let first = ["amount": "2000", "owner": owner, "version": version]
            #expect(try await ana.post("\(path)/revisions", first).status == .seeOther)
            let second = try await ben.post(
                "\(path)/revisions",
                ["amount": "3000", "owner": owner, "version": version]
            )
            #expect(second.status == .conflict)
            #expect(second.text.contains("Someone else changed"))
            #expect(try await state(opportunity.id, world).values.amount?.minor == 200_000)
        }
    }

    @Test(arguments: Engine.available) func `leaves what another changed where the form changes something else`(
        _ engine: Engine
    ) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let (ana, ben) = (try await signedIn.signIn(world.ana), try await signedIn.signIn(world.ben))
            let opportunity = try await signedIn.opportunity(of: world.ben)
            let path = "/opportunities/\(opportunity.id)"
            let pages = (try await ana.get(path).text, try await ben.get(path).text)
            func form(_ page: String, _ changed: [String: String]) -> [String: String] {
                let dialog = page[(page.firstRange(of: "data-dialog=\"edit\"")?.lowerBound ?? page.startIndex)...]
                let hidden = dialog.matches(of: #/name="(was-\w+)" value="([^"]*)"/#)
                var fields = Dictionary(hidden.map { (String($0.1), String($0.2)) }) { first, _ in first }
                for (name, value) in fields { fields[name.replacing("was-", with: "")] = value }
                fields["version"] = "\(opportunity.version)"
                return fields.merging(changed) { $1 }
            }
            let raised = form(pages.0, ["amount": "2000"])
            #expect(raised.count == 7)
            #expect(try await ana.post("\(path)/revisions", raised).status == .seeOther)
            let moved = form(pages.1, ["expectedCloseDate": "2026-03-31"])
            #expect(try await ben.post("\(path)/revisions", moved).status == .seeOther)
            let values = try await state(opportunity.id, world).values
            #expect(values.amount?.minor == 200_000)
            #expect(values.expectedCloseDate == Day("2026-03-31"))
            #expect(values.ownerID == world.ben.id)
        }
    }

    @Test func `asks again for what was mistyped, without putting back what another changed meanwhile`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let (ana, ben) = (try await signedIn.signIn(world.ana), try await signedIn.signIn(world.ben))
            let path = "/opportunities/\(try await signedIn.opportunity(of: world.ben).id)"
            for browser in [ana, ben] { _ = try await browser.get(path) }
            let theirs = ["expectedCloseDate": "2026-04-30"]
            #expect(try await ana.post("\(path)/revisions", theirs).status == .seeOther)
            let mistyped = [
                "amount": "abc", "was-amount": "1234.56", "expectedCloseDate": "", "was-expectedCloseDate": "",
            ]
            let again = try await ben.post("\(path)/revisions", mistyped)
            #expect(again.status == .unprocessableContent && again.text.contains("value=\"abc\""))
            #expect(again.text.contains("name=\"expectedCloseDate\" value=\"2026-04-30\""))
        }
    }

    @Test func `is handed on from a list or from its page, and then shown no more to who does not see it`() async throws
    {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let ids = [
                try await signedIn.opportunity(of: world.ben).id, try await signedIn.opportunity(of: world.ben).id,
            ]
            for id in ids { _ = try await ben.get("/opportunities/\(id)") }
            let owner = ["owner": world.cleo.id.description, "was-owner": world.ben.id.description]
            let cell = try await ben.post("/opportunities/\(ids[0])/cells/owner?column=name", owner, isPartial: true)
            #expect(cell.status == .ok && !cell.text.contains("<tr"))
            #expect(try await ben.post("/opportunities/\(ids[1])/revisions", owner).location == "/opportunities")
            for id in ids { #expect(try await state(id, world).values.ownerID == world.cleo.id) }
        }
    }

    @Test func `takes back no other change than the newest`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let id = try await signedIn.opportunity(of: world.ben).id
            let path = "/opportunities/\(id)"
            _ = try await ben.get(path)
            _ = try await ben.post("\(path)/stage-changes", ["stage": world.proposal.id.description])
            _ = try await ben.post("\(path)/revisions", ["amount": "5"])
            for number in ["1", "2"] {
                #expect(try await ben.post("\(path)/voids", ["number": number]).status == .conflict)
            }
            #expect(try await state(id, world).values.stageID == world.proposal.id)
            #expect(try await ben.post("\(path)/voids", ["number": "3"]).status == .seeOther)
        }
    }

    private func state(_ id: Identifier<Opportunity>, _ world: NamedWorld) async throws -> Opportunity {
        try await world.store.read(world.asOperator(60)) { try $0.opportunity(id) }
    }
}
