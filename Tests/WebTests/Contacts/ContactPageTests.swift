import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The pages of contacts` {
    @Test(arguments: Engine.available) func `make, edit, merge, delete and restore`(_ engine: Engine) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let first = ["name": "Li Lei", "account": "Acme", "email": "li@acme.example", "phone": "+86 138 0000 1111"]
            let path = try #require(try await ben.post("/contacts", first).location)
            let again = try await ben.post("/contacts", ["name": "Lei Li", "email": "LI@acme.example"])
            #expect(again.status == .unprocessableContent)
            #expect(again.text.contains("same e-mail address"))
            let other = try #require(
                try await ben.post("/contacts", ["name": "Lei Li", "email": "LI@acme.example", "isConfirmed": "yes"])
                    .location
            )
            #expect(try await ben.post("\(path)/changes", ["jobTitle": "采购经理"]).location == path)
            let page = try await ben.get(path).text
            #expect(page.contains("采购经理"))
            #expect(page.contains("tel:+8613800001111"))
            #expect(try await ben.get("\(path)/merge").text.contains("Lei Li"))
            let id = String(other.split(separator: "/").last ?? "")
            let merge = ["version": "2", "other": id, "otherVersion": "1"]
            #expect(try await ben.post("\(path)/merges", merge).location == path)
            #expect(try await ben.get(other).location == path)
            #expect(try await ben.post("\(path)/deletion", ["version": "2"]).location == "/contacts")
            #expect(try await ben.get("/contacts").text.contains("Li Lei") == false)
            let contact = String(path.split(separator: "/").last ?? "")
            #expect(try await ben.post("/bin/contact/\(contact)/restoration", [:]).location == path)
            #expect(try await ben.get(path).status == .ok)
        }
    }
}
