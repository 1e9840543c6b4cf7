import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The values of an import's columns` {
    private static let deals = """
        Deal No,Rep,Stage,Forecast category
        D-1,Zoe,proposal,Best Case
        D-2,Zoe,Legal review,Surely

        """

    @Test(arguments: Engine.available)
    func `are told to fail where they would, and become what they name where they do not`(_ engine: Engine)
        async throws
    {
        try await engine.withSignedInWorld { signedIn in
            let (ana, world) = (try await signedIn.signIn(signedIn.world.ana, as: .owner), signedIn.world)
            let path = try await ana.bring(Self.deals, as: "deals.csv")
            _ = try await ana.submit(path, step: "columns", to: "columns")
            let values = try await ana.get("\(path)?step=values").text
            for shown in [
                "Legal review (unknown; such rows fail)", "Surely (unknown; such rows fail)", "Zoe, as it is",
                "selected>Proposal<", "selected>Best case<",
            ] {
                #expect(values.contains(shown), "\(shown)")
            }
            #expect(!values.contains("proposal (unknown") && !values.contains("Best Case (unknown"))
            _ = try await ana.submit(path, step: "values", to: "values")
            _ = try await ana.post("\(path)/runs", [:])
            _ = try await ana.ended(path)
            let made = try await world.store.read(world.asOperator(90)) { try $0.opportunities() }
            #expect(made.map(\.externalKey) == ["D-1"])
            #expect(made.map(\.values.stageID) == [world.proposal.id])
            #expect(made.map(\.values.forecastCategory) == [.bestCase])
        }
    }

    @Test func `name nobody new where no owners are to be made`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ana = try await signedIn.signIn(signedIn.world.ana, as: .owner)
            let path = try await ana.bring(Self.deals, as: "deals.csv")
            _ = try await ana.submit(path, step: "columns", to: "columns")
            let shown = try await ana.get("\(path)?step=values").text
            var fields = TestBrowser.fields(shown)
            fields["make.owners"] = nil
            _ = try await ana.post("\(path)/values?from=values", fields)
            #expect(try await ana.get("\(path)?step=values").text.contains("Zoe (unknown; such rows fail)"))
        }
    }
}
