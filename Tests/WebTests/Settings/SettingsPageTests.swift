import Foundation
import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The pages of the settings` {
    private func withAdmin(
        _ body: @escaping @Sendable (TestBrowser, SignedInWorld) async throws -> Void
    ) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            try await body(try await signedIn.signIn(signedIn.world.ana, as: .admin), signedIn)
        }
    }

    @Test func `show an administrator every place, and a rep what concerns them`() async throws {
        try await withAdmin { admin, signedIn in
            let rep = try await signedIn.signIn(signedIn.world.ben)
            func places(_ browser: TestBrowser) async throws -> [String] {
                let page = try await browser.get("/settings").text
                return page.matches(of: #/class="card" href="([^"]+)"/#).map { String($0.1) }
            }
            #expect(try await places(admin) == SettingsPlace.allCases.map(\.path))
            let hidden: Set<SettingsPlace> = [.fields, .workspace, .roles, .changes]
            #expect(try await places(rep) == SettingsPlace.allCases.filter { !hidden.contains($0) }.map(\.path))
            for path in try await places(admin) { #expect(try await admin.get(path).status == .ok, "\(path)") }
        }
    }

    @Test func `keep a list of reasons`() async throws {
        try await withAdmin { admin, signedIn in
            let path = "/settings/loss-reasons"
            _ = try await admin.get(path)
            #expect(try await admin.post(path, ["name": "Function"]).status == .seeOther)
            let again = try await admin.post(path, ["name": "FUNCTION"])
            #expect(again.status == .unprocessableContent && again.text.contains("value=\"FUNCTION\""))
            let price = "\(path)/\(signedIn.world.price.id)"
            #expect(try await admin.post(price, ["act": "retire", "version": "1"]).status == .seeOther)
            #expect(try await admin.post(price, ["act": "save", "name": "Cost", "version": "1"]).status == .conflict)
            #expect(try await admin.post(price, ["act": "offer", "version": "2"]).status == .seeOther)
            #expect(try await admin.post(price, ["act": "down", "version": "3"]).status == .seeOther)
            let names = try await admin.get(path).text.matches(
                of: #/class="form-control bare" name="name" value="([^"]+)"/#
            )
            #expect(names.map { String($0.1) } == ["Function", "Price"])
        }
    }

    @Test func `add a source that only opportunities name`() async throws {
        try await withAdmin { admin, signedIn in
            let world = signedIn.world
            try await world.store.write(world.asOperator(1)) { db in
                var new = NewOpportunity(name: "Pumps", pipelineID: world.pipeline.id)
                new.source = "Fair & <b>web</b>"
                _ = try db.create(new)
            }
            #expect(try await admin.get("/settings/sources").text.contains("but not in the list"))
            _ = try await admin.post("/settings/sources", ["name": "Fair & <b>web</b>"])
            let page = try await admin.get("/settings/sources").text
            #expect(!page.contains("but not in the list") && page.contains("Fair &amp; &lt;b&gt;web"))
        }
    }

    @Test func `put a member into a team for a time, and dissolve the team`() async throws {
        try await withAdmin { admin, signedIn in
            let world = signedIn.world
            let path = "/settings/teams/\(world.south.id)"
            _ = try await admin.get(path)
            let join = ["member": "\(world.ben.id)", "from": "2026-01-05", "until": "2026-01-31"]
            #expect(try await admin.post("\(path)/memberships", join).status == .seeOther)
            let stored = try await world.store.read(world.asOperator(2)) { db in
                try #require(db.memberships(of: world.ben.id).last)
            }
            #expect(stored.membership.until == Day("2026-02-01"))
            let backwards = try await admin.post(
                "\(path)/memberships/\(stored.id)",
                ["version": "1", "from": "2026-01-05", "until": "2026-01-01"]
            )
            #expect(backwards.status == .unprocessableContent)
            let edit = ["version": "1", "name": "Southern", "parent": "\(world.north.id)", "lead": "\(world.cleo.id)"]
            #expect(try await admin.post(path, edit).status == .seeOther)
            #expect(try await admin.get(path).text.contains("North · led by Cleo"))
            #expect(try await admin.post("\(path)/dissolution", [:]).status == .unprocessableContent)
            let target = ["target": "\(world.north.id)"]
            #expect(try await admin.post("\(path)/dissolution", target).location == "/settings/teams")
            #expect(try await !admin.get("/settings/teams").text.contains("Southern"))
        }
    }

    @Test func `change what a role may do, and never an owner's`() async throws {
        try await withAdmin { admin, signedIn in
            let world = signedIn.world
            _ = try await admin.get("/settings/roles/rep")
            let form = [("version", "0"), ("scope", "team"), ("right", "accounts.see"), ("right", "products.edit")]
            #expect(try await admin.post("/settings/roles/rep", inOrder: form).status == .seeOther)
            let stored = try await world.store.read(world.asOperator(2)) { try $0.rights(of: .rep) }
            #expect(stored.rights == RoleRights(dataScope: .team, [.accounts: .see, .products: .edit]))
            #expect(try await admin.post("/settings/roles/rep", inOrder: form).status == .conflict)
            let owners = try await admin.get("/settings/roles/owner").text
            #expect(owners.contains("Owners may always do everything") && !owners.contains("type=\"checkbox\""))
            #expect(try await admin.post("/settings/roles/owner", inOrder: form).status == .unprocessableContent)
            let rules = ["version": "0", "accounts": "leaders", "contacts": "everyone", "opportunities": "whoSeesAll"]
            #expect(try await admin.post("/settings/unassigned-rules", rules).status == .seeOther)
            let kept = try await world.store.read(world.asOperator(3)) { try $0.unassignedRules().rules }
            #expect(kept[.accounts] == .leaders)
        }
    }

    @Test func `keep products with prices, and what was typed where one is wrong`() async throws {
        try await withAdmin { admin, signedIn in
            let world = signedIn.world
            _ = try await admin.get("/settings/products")
            let path = try #require(
                try await admin.post("/settings/products", ["name": "GTX", "code": "G-1"]).location
            )
            var form = ["version": "1", "name": "GTX Pro", "unit": "piece", "price-EUR": "1,20x"]
            let refused = try await admin.post(path, form)
            #expect(refused.status == .unprocessableContent && refused.text.contains("value=\"1,20x\""))
            form["price-EUR"] = "1200.50"
            form["taxRate"] = "13"
            #expect(try await admin.post(path, form).status == .seeOther)
            let product = try await world.store.read(world.asOperator(2)) { try #require(try $0.products().first) }
            #expect(product.prices == [Amount(minor: 120_050, currency: world.workspace.currency)])
            #expect([product.taxRate, product.version] == [1300, 3])
            #expect(try await admin.post("\(path)/state", ["act": "retire", "version": "3"]).status == .seeOther)
            #expect(try await admin.get("/settings/products").text.contains("retired"))
        }
    }

    @Test func `keep currencies with rates by day`() async throws {
        try await withAdmin { admin, _ in
            let path = "/settings/currencies"
            _ = try await admin.get(path)
            #expect(try await admin.post(path, ["currency": "XQZ"]).status == .unprocessableContent)
            #expect(try await admin.post(path, ["currency": "USD"]).status == .seeOther)
            var form = ["of": "USD", "from": "2026-01-01", "rate": "0"]
            #expect(try await admin.post("\(path)/rates", form).status == .unprocessableContent)
            form["rate"] = "0.91"
            #expect(try await admin.post("\(path)/rates", form).status == .seeOther)
            #expect(try await admin.get(path).text.contains("1 USD = 0.91 EUR"))
        }
    }

    @Test func `change the workspace, and keep what was typed where it cannot be`() async throws {
        try await withAdmin { admin, signedIn in
            let path = "/settings/workspace"
            _ = try await admin.get(path)
            var form = ["version": "1", "name": " ", "timeZone": "Asia/Shanghai", "language": "zh-Hans"]
            let refused = try await admin.post(path, form)
            #expect(refused.status == .unprocessableContent && refused.text.contains("<option selected>Asia/Shanghai"))
            form["name"] = "Acme"
            #expect(try await admin.post(path, form).status == .seeOther)
            let stored = try await signedIn.world.store.workspace(named: nil)
            #expect([stored.name, stored.timeZone, stored.currency.code] == ["Acme", "Asia/Shanghai", "EUR"])
        }
    }
}
