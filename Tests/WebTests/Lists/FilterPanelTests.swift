import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `What a list can be filtered by` {
    private static let lists = ["/opportunities", "/accounts", "/contacts"]

    @Test func `comes when somebody unfolds it, and keeps the filter until then`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            _ = try await signedIn.opportunity(of: world.ben)
            let ben = try await signedIn.signIn(world.ben)
            for path in Self.lists + ["/pipelines/\(world.pipeline.id)/board"] {
                let owner = "owner=\(world.ben.id)"
                let folded = try await ben.get("\(path)?\(owner)&text=a").text
                #expect(folded.contains("hx-get=\"\(path)?\(owner)&amp;text=a&amp;panel=open\""), "\(path)")
                #expect(folded.contains("type=\"hidden\" name=\"owner\" value=\"\(world.ben.id)\""), "\(path)")
                #expect(!folded.contains("name=\"noOwner\""), "\(path)")
                let part = try await ben.get("\(path)?\(owner)&text=a&panel=open", isPartial: true).text
                #expect(part.contains("name=\"owner\" value=\"\(world.ben.id)\" checked"), "\(path)")
                #expect(part.contains("name=\"noOwner\""), "\(path)")
                #expect(!part.contains("type=\"hidden\""), "\(path)")
                #expect(!part.contains("<header"), "\(path)")
                // It takes the place of what asked for it, which would ask again.
                #expect(part.hasPrefix("<div class=\"menu-panel filter-panel\">"), "\(path)")
            }
        }
    }

    @Test func `stands open on a whole page where scripts do not run`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ben = try await signedIn.signIn(signedIn.world.ben)
            for path in Self.lists {
                let folded = try await ben.get(path).text
                #expect(folded.contains("<a href=\"\(path)?panel=open\">"))
                let open = try await ben.get("\(path)?panel=open").text
                #expect(open.contains("<details class=\"menu filter-menu\" open>"))
                #expect(open.contains("name=\"noOwner\""))
                // What the list leads to does not unfold it again.
                #expect(!open.contains("panel=open"))
            }
        }
    }
}
