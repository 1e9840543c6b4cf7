import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `A form of an opportunity that is corrected` {
    @Test(arguments: Engine.available)
    func `keeps a colleague's amount where a win is refused and corrected`(_ engine: Engine) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let id = try await signedIn.opportunity(of: world.ben).id
            _ = try await ben.get("/opportunities/\(id)")
            try await world.store.write(world.asOperator(5)) { db in
                _ = try db.revise(id) { $0.amount = Amount(minor: 200_000, currency: world.workspace.currency) }
            }
            var won = [
                "stage": world.won.id.description, "day": "2999-01-01", "amount": "1234.56", "was-amount": "1234.56",
            ]
            let refused = try await ben.post("/opportunities/\(id)/stage-changes", won)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("value=\"2999-01-01\""))
            #expect(refused.text.contains(#"name="amount" value="2000""#))
            (won["day"], won["amount"], won["was-amount"]) = ("", "2000", "2000")
            #expect(try await ben.post("/opportunities/\(id)/stage-changes", won).status == .seeOther)
            let values = try await state(id, world).values
            #expect(values.amount?.minor == 200_000)
            #expect(values.outcome == .won)
        }
    }

    @Test func `tells of a colleague's amount where a mistyped one is corrected`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let before = try await signedIn.opportunity(of: world.ben)
            let path = "/opportunities/\(before.id)"
            _ = try await ben.get(path)
            try await world.store.write(world.asOperator(5)) { db in
                _ = try db.revise(before.id) { $0.amount = Amount(minor: 200_000, currency: world.workspace.currency) }
            }
            var typed = ["version": "\(before.version)", "amount": "1.2.3", "was-amount": "1234.56"]
            for page in ["\(path)/revisions", "/opportunities/\(before.id)/cells/amount"] {
                typed["amount"] = "1.2.3"
                let refused = try await ben.post(page, typed)
                #expect(refused.status == .unprocessableContent)
                #expect(refused.text.contains(#"name="version" value="\#(before.version)""#))
                typed["amount"] = "1500"
                #expect(try await ben.post(page, typed).status == .conflict)
                #expect(try await state(before.id, world).values.amount?.minor == 200_000)
            }
        }
    }

    private func state(_ id: Identifier<Opportunity>, _ world: NamedWorld) async throws -> Opportunity {
        try await world.store.read(world.asOperator(60)) { try $0.opportunity(id) }
    }
}
