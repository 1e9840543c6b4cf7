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
            let dialog = refused.text.split(separator: "data-dialog=\"close-\(world.won.id)\"").last ?? ""
            let form = dialog.split(separator: "</dialog>").first ?? ""
            let asked = ["version", "amount", "was-amount", "day"].map { name in
                form.firstMatch(of: try! Regex("name=\"\(name)\" value=\"([^\"]*)\""))?.output[1].substring ?? "–"
            }
            let stored = try await state(id, world)
            #expect(asked == ["\(stored.version)", "2000", "2000", "2999-01-01"])
            (won["version"], won["amount"], won["was-amount"]) = ("\(stored.version)", "2000", "2000")
            won["day"] = ""
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
            for (page, isCell) in [("\(path)/revisions", false), ("\(path)/cells/amount", true)] {
                typed["amount"] = "1.2.3"
                let refused = try await ben.post(page, typed, isPartial: isCell)
                #expect(refused.text.contains("cell-form") == isCell)
                #expect(refused.status == .unprocessableContent)
                #expect(refused.text.contains(#"name="version" value="\#(before.version)""#))
                typed["amount"] = "1500"
                #expect(try await ben.post(page, typed, isPartial: isCell).status == .conflict)
                #expect(try await state(before.id, world).values.amount?.minor == 200_000)
            }
        }
    }

    @Test func `keeps the stage that was chosen in a list without a reason for the loss`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let before = try await signedIn.opportunity(of: world.ben)
            let path = "/opportunities/\(before.id)/cells/stage"
            _ = try await ben.get("/opportunities")
            let chosen = ["version": "\(before.version)", "stage": world.lost.id.description, "reason": ""]
            let refused = try await ben.post(path, chosen, isPartial: true)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("value=\"\(world.lost.id)\" selected data-lost"))
            #expect(refused.text.contains("A lost opportunity needs a reason"))
        }
    }

    private func state(_ id: Identifier<Opportunity>, _ world: NamedWorld) async throws -> Opportunity {
        try await world.store.read(world.asOperator(60)) { try $0.opportunity(id) }
    }
}
