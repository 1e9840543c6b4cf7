import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The page of a pipeline` {
    private func fields(_ world: NamedWorld, _ stages: [Stage], base: Int = 1) -> [(String, String)] {
        [("base", "\(base)")]
            + stages.flatMap { stage in
                [
                    ("stage", "\(stage.id)"), ("name-\(stage.id)", stage.name),
                    ("kind-\(stage.id)", stage.kind.rawValue),
                    ("probability-\(stage.id)", ""), ("category-\(stage.id)", ""), ("limit-\(stage.id)", ""),
                ]
            }
    }

    private func names(_ world: NamedWorld) async throws -> [String] {
        try await world.store.read(world.asOperator(90)) { db in
            try db.processVersions(of: world.pipeline.id).last?.stages.map(\.name) ?? []
        }
    }

    @Test(arguments: Engine.available) func `renames, orders, adds and retires stages, and takes the moves back`(
        _ engine: Engine
    ) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let admin = try await signedIn.signIn(world.ana, as: .admin)
            let made = try await signedIn.opportunity(of: world.ben)
            let path = "/settings/pipelines/\(world.pipeline.id)"
            #expect(try await admin.get(path).text.contains("name-\(world.lead.id)"))
            var form = fields(world, [world.proposal, world.won, world.lost])
            form += [("retired", "\(world.lead.id)"), ("newName", "Demo"), ("newKind", "open")]
            let refused = try await admin.post("\(path)/versions", inOrder: form + [("act", "publish")])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("Open records are in Lead (1)") && refused.text.contains("value=\"Demo\""))
            form += [("target-\(world.lead.id)", "\(world.proposal.id)"), ("act", "publish")]
            #expect(try await admin.post("\(path)/versions", inOrder: form).status == .seeOther)
            #expect(try await names(world) == ["Proposal", "Demo", "Won", "Lost"])
            func stage() async throws -> Identifier<Stage>? {
                try await world.store.read(world.asOperator(90)) { try $0.opportunity(made.id).values.stageID }
            }
            #expect(try await stage() == world.proposal.id)
            let page = try await admin.get(path).text
            let undo = try #require(page.firstMatch(of: #/action="([^"]+/undo)"/#))
            #expect(try await admin.post(String(undo.1), [:]).status == .seeOther)
            #expect(try await stage() == world.lead.id)
            #expect(try await admin.get(path).text.contains("One open record is still in Lead"))
            let rest = ["from": "\(world.lead.id)", "to": "\(world.proposal.id)"]
            #expect(try await admin.post("\(path)/moves", rest).status == .seeOther)
            #expect(try await stage() == world.proposal.id)
        }
    }

    @Test func `shows the draft again for every button but the last`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let admin = try await signedIn.signIn(world.ana, as: .admin)
            let path = "/settings/pipelines/\(world.pipeline.id)"
            _ = try await admin.get(path)
            func order(_ act: String, _ stages: [Stage]) async throws -> [String] {
                let form = fields(world, stages) + [("act", act)]
                let answer = try await admin.post("\(path)/versions", inOrder: form)
                #expect(answer.status == .ok)
                return answer.text.matches(of: #/name="name-[^"]+" value="([^"]*)"/#).map { String($0.1) }
            }
            let all = world.process.stages
            #expect(try await order("up:\(world.proposal.id)", all) == ["Proposal", "Lead", "Won", "Lost"])
            #expect(try await order("down:\(world.proposal.id)", all) == ["Lead", "Proposal", "Won", "Lost"])
            #expect(try await order("retire:\(world.proposal.id)", all) == ["Lead", "Won", "Lost"])
            #expect(try await order("draft", [world.won, world.lead]) == ["Lead", "Won"])
            #expect(try await names(world) == ["Lead", "Proposal", "Won", "Lost"])
        }
    }

    @Test(arguments: Engine.available) func `tells the second of two editors, and keeps what they typed`(
        _ engine: Engine
    ) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let (ana, ben) = (
                try await signedIn.signIn(world.ana, as: .admin), try await signedIn.signIn(world.ben, as: .admin)
            )
            let path = "/settings/pipelines/\(world.pipeline.id)"
            for browser in [ana, ben] { _ = try await browser.get(path) }
            func renamed(_ name: String) -> [(String, String)] {
                var stages = world.process.stages
                stages[0].name = name
                return fields(world, stages)
            }
            #expect(try await ana.post("\(path)/versions", inOrder: renamed("Enquiry")).status == .seeOther)
            let late = try await ben.post("\(path)/versions", inOrder: renamed("Suspect"))
            #expect(late.status == .conflict && late.text.contains("value=\"Suspect\""))
            #expect(try await names(world).first == "Enquiry")
        }
    }

    @Test func `is made from a template in the workspace's language`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let admin = try await signedIn.signIn(signedIn.world.ana, as: .admin)
            _ = try await admin.get("/settings/pipelines")
            let form = ["template": "renewal", "name": "Second-hand"]
            let answer = try await admin.post("/settings/pipelines", form)
            let page = try await admin.get(try #require(answer.location)).text
            #expect(page.contains("Second-hand") && page.contains("Usage review"))
            let again = try await admin.post("/settings/pipelines", form)
            #expect(again.status == .unprocessableContent && again.text.contains("value=\"Second-hand\""))
        }
    }

    @Test func `is read only for who may not edit it`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let rep = try await signedIn.signIn(world.ben)
            let page = try await rep.get("/settings/pipelines/\(world.pipeline.id)")
            #expect(page.text.contains("Proposal") && !page.text.contains("data-stages"))
            #expect(!page.text.contains("/settings/roles"))
        }
    }
}
