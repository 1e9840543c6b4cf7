import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `Moving on a board` {
    @Test(arguments: Engine.available) func `tells of the move, and takes it back`(_ engine: Engine) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let opportunity = try await signedIn.opportunity(of: world.ben)
            let path = "/opportunities/\(opportunity.id)"
            let move = ["stage": "\(world.proposal.id)", "version": "\(opportunity.version)"]
            let moved = try await ben.post("\(path)/stage-changes", move, isPartial: true)
            #expect(moved.status == .ok)
            #expect(moved.text.contains("moved to Proposal"))
            #expect(!moved.text.contains("<b>"))
            let number = try #require(moved.text.firstMatch(of: #/data-number="(\d+)"/#)?.1)
            let undo = try await ben.post("\(path)/undone-moves", ["number": "\(number)"], isPartial: true)
            #expect(undo.status == .ok)
            #expect(undo.text.contains("in Lead again"))
            #expect(try await stage(of: opportunity.id, world) == world.lead.id)
            let again = try await ben.post("\(path)/undone-moves", ["number": "\(number)"], isPartial: true)
            #expect(again.status == .conflict)
        }
    }

    @Test func `is not undone behind a newer move`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let opportunity = try await signedIn.opportunity(of: world.ben)
            let path = "/opportunities/\(opportunity.id)"
            for stage in [world.proposal, world.lead] {
                _ = try await ben.post("\(path)/stage-changes", ["stage": "\(stage.id)"], isPartial: true)
            }
            let undo = try await ben.post("\(path)/undone-moves", ["number": "2"], isPartial: true)
            #expect(undo.status == .conflict)
            #expect(undo.text.contains("moved again since"))
            #expect(try await stage(of: opportunity.id, world) == world.lead.id)
        }
    }

    @Test func `is refused with the sentence alone`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let (ana, ben) = (try await signedIn.signIn(world.ana), try await signedIn.signIn(world.ben))
            let opportunity = try await signedIn.opportunity(of: world.ben)
            let path = "/opportunities/\(opportunity.id)/stage-changes"
            let lost = try await ben.post(path, ["stage": "\(world.lost.id)"], isPartial: true)
            #expect(lost.status == .unprocessableContent)
            #expect(lost.text.contains("needs a reason"))
            #expect(!lost.text.contains("<html"))
            let early = ["stage": "\(world.proposal.id)", "day": "2020-01-01"]
            #expect(try await ben.post(path, early, isPartial: true).text.contains("did not exist"))
            let late = ["stage": "\(world.proposal.id)", "day": "2027-01-01"]
            #expect(try await ben.post(path, late, isPartial: true).text.contains("in the future"))
            _ = try await ana.post(path, ["stage": "\(world.proposal.id)"], isPartial: true)
            let stale = ["stage": "\(world.won.id)", "version": "\(opportunity.version)"]
            let conflict = try await ben.post(path, stale, isPartial: true)
            #expect(conflict.status == .conflict)
            #expect(conflict.text.contains("Someone else changed"))
            #expect(try await stage(of: opportunity.id, world) == world.proposal.id)
        }
    }

    @Test func `loses on a day with a reason, and wins with an amount`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let ben = try await signedIn.signIn(world.ben)
            let (first, second) = (
                try await signedIn.opportunity(of: world.ben), try await signedIn.opportunity(of: world.ben)
            )
            let lost = ["stage": "\(world.lost.id)", "day": "2026-01-05", "reason": "\(world.price.id)"]
            let won = ["stage": "\(world.won.id)", "day": "2026-01-05", "amount": "2,500.50"]
            for (id, form) in [(first.id, lost), (second.id, won)] {
                let answer = try await ben.post("/opportunities/\(id)/stage-changes", form, isPartial: true)
                #expect(answer.status == .ok)
            }
            let board = try await ben.get("/pipelines/\(world.pipeline.id)/board")
            #expect(board.columns == ["Lead 0", "Proposal 0", "Won 1", "Lost 1"])
            #expect(board.text.contains("€2,500.50"))
        }
    }

    private func stage(of id: Identifier<Opportunity>, _ world: NamedWorld) async throws -> Identifier<Stage>? {
        try await world.store.read(world.asOperator(60)) { try $0.opportunity(id).values.stageID }
    }
}
