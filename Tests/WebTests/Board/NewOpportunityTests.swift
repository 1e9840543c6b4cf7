import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `A new opportunity` {
    @Test(arguments: Engine.available) func `is made for a customer that is there, by name or by choice`(
        _ engine: Engine
    ) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ana = try await signedIn.signIn(world.ana, as: .admin)
            let typed = ["name": "Pumps", "customer": "acme", "amount": "1,200", "expectedCloseDate": "2026-03-31"]
            let made = try await ana.post("/opportunities", typed)
            #expect(made.status == .seeOther)
            let chosen = ["name": "Valves", "customer": "Globex", "account": "\(world.globex.id)"]
            _ = try await ana.post("/opportunities", chosen)
            let all = try await world.store.read(world.asOperator(60)) { try $0.opportunities() }
            #expect(all.map(\.name) == ["Valves", "Pumps"])
            #expect(all.map(\.accountID) == [world.globex.id, world.acme.id])
            #expect(all[1].values.amount == Amount(minor: 120_000, currency: world.workspace.currency))
            #expect(all[1].values.expectedCloseDate == Day("2026-03-31"))
            #expect(all.map(\.values.ownerID) == [world.ana.id, world.ana.id])
        }
    }

    @Test func `makes its customer, and asks first where one is alike`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ana = try await signedIn.signIn(world.ana, as: .admin)
            #expect(try await ana.post("/opportunities", ["name": "A", "customer": "云帆科技"]).status == .seeOther)
            let alike = ["name": "B", "customer": "雲帆科技有限公司"]
            let asked = try await ana.post("/opportunities", alike)
            #expect(asked.status == .unprocessableContent)
            #expect(asked.text.contains("云帆科技"))
            #expect(asked.text.contains("value=\"雲帆科技有限公司\""))
            #expect(asked.text.contains("isNewCustomer"))
            let confirmed = try await ana.post("/opportunities", alike.merging(["isNewCustomer": "yes"]) { $1 })
            #expect(confirmed.status == .seeOther)
            let names = try await world.store.read(world.asOperator(60)) { try $0.accounts().map(\.name) }
            #expect(Set(names) == ["Acme", "Globex", "云帆科技", "雲帆科技有限公司"])
        }
    }

    @Test func `begins with the customer from whose page it was asked for`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let admin = try await signedIn.signIn(world.ana, as: .admin)
            let path = "/opportunities/new?account=\(world.acme.id)"
            #expect(try await admin.get("/accounts/\(world.acme.id)").text.contains("href=\"\(path)\""))
            let form = try await admin.get(path, isPartial: true)
            #expect(form.text.contains("name=\"account\" value=\"\(world.acme.id)\""))
            #expect(form.text.contains("name=\"customer\" value=\"Acme\""))
            let unknown = Identifier<Account>(high: 9, low: 9)
            #expect(try await admin.get("/opportunities/new?account=\(unknown)").status == .notFound)
        }
    }

    static let mistakes = [
        ("name", "", "must not be blank"), ("customer", "", "Name the account"), ("amount", "1.2.3", "no amount"),
        ("expectedCloseDate", "2026-02-30", "no day"), ("name", String(repeating: "x", count: 501), "500 characters"),
    ]

    @Test(arguments: mistakes) func `comes back with what was typed, and nothing is made`(
        _ field: String,
        _ value: String,
        _ sentence: String
    ) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ana = try await signedIn.signIn(world.ana, as: .admin)
            var form = ["name": "Pumps", "customer": "Initech", "amount": "5", "expectedCloseDate": ""]
            form[field] = value
            let answer = try await ana.post("/opportunities", form, isPartial: true)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains(sentence))
            #expect(answer.text.contains(field == "customer" ? "value=\"Pumps\"" : "value=\"Initech\""))
            let made = try await world.store.read(world.asOperator(60)) { db in
                (try db.opportunities().count, try db.accounts().count)
            }
            #expect(made == (0, 2))
        }
    }

    @Test func `suggests only customers that the member sees, and says that there are others`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            try await world.store.write(world.asOperator(1)) { db in
                for (name, owner) in [("Initech", world.ben), ("Hooli", world.cleo)] {
                    var account = Account(id: Identifier(at: world.time(1)), name: name)
                    account.ownerID = owner.id
                    try db.create(account)
                }
            }
            let ben = try await signedIn.signIn(world.ben)
            let own = try await ben.get("/opportunities/new/customers?customer=init", isPartial: true)
            #expect(own.text.contains("Initech"))
            let hidden = try await ben.get("/opportunities/new/customers?customer=Hooli", isPartial: true)
            #expect(!hidden.text.contains("data-account-name"))
            #expect(hidden.text.contains("that you may not see"))
            let stranger = try await ben.get("/opportunities/new/customers?customer=Nobody", isPartial: true)
            #expect(stranger.text.contains("will be a new account"))
        }
    }
}
