import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The pages of accounts` {
    private func account(_ id: String, _ world: NamedWorld) async throws -> Account {
        let id = try #require(Identifier<Account>(id))
        return try await world.store.read(world.asOperator(60)) { try $0.account(id) }
    }

    /// The path's last part, the identifier of what was made.
    private func made(_ answer: TestBrowser.Answer) throws -> String {
        try #require(answer.location?.split(separator: "/").last.map(String.init))
    }

    @Test(arguments: Engine.available) func `make an account with a parent that is named`(_ engine: Engine) async throws
    {
        try await engine.withSignedInWorld { signedIn in
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let form = [
                "name": "云帆科技有限公司", "parent": "acme", "registrationNumber": "91350100M000100Y44",
                "employees": "１,２００", "annualRevenue": "2,500,000.50", "owner": signedIn.world.ben.id.description,
            ]
            let id = try made(try await ben.post("/accounts", form))
            let stored = try await account(id, signedIn.world)
            #expect(stored.parentID == signedIn.world.acme.id)
            #expect(stored.employees == 1200)
            #expect(stored.annualRevenue?.minor == 250_000_050)
            let page = try await ben.get("/accounts/\(id)").text
            #expect(page.contains("check digit of this credit code would be 3"))
            #expect(page.contains("/accounts/\(signedIn.world.acme.id)"))
        }
    }

    @Test func `tell of one that is most probably the same, and make it when that is confirmed`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ben = try await signedIn.signIn(signedIn.world.ben)
            _ = try await ben.post("/accounts", ["name": "云帆科技有限公司"])
            let again = try await ben.post("/accounts", ["name": "雲帆科技（集團）有限公司", "region": "北方"])
            #expect(again.status == .unprocessableContent)
            #expect(again.text.contains("There is one like it already"))
            #expect(again.text.contains("same name"))
            #expect(again.text.contains("value=\"北方\""))
            #expect(try await ben.get("/accounts/count").text == "3")
            let forced = ["name": "雲帆科技（集團）有限公司", "isConfirmed": "yes"]
            #expect(try await ben.post("/accounts", forced).status == .seeOther)
            #expect(try await ben.get("/accounts/hints?name=yun").text.contains("check digit") == false)
            #expect(
                try await ben.get("/accounts/hints?name=%E4%BA%91%E5%B8%86%E7%A7%91%E6%8A%80").text.contains(
                    "href=\"/accounts/"
                )
            )
        }
    }

    @Test func `mask a likely duplicate that somebody else owns`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let (ben, cleo) = (
                try await signedIn.signIn(signedIn.world.ben), try await signedIn.signIn(signedIn.world.cleo)
            )
            _ = try await cleo.post("/accounts", ["name": "Secret Pumps GmbH"])
            let hints = try await ben.get("/accounts/hints?name=secret%20pumps").text
            #expect(hints.contains("An account that you may not see"))
            #expect(!hints.contains("Secret"))
        }
    }

    static let mistakes = [
        ("employees", "many", "no whole number"), ("parent", "Nobody Knows", "no account of this name"),
        ("annualRevenue", "1.234", "fewer decimals"), ("region", String(repeating: "长", count: 501), "at most 500"),
        ("name", "", "must not be blank"), ("name", String(repeating: "n", count: 501), "at most 500"),
    ]

    @Test(arguments: mistakes) func `keep what was typed beside the sentence`(
        _ field: String,
        _ value: String,
        _ sentence: String
    ) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ben = try await signedIn.signIn(signedIn.world.ben)
            var form = ["name": "Initech", "website": "initech.example"]
            form[field] = value
            let refused = try await ben.post("/accounts", form)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains(sentence))
            #expect(refused.text.contains("value=\"initech.example\""))
            let path = "/accounts/\(signedIn.world.acme.id)"
            let edited = try await ben.post("\(path)/changes", form.merging(["version": "1"]) { $1 })
            #expect(edited.status == .unprocessableContent)
            #expect(edited.text.contains(sentence))
            #expect(try await account(signedIn.world.acme.id.description, signedIn.world).website == nil)
        }
    }

    @Test(arguments: Engine.available) func `keep what two tabs change in different fields, and refuse the same one`(
        _ engine: Engine
    ) async throws {
        try await engine.withSignedInWorld { signedIn in
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let path = "/accounts/\(signedIn.world.acme.id)"
            let page = ["version": "1", "was-region": "", "was-industry": "", "region": "", "industry": ""]
            let first = page.merging(["region": "North"]) { $1 }
            #expect(try await ben.post("\(path)/changes", first).status == .seeOther)
            let second = page.merging(["industry": "Pumps"]) { $1 }
            #expect(try await ben.post("\(path)/changes", second).status == .seeOther)
            let third = page.merging(["region": "South"]) { $1 }
            let refused = try await ben.post("\(path)/changes", third)
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("value=\"South\""))
            let stored = try await account(signedIn.world.acme.id.description, signedIn.world)
            #expect([stored.region, stored.industry] == ["North", "Pumps"])
            // What was typed is sent again with the version that is shown now.
            let version = try #require(refused.text.firstMatch(of: /name="version" value="(\d+)"/)?.1)
            let again = third.merging(["version": String(version)]) { $1 }
            #expect(try await ben.post("\(path)/changes", again).status == .seeOther)
            #expect(try await account(signedIn.world.acme.id.description, signedIn.world).region == "South")
        }
    }

    @Test func `show figures, contacts and sales, each as far as the member sees them`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            for owner in [world.ben, world.ben, world.cleo] { _ = try await signedIn.opportunity(of: owner) }
            let ben = try await signedIn.signIn(world.ben)
            let account = world.acme.id.description
            _ = try await ben.post("/contacts", ["name": "李雷", "account": "Acme", "email": "li@acme.example"])
            let page = try await ben.get("/accounts/\(account)").text
            #expect(page.contains("李雷"))
            #expect(page.matches(of: /<a href="\/opportunities\/[0-9a-f-]{36}"/).count == 2)
            let tile = try #require(page.firstMatch(of: /<dt>Open<\/dt><dd[^>]*>(\d+)<\/dd>/))
            #expect(String(tile.1) == "2")
            #expect(page.contains("not enough yet") || page.contains("–"))
            let reader = try await signedIn.signIn(world.cleo, as: .readOnly)
            let seen = try await reader.get("/accounts/\(account)").text
            #expect(!seen.contains("data-opens=\"record\""))
            #expect(!seen.contains("data-opens=\"delete\""))
            #expect(!seen.contains("/merge\""))
            #expect(try await reader.post("/accounts/\(account)/changes", ["name": "Mine"]).status == .forbidden)
            #expect(try await reader.get("/accounts").text.contains("data-opens=\"record\"") == false)
        }
    }

    @Test(arguments: Engine.available) func `ask what becomes of the children before deleting`(_ engine: Engine)
        async throws
    {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let opportunity = try await signedIn.opportunity(of: world.ben)
            let ben = try await signedIn.signIn(world.ben)
            let path = "/accounts/\(world.acme.id)"
            #expect(try await ben.get(path).text.contains("Here hang 0 contacts, 1 opportunities"))
            let refused = try await ben.post("\(path)/deletion", ["version": "1"])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("Say whether they are kept"))
            let deleted = try await ben.post("\(path)/deletion", ["version": "1", "children": "deleteToo"])
            #expect(deleted.location == "/accounts")
            #expect(try await ben.get("/opportunities/\(opportunity.id)").status == .notFound)
            let bin = try await ben.get("/bin?kind=account").text
            #expect(bin.contains("Acme"))
            #expect(bin.contains("Ben"))
            #expect(try await ben.get("/bin?kind=opportunity").text.contains("with its account"))
            #expect(
                try await ben.post("/bin/account/\(world.acme.id)/restoration", ["version": "1"]).status == .conflict
            )
            let restored = try await ben.post("/bin/account/\(world.acme.id)/restoration", ["version": "2"])
            #expect(restored.location == path)
            #expect(try await ben.get("/opportunities/\(opportunity.id)").status == .ok)
        }
    }

    @Test(arguments: Engine.available) func `merge by choice of values, lead on from the old one, and undo`(
        _ engine: Engine
    ) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            _ = try await signedIn.opportunity(of: world.ben)
            let ben = try await signedIn.signIn(world.ben)
            let (stays, goes) = ("/accounts/\(world.globex.id)", "/accounts/\(world.acme.id)")
            _ = try await ben.post("\(stays)/changes", ["region": "North"])
            _ = try await ben.post("\(goes)/changes", ["region": "South", "industry": "Pumps"])
            let page = try await ben.get("\(stays)/merge?name=acme").text
            #expect(page.contains("name=\"take-region\""))
            #expect(page.contains("Pumps"))
            let merge = [
                "version": "2", "other": world.acme.id.description, "otherVersion": "2", "take-region": "other",
                "take-name": "own",
            ]
            #expect(try await ben.post("\(stays)/merges", merge).location == stays)
            let stored = try await account(world.globex.id.description, world)
            #expect([stored.name, stored.region, stored.industry] == ["Globex", "South", "Pumps"])
            #expect(try await ben.get(goes).location == stays)
            #expect(try await ben.post("\(stays)/merges", merge).status == .notFound)
            let merged = try await ben.get(stays).text
            let id = try #require(merged.firstMatch(of: /name="merge" value="([0-9a-f-]+)"/)?.1)
            #expect(try await ben.post("\(stays)/merge-undos", ["merge": String(id)]).status == .seeOther)
            #expect(try await account(world.globex.id.description, world).region == "North")
            #expect(try await ben.get(goes).status == .ok)
        }
    }

    @Test func `share with others, who then see it`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let (ben, cleo) = (try await signedIn.signIn(world.ben), try await signedIn.signIn(world.cleo))
            let path = "/accounts/\(try made(try await ben.post("/accounts", ["name": "Initech"])))"
            #expect(try await cleo.get(path).status == .notFound)
            let holder = "team \(world.south.id)"
            #expect(try await ben.post("\(path)/shares", ["holder": holder, "right": "see"]).status == .seeOther)
            #expect(try await cleo.get(path).status == .ok)
            #expect(try await cleo.post("\(path)/changes", ["region": "South"]).status == .forbidden)
            #expect(try await cleo.post("\(path)/shares", ["holder": holder, "right": "edit"]).status == .forbidden)
            #expect(try await ben.get(path).text.contains("South"))
            _ = try await ben.post("\(path)/shares", ["holder": holder, "right": "none"])
            #expect(try await cleo.get(path).status == .notFound)
        }
    }
}
