import Automation
import Hummingbird
import HummingbirdTesting
import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

/// The named world behind the whole application: whoever of it asks comes in by an invitation.
struct SignedInWorld: Sendable {
    let world: NamedWorld
    let browser: @Sendable () -> TestBrowser

    /// A browser in which the member is signed in with the role.
    func signIn(_ member: Member, as role: Role? = nil) async throws -> TestBrowser {
        let token = Token()
        try await world.store.write(world.asOperator()) { db in
            _ = try db.invite(
                member.id,
                email: "\(member.name.lowercased())@example.com",
                role: role ?? member.role,
                link: token.hash
            )
        }
        let browser = browser()
        let path = "/invitations/\(token.text)"
        #expect(try await browser.get(path).text.contains(world.workspace.name))
        let answer = try await browser.post(path, ["name": member.name, "password": "correct horse battery"])
        #expect(answer.status == .seeOther)
        _ = try await browser.get("/funnel")
        return browser
    }

    /// An opportunity of the member's in the first stage.
    func opportunity(of member: Member, amount: Int64 = 123_456) async throws -> Opportunity {
        try await world.store.write(world.asOperator()) { [world] db in
            var new = NewOpportunity(name: "Pumps <b>&</b> valves", pipelineID: world.pipeline.id)
            new.accountID = world.acme.id
            new.ownerID = member.id
            new.amount = Amount(minor: amount, currency: world.workspace.currency)
            return try db.create(new)
        }
    }
}

extension Engine {
    func withSignedInWorld(_ body: @escaping @Sendable (SignedInWorld) async throws -> Void) async throws {
        try await withDatabase(migrations) { database in
            let world = try await NamedWorld(database)
            let settings = WebSettings(version: "1.2.3", clock: { world.time(60) })
            let router = try webRouter(world.store, settings, WebFiles.shared(), .forTests())
            try await Application(router: router).test(.router) { client in
                try await body(SignedInWorld(world: world, browser: { TestBrowser(client) }))
            }
        }
    }
}
