import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The funnel page` {
    @Test(arguments: Engine.available) func `counts what the member sees, and lists exactly those records`(
        _ engine: Engine
    ) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            for owner in [world.ben, world.ben, world.cleo] { _ = try await signedIn.opportunity(of: owner) }
            let ben = try await signedIn.signIn(world.ben)
            let page = try await ben.get("/funnel")
            let link = try #require(
                page.text.firstMatch(
                    of:
                        #/href="(\/funnel\/records[^"]*figure&#x3D;population[^"]*|\/funnel\/records[^"]*figure=population[^"]*)"/#
                )
            )
            let path = String(link.1).replacing("&amp;", with: "&").replacing("&#x3D;", with: "=")
            let records = try await ben.get(path)
            #expect(records.status == .ok)
            #expect(records.text.contains("2 records"))
            let boss = try await signedIn.signIn(world.ana, as: .admin)
            #expect(try await boss.get(path).text.contains("3 records"))
        }
    }

    static let wrong = [
        "view=sideways", "period=never", "asOf=2026-02-30", "by=weather", "clock=sun", "pipeline=x", "from=1.1.2026",
    ]

    @Test(arguments: wrong) func `answers no other question than was asked`(_ query: String) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ben = try await signedIn.signIn(signedIn.world.ben)
            #expect(try await ben.get("/funnel?\(query)").status == .badRequest)
        }
    }

    @Test func `compares a period with the one before, and tells the part alone to htmx`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            _ = try await signedIn.opportunity(of: signedIn.world.ben)
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let answer = try await ben.get("/funnel?period=thisMonth&by=owner", isPartial: true)
            #expect(!answer.text.contains("<html"))
            #expect(answer.text.contains("compared with 1 Dec 2025 – 31 Dec 2025"))
        }
    }

    @Test(arguments: [
        ("2026-01-01", "2026-01-31", "2025-12-01", "2025-12-31"),
        ("2026-01-01", "2026-03-31", "2025-10-01", "2025-12-31"),
        ("2024-01-01", "2024-12-31", "2023-01-01", "2023-12-31"),
        ("2026-01-10", "2026-01-16", "2026-01-03", "2026-01-09"),
    ])
    func `knows the period before`(_ from: String, _ to: String, _ before: String, _ until: String) throws {
        let previous = try #require(Day(from)).previous(until: try #require(Day(to)))
        #expect(previous.from.description == before)
        #expect(previous.to.description == until)
    }
}
