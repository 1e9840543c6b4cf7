import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

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

    @Test func `of many goes on behind the page that shows how far it is`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let made = try await opportunities(120, signedIn)
            let ben = try await signedIn.signIn(world.ben)
            let form = ["kind": "opportunity", "all": "yes", "filter": "", "counted": "120", "action": "delete"]
            let path = try #require(try await ben.post("/bulk-actions", form).location)
            var part = ""
            repeat {
                part = try await ben.get(path, isPartial: true).text
                #expect(!part.contains("<html"))
            } while part.contains("hx-trigger")
            #expect(part.contains("120 of 120"))
            #expect(part.contains("after=99"))
            #expect(try await ben.get("\(path)?after=99").text.matches(of: /<td>done<\/td>/).count == 20)
            #expect(try await ben.get("/opportunities/\(made[119].id)").status == .notFound)
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
