import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `An opportunity's last change` {
    @Test(arguments: [(-2819, true), (-2821, false)] as [(Int64, Bool)])
    func `is offered to be taken back at the head of the page for two days, and in the history longer`(
        _ minutes: Int64,
        _ isOffered: Bool
    ) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let id = try await world.store.write(world.asOperator(-3000)) { db in
                var new = NewOpportunity(name: "Pumps", pipelineID: world.pipeline.id)
                new.ownerID = world.ben.id
                return try db.create(new).id
            }
            try await world.store.write(world.asOperator(minutes)) { db in
                _ = try db.revise(id) { $0.amount = Amount(minor: 5, currency: world.workspace.currency) }
            }
            let page = try await ben.get("/opportunities/\(id)").text
            #expect(page.contains("class=\"latest-change\"") == isOffered)
            #expect(page.contains("action=\"/opportunities/\(id)/voids\""))
        }
    }
}
