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

    /// Every kind of form in which somebody types for long, by where it goes.
    private func longForms(_ signedIn: SignedInWorld) async throws -> [(String, [String: String])] {
        let world = signedIn.world
        let opportunity = "/opportunities/\(try await signedIn.opportunity(of: world.ana).id)"
        let account = "/accounts/\(world.acme.id)"
        let text = "两行\n& \"three\" <b> + % = é"
        let name = ["name": text, "was-name": "Acme", "version": "1"]
        return [
            ("/accounts", ["name": text, "address": text]), ("\(account)/changes", name),
            ("/contacts", ["name": text, "email": "a+b@example.com"]), ("/contacts/\(world.acme.id)/changes", name),
            ("/opportunities", ["name": text, "customer": text, "amount": "7"]), ("\(opportunity)/changes", name),
            ("\(opportunity)/revisions", ["amount": "７,０００", "version": "1"]),
            ("\(opportunity)/stage-changes", ["stage": world.lost.id.description, "reason": "x", "day": "2026-01-05"]),
            ("\(opportunity)/cells/amount", ["amount": "70", "version": "1"]),
            ("\(opportunity)/lines", ["quantity": "2.5", "unitPrice": "1", "discount": "10%"]),
            ("\(opportunity)/contacts", ["contact": text, "attitude": "supports"]),
            ("\(opportunity)/competitors", ["competitor": text, "strengths": text, "weaknesses": text]),
            ("\(opportunity)/notes", ["text": text]), ("\(account)/notes", ["text": text, "parent": "x"]),
            ("/notes/\(world.acme.id)", ["text": text, "version": "1"]), ("\(opportunity)/tags", ["names": text]),
            ("/files/\(world.acme.id)", ["name": text, "kind": "quote", "version": "1"]),
            (
                "/imports/\(world.acme.id)/columns?from=columns",
                ["column.0": "name", "column.1": "", "existing": "skip"]
            ),
            ("/imports/\(world.acme.id)/values?from=values", ["value.stage.0": text, "newPipeline": text]),
            ("/settings/fields", ["holder": "account", "type": "text", "name.english": text, "help": text]),
            ("/settings/pipelines/\(world.pipeline.id)/versions", ["base": "1", "stage.0.name": text]),
            ("/settings/workspace", ["name": text, "timeZone": "UTC"]), ("/views", ["name": text, "query": "a=b"]),
        ]
    }

    @Test func `loses nothing that was typed, of whatever kind it is`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let forms = try await longForms(signedIn)
            let ana = try await signedIn.signIn(world.ana, as: .admin)
            for (path, fields) in forms {
                _ = try await ana.get("/account")
                try await world.store.write(world.asOperator()) { try $0.revokeSessions(of: world.ana.id) }
                let stopped = try await ana.post(path, fields)
                #expect(stopped.status == .unauthorized, "\(path)")
                let kept = try #require(stopped.text.firstMatch(of: /name="unsent" value="([^"]+)"/), "\(path)")
                var sent = ["email": "ana@example.com", "password": "correct horse battery", "unsentPath": path]
                sent["unsent"] = String(kept.1).unescaped
                let again = try await ana.post("/sign-in", sent)
                #expect(again.text.unescaped.contains("action=\"\(path)\""), "\(path)")
                var shown: [String: String] = [:]
                for field in again.text.matches(of: /<input type="hidden" name="([^"]+)" value="([^"]*)"/) {
                    shown[String(field.1).unescaped] = String(field.2).unescaped
                }
                shown["formToken"] = nil
                #expect(shown == fields, "\(path)")
            }
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
