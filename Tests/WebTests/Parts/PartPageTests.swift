import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The parts of an opportunity's page` {
    private let pump = Product(
        id: Identifier(high: 30, low: 1),
        name: "Pump <b>",
        prices: [Amount(minor: 150_050, currency: Currency("EUR")!)]
    )

    private func open(
        _ engine: Engine,
        amount: Int64? = nil,
        _ body: @escaping @Sendable (SignedInWorld, TestBrowser, Identifier<Opportunity>, String) async throws -> Void
    ) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let id = try await world.store.write(world.asOperator()) { db in
                try db.create(pump)
                var new = NewOpportunity(name: "Renewal", pipelineID: world.pipeline.id)
                (new.ownerID, new.accountID) = (world.ben.id, world.acme.id)
                new.amount = amount.map { Amount(minor: $0, currency: world.workspace.currency) }
                return try db.create(new).id
            }
            let ben = try await signedIn.signIn(world.ben)
            let path = "/opportunities/\(id)"
            _ = try await ben.get(path)
            try await body(signedIn, ben, id, path)
        }
    }

    @Test(arguments: Engine.available) func `sell products at their list price, and sum them up`(_ engine: Engine)
        async throws
    {
        try await open(engine) { signedIn, ben, id, path in
            let world = signedIn.world
            let form = [
                "product": pump.id.description, "quantity": "2.5", "unitPrice": "", "discount": "10%",
                "id": "0191e6a0-7c00-7000-8000-000000000001",
            ]
            for _ in 1...2 { #expect(try await ben.post("\(path)/lines", form).location == "\(path)#lines") }
            let page = try await ben.get(path).text
            #expect(page.contains("Pump &lt;b&gt;"))
            #expect(page.contains("€3,376.13"))
            #expect(!page.contains("Take the total"))
            let stored = try await world.store.read(world.asOperator(90)) { db in
                (try db.opportunity(id).values.amount?.minor, try db.lines(of: id))
            }
            #expect(stored.0 == 337_613)
            let line = try #require(stored.1.first)
            let wrong = ["version": "1", "quantity": "none <i>", "unitPrice": "7", "discount": ""]
            let refused = try await ben.post("\(path)/lines/\(line.id)", wrong)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("This is no quantity"))
            #expect(refused.text.contains("none &lt;i&gt;"))
            _ = try await ben.post("\(path)/revisions", ["amount": "5000"])
            let typed = try await ben.get(path).text
            #expect(typed.contains("The amount €5,000 was typed; the products come to €3,376.13."))
            #expect(try await ben.post("\(path)/line-sums", [:]).status == .seeOther)
            let removal = try await ben.post("\(path)/lines/\(line.id)", ["version": "1", "act": "remove"]).location
            #expect(removal == "\(path)?removed=lines.\(line.id).2#lines")
            let notice = try await ben.get("\(path)?removed=lines.\(line.id).2").text
            #expect(notice.contains("Removed."))
            #expect(
                try await ben.post("\(path)/lines/\(line.id)", ["version": "2", "act": "restore"]).status == .seeOther
            )
            let stale = ["version": "1", "quantity": "9", "unitPrice": "7", "discount": ""]
            let conflict = try await ben.post("\(path)/lines/\(line.id)", stale)
            #expect(conflict.status == .conflict)
            #expect(conflict.text.contains("value=\"9\""))
        }
    }

    @Test(arguments: Engine.available) func `name contacts that are there, and new ones when asked twice`(
        _ engine: Engine
    ) async throws {
        try await open(engine) { signedIn, ben, id, path in
            let world = signedIn.world
            let role = try await world.store.write(world.asOperator(1)) {
                try $0.addChoice("Decision maker", to: .contactRoles)
            }
            let form = ["contact": "王小明", "role": role.id.description, "attitude": "supports", "isPrimary": "yes"]
            let asked = try await ben.post("\(path)/contacts", form)
            #expect(asked.status == .unprocessableContent)
            #expect(asked.text.contains("Create “王小明” and add"))
            let made = form.merging(["isNewName": "王小明"]) { $1 }
            for _ in 1...2 { #expect(try await ben.post("\(path)/contacts", made).location == "\(path)#contacts") }
            let page = try await ben.get(path).text
            for text in ["王小明", "Decision maker", "Primary contact"] { #expect(page.contains(text), "\(text)") }
            let chain = try await world.store.read(world.asOperator(90)) { try $0.contacts(of: id) }
            #expect(chain.count == 1)
            let part = try #require(chain.first)
            #expect(try await ben.get("/contacts/\(part.contactID)").text.contains("Decision maker"))
            let edit = ["version": "\(part.version)", "role": "", "attitude": "against"]
            #expect(try await ben.post("\(path)/contacts/\(part.id)", edit).status == .seeOther)
            #expect(try await ben.get(path).text.contains("attitude-against"))
        }
    }

    @Test func `name competitors, and to whom the sale was lost`() async throws {
        try await open(.sqlite) { signedIn, ben, id, path in
            let world = signedIn.world
            let form = ["competitor": "Globex", "strengths": "Cheap & near", "weaknesses": ""]
            #expect(try await ben.post("\(path)/competitors", form).status == .seeOther)
            #expect(try await ben.get(path).text.contains("Cheap &amp; near"))
            let part = try await world.store.read(world.asOperator(90)) {
                try #require(try $0.competitors(of: id).first)
            }
            let loss = [
                "stage": world.lost.id.description, "reason": world.price.id.description,
                "lostTo": part.competitorID.description,
            ]
            #expect(try await ben.post("\(path)/stage-changes", loss).status == .seeOther)
            let stored = try await world.store.read(world.asOperator(90)) { try $0.competitors(of: id).map(\.isLostTo) }
            #expect(stored == [true])
            let list = "/opportunities?lostTo=\(part.competitorID)"
            #expect(try await ben.get(list).text.contains("Renewal"))
            #expect(try await ben.get(list).text.contains("Lost to"))
            _ = try await ben.post("\(path)/stage-changes", ["stage": world.lead.id.description])
            #expect(!(try await ben.get(list).text.contains("Renewal")))
            let long = form.merging(["competitor": String(repeating: "长", count: 501)]) { $1 }
            #expect(try await ben.post("\(path)/competitors", long).status == .unprocessableContent)
        }
    }

    @Test(arguments: Engine.available) func `take in the competitor to whom a board loses the sale`(_ engine: Engine)
        async throws
    {
        try await open(engine) { signedIn, ben, id, path in
            let world = signedIn.world
            let board = "/pipelines/\(world.pipeline.id)/board"
            #expect(!(try await ben.get(board).text.contains("name=\"lostTo\"")))
            let rival = try await world.store.write(world.asOperator(1)) {
                try $0.addChoice("Globex", to: .competitors).id
            }
            #expect(try await ben.get(board).text.contains("<option value=\"\(rival)\">Globex</option>"))
            #expect(try await ben.get(path).text.contains("<option value=\"\(rival)\">Globex</option>"))
            var move = ["stage": world.proposal.id.description, "lostTo": rival.description]
            #expect(try await ben.post("\(path)/stage-changes", move, isPartial: true).status == .ok)
            let before = try await world.store.read(world.asOperator(90)) { try $0.competitors(of: id) }
            #expect(before == [])
            (move["stage"], move["reason"]) = (world.lost.id.description, world.price.id.description)
            #expect(try await ben.post("\(path)/stage-changes", move, isPartial: true).status == .ok)
            let stored = try await world.store.read(world.asOperator(90)) { try $0.competitors(of: id) }
            #expect(stored.map(\.competitorID) == [rival])
            #expect(stored.map(\.isLostTo) == [true])
            #expect(try await ben.get("\(board)?lostTo=\(rival)").status == .ok)
        }
    }

    static let unfitLines: [([String: String], String)] = [
        (["quantity": "9223372036854779"], "This is no quantity"), (["unitPrice": "-5"], "not below zero"),
        (["unitPrice": "92233720368547758.07"], "too large"), (["quantity": "-1"], "This is no quantity"),
        (["unitPrice": "1e9"], "no amount"), (["discount": "101"], "no discount"),
    ]

    @Test(arguments: Engine.available) func `refuse lines that nobody can sell, with what was typed`(_ engine: Engine)
        async throws
    {
        try await open(engine) { signedIn, ben, id, path in
            let form = ["product": pump.id.description, "quantity": "3", "unitPrice": "7", "discount": ""]
            for (change, sentence) in Self.unfitLines {
                let answer = try await ben.post("\(path)/lines", form.merging(change) { $1 })
                #expect(answer.status == .unprocessableContent && answer.text.contains(sentence), "\(change)")
                for text in change.values { #expect(answer.text.contains("value=\"\(text)\""), "\(change)") }
            }
            let world = signedIn.world
            #expect(try await world.store.read(world.asOperator(90)) { try $0.lines(of: id) } == [])
        }
    }

    static let unfitTags = [String(repeating: "长", count: 61), "VIP, \(String(repeating: "a", count: 61))"]

    @Test(arguments: unfitTags) func `keep names that cannot be tags at their field`(_ typed: String) async throws {
        try await open(.sqlite) { signedIn, ben, id, path in
            let world = signedIn.world
            let contact = Contact(id: Identifier(high: 40, low: 1), name: "Li Wei")
            try await world.store.write(world.asOperator(1)) { try $0.create(contact) }
            for record in [path, "/accounts/\(world.acme.id)", "/contacts/\(contact.id)"] {
                let answer = try await ben.post("\(record)/tags", ["names": typed])
                #expect(answer.status == .unprocessableContent, "\(record)")
                #expect(answer.text.contains("name=\"names\" value=\"\(typed)\" aria-invalid=\"true\""), "\(record)")
                #expect(answer.text.contains("at most 60 characters"), "\(record)")
                #expect(answer.text.contains("tag-adder\" open"), "\(record)")
                #expect(try await ben.get(record).text.contains("aria-invalid") == false)
            }
            #expect(try await world.store.read(world.asOperator(90)) { try $0.tags() } == [])
        }
    }

    @Test(arguments: Engine.available) func `carry tags, which lists filter by`(_ engine: Engine) async throws {
        try await open(engine) { signedIn, ben, id, path in
            let world = signedIn.world
            #expect(try await ben.post("\(path)/tags", ["names": "VIP，<重点>"]).location == path)
            #expect(try await ben.get(path).text.contains("&lt;重点&gt;"))
            let tag = try await world.store.read(world.asOperator(90)) {
                try #require(try $0.tags().first { $0.name == "VIP" })
            }
            let list = try await ben.get("/opportunities?tag=\(tag.id)&column=name&column=tags").text
            #expect(list.contains("Renewal"))
            #expect(list.contains("VIP"))
            #expect(try await ben.get("/pipelines/\(world.pipeline.id)/board?tag=\(tag.id)").text.contains("deal-tags"))
            #expect(try await ben.post("\(path)/tags", ["remove": tag.id.description]).location == path)
            #expect(!(try await ben.get("/opportunities?tag=\(tag.id)").text.contains("Renewal")))
            #expect(try await ben.post("/accounts/\(world.acme.id)/tags", ["names": "Key"]).status == .seeOther)
            #expect(try await ben.get("/accounts/\(world.acme.id)").text.contains("Key"))
            let bulk = ["kind": "opportunity", "action": "addTag", "tag": tag.id.description, "id": id.description]
            let run = try #require(try await ben.post("/bulk-actions", bulk).location)
            #expect(try await ben.get(run).text.contains("tag VIP added"))
            _ = try await ben.post("\(run)/undo", [:])
            #expect(!(try await ben.get("/opportunities?tag=\(tag.id)").text.contains("Renewal")))
        }
    }

    @Test func `are shared with collaborators`() async throws {
        try await open(.sqlite) { signedIn, ben, id, path in
            let world = signedIn.world
            let holder = ["holder": "member \(world.cleo.id)", "right": "edit"]
            #expect(try await ben.post("\(path)/shares", holder).status == .seeOther)
            let cleo = try await signedIn.signIn(world.cleo)
            #expect(try await cleo.get(path).status == .ok)
            #expect(try await cleo.post("\(path)/tags", ["names": "Mine"]).status == .seeOther)
            #expect(try await cleo.get("/opportunities?collaborator=\(world.cleo.id)").text.contains("Renewal"))
        }
    }
}
