import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `A saved view` {
    private func form(_ world: NamedWorld, _ name: String) -> [String: String] {
        let filter = "pipeline=\(world.pipeline.id)&owner=\(world.ben.id)"
        return ["kind": "board", "name": name, "filter": filter, "order": "-amount"]
    }

    @Test(arguments: Engine.available) func `opens its board, is changed and deleted`(_ engine: Engine) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let board = "/pipelines/\(world.pipeline.id)/board"
            let made = try #require(try await ben.post("/views", form(world, "Mine by size")).location)
            #expect(made.hasPrefix("\(board)?owner=\(world.ben.id)&order=-amount&view="))
            let page = try await ben.get(made)
            #expect(page.text.contains("Mine by size"))
            let id = try #require(page.text.firstMatch(of: #/action="\/views\/([0-9a-f-]+)"/#)?.1)
            #expect(try await ben.get("/views/\(id)").location == made)
            let renamed = form(world, "By size").merging(["version": "1"]) { $1 }
            #expect(try await ben.post("/views/\(id)", renamed).location == made)
            #expect(try await ben.post("/views/\(id)", renamed).status == .conflict)
            #expect(try await ben.get(board).text.contains("By size"))
            #expect(try await ben.post("/views/\(id)/deletion", ["version": "2"]).location == board)
            #expect(try await ben.get("/views/\(id)").status == .notFound)
        }
    }

    @Test func `is its maker's until somebody who may shares it`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let cleo = try await signedIn.signIn(world.cleo)
            let admin = try await signedIn.signIn(world.ana, as: .admin)
            let shared = form(world, "For all").merging(["sharing": "workspace"]) { $1 }
            #expect(try await ben.post("/views", shared).status == .forbidden)
            _ = try await ben.post("/views", form(world, "Ben's own"))
            _ = try await admin.post("/views", shared)
            let seen = try await cleo.get("/pipelines/\(world.pipeline.id)/board").text
            #expect(seen.contains("For all"))
            #expect(!seen.contains("Ben&#39;s own") && !seen.contains("Ben's own"))
        }
    }

    @Test func `is shared with a team by who is in it`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let cleo = try await signedIn.signIn(world.cleo)
            let admin = try await signedIn.signIn(world.ana, as: .admin)
            let board = "/pipelines/\(world.pipeline.id)/board"
            let menu = /(?s)name="sharing">(.*?)<\/select>/
            let offered = try #require(try await ben.get(board).text.firstMatch(of: menu)?.1)
            #expect(offered.contains("\(world.northEast.id)"))
            #expect(!offered.contains("\(world.south.id)") && !offered.contains("workspace"))
            let ours = form(world, "North east's").merging(["sharing": "\(world.northEast.id)"]) { $1 }
            let made = try #require(try await ben.post("/views", ours).location)
            #expect(try await ben.get(made).text.contains("value=\"\(world.northEast.id)\" selected>"))
            #expect(try await !cleo.get(board).text.contains("North east"))
            let others = form(world, "South's").merging(["sharing": "\(world.south.id)"]) { $1 }
            #expect(try await ben.post("/views", others).status == .forbidden)
            #expect(try await admin.post("/views", others).status == .seeOther)
            #expect(try await cleo.get(board).text.contains("South"))
            #expect(try #require(try await admin.get(board).text.firstMatch(of: menu)?.1).contains("workspace"))
        }
    }

    static let wrong = [
        ("kind", "wall"), ("sharing", "neighbours"), ("order", "weather"), ("filter", "owner=x"), ("filter", ""),
    ]

    @Test(arguments: wrong) func `is none where it could not be shown`(_ field: String, _ value: String) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let broken = form(world, "Broken").merging([field: value]) { $1 }
            #expect(try await ben.post("/views", broken).status == .badRequest)
        }
    }
}
