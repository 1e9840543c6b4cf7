import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `A form that comes after its session has ended` {
    @Test(arguments: Engine.available)
    func `waits while one signs in, and is sent again then`(_ engine: Engine) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let id = try await signedIn.opportunity(of: world.ben).id
            let path = "/opportunities/\(id)"
            _ = try await ben.get(path)
            try await world.store.write(world.asOperator()) { try $0.revokeSessions(of: world.ben.id) }

            let typed = ["amount": "77 <b>&\"", "version": "1"]
            let stopped = try await ben.post("\(path)/revisions", typed)
            #expect(stopped.status == .unauthorized && stopped.text.contains("what you typed is kept"))
            let kept = try #require(stopped.text.firstMatch(of: /name="unsent" value="([^"]+)"/))
            var sent = ["email": "ben@example.com", "password": "wrong", "unsentPath": "\(path)/revisions"]
            sent["unsent"] = String(kept.1).unescaped
            let wrong = try await ben.post("/sign-in", sent)
            #expect(wrong.status == .unprocessableContent && wrong.text.contains(String(kept.1)))

            sent["password"] = "correct horse battery"
            let again = try await ben.post("/sign-in", sent)
            #expect(again.status == .ok && again.text.contains("action=\"\(path)/revisions\""))
            #expect(again.text.contains("name=\"amount\" value=\"77 &lt;b&gt;&amp;&quot;\""))
            #expect(try await ben.post("\(path)/revisions", typed).status == .unprocessableContent)
            #expect(try await ben.post("\(path)/revisions", ["amount": "77", "version": "1"]).location == path)
        }
    }

    @Test(arguments: [["password": "a new long password"], ["currentPassword": "x"]])
    func `is not kept with a password in it`(_ fields: [String: String]) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            try await world.store.write(world.asOperator()) { try $0.revokeSessions(of: world.ben.id) }
            let stopped = try await ben.post("/account/password", fields)
            #expect(stopped.status == .unauthorized && !stopped.text.contains("unsent"))
        }
    }

    @Test func `is not needed to sign out`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            try await world.store.write(world.asOperator()) { try $0.revokeSessions(of: world.ben.id) }
            #expect(try await ben.post("/sign-out", [:]).location == "/sign-in")
        }
    }

    @Test func `from another site's page is not kept, nor sent to another site`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            try await world.store.write(world.asOperator()) { try $0.revokeSessions(of: world.ben.id) }
            let forged = try await ben.post("/account/language", ["language": "en"], withToken: false)
            #expect(forged.status == .unauthorized && !forged.text.contains("unsent"))
            _ = try await ben.get("/sign-in")
            var sent = ["email": "ben@example.com", "password": "correct horse battery", "unsent": "a=b"]
            sent["unsentPath"] = "//elsewhere.example/take"
            #expect(try await ben.post("/sign-in", sent).location == "/")
        }
    }
}
