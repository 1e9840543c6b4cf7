@testable import Storage

import SQLEngines
import Sales
import SalesAnalytics
import TestSupport
import Testing

@Suite struct `A shared record` {
    @Test(arguments: Engine.available)
    func `is seen by the member, and edited only where that was said`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("of Cleo", owner: world.cleo)
            let (cleo, ben) = (world.access(world.cleo), world.access(world.ben))
            for mayEdit in [false, true] {
                try await world.store.write(cleo) {
                    try $0.share(made.id, with: .member(world.ben.id), mayEdit: mayEdit)
                }
                let listed = try await world.store.read(ben) { try ($0.opportunity(made.id), $0.opportunities()) }
                #expect(listed.0 == made && listed.1 == [made])
                let edit: @Sendable (ScopedConnection) throws -> Void = {
                    _ = try $0.revise(made.id) { $0.amount = nil }
                }
                if mayEdit {
                    try await world.store.write(ben, edit)
                } else {
                    await #expect(throws: NotAllowed(.edit, .opportunities)) { try await world.store.write(ben, edit) }
                }
                await #expect(throws: NotAllowed(.edit, .opportunities)) {
                    try await world.store.write(ben) {
                        try $0.share(made.id, with: .member(world.ana.id), mayEdit: false)
                    }
                }
            }
            let shares = try await world.store.read(cleo) { try $0.shares(of: made.id) }
            #expect(shares.map(\.holder) == [.member(world.ben.id)] && shares.map(\.mayEdit) == [true])
            try await world.store.write(cleo) { try $0.share(made.id, with: .member(world.ben.id), mayEdit: nil) }
            await #expect(throws: NotFound(kind: "opportunity")) {
                try await world.store.read(ben) { try $0.opportunity(made.id) }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `of a team is seen by its members and those of the teams below, while they are in it`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let account = world.account("Initech", owner: world.cleo)
            try await world.store.write(world.asOperator()) { db in
                try db.create(account)
                try db.share(account.id, with: .team(world.north.id), mayEdit: false)
            }
            let sees: (Member, Int64) async throws -> Bool = { member, minutes in
                try await world.store.read(world.access(member, scope: .own, after: minutes)) { db in
                    try db.accounts().contains { $0.id == account.id }
                }
            }
            #expect(try await sees(world.ana, 0))
            #expect(try await sees(world.ben, 0))
            let day: Int64 = 24 * 60
            try await world.store.write(world.asOperator(day)) { db in
                let stored = try #require(try db.memberships(of: world.ben.id).first)
                try db.edit(stored.id, version: stored.version, from: nil, until: db.access.today)
            }
            #expect(try await sees(world.ana, day))
            #expect(try await !sees(world.ben, day))
        }
    }

    @Test(arguments: Engine.available) func `is in the figures of who sees it`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("of Cleo", owner: world.cleo)
            _ = try await world.make("of Ana", owner: world.ana)
            try await world.store.write(world.asOperator()) { db in
                try db.share(made.id, with: .member(world.ben.id), mayEdit: false)
            }
            let timeline = try await world.store.timeline(of: world.workspace).timeline
            let visible = try await timeline.visible(to: world.access(world.ben), in: world.store)
            #expect(visible == timeline.records([made.id]))
        }
    }

    @Test(arguments: [false, true]) func `is found by an index among many`(_ isShared: Bool) async throws {
        try await Engine.sqlite.withDatabase(migrations) { database in
            let recording = RecordingDatabase(database)
            let world = try await NamedWorld(recording)
            let made = try await world.make("of Cleo", owner: world.cleo)
            if isShared {
                try await world.store.write(world.asOperator()) { db in
                    try db.share(made.id, with: .member(world.ben.id), mayEdit: true)
                    try db.share(world.acme.id, with: .team(world.north.id), mayEdit: true)
                }
            }
            let before = recording.statements.count
            try await world.store.read(world.access(world.ben)) { db in
                _ = try db.opportunities()
                _ = try db.accounts()
            }
            for statement in recording.statements.dropFirst(before) {
                let plan = try await database.plan(of: statement)
                let grown: Set<String> = ["opportunities", "accounts", "record_shares", "team_memberships"]
                #expect(plan.wholeReads(of: grown) == [], "\(plan.steps)")
            }
        }
    }
}

@Suite struct `A record that nobody owns` {
    @Test(arguments: Engine.available, UnassignedRule.allCases)
    func `is seen by the workspace's rule`(_ engine: Engine, _ rule: UnassignedRule) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("of nobody", owner: world.ben)
            try await world.store.write(world.asOperator()) { db in _ = try db.revise(made.id) { $0.ownerID = nil } }
            var rules = UnassignedRules.standard
            for kind in RecordKind.allCases { rules[kind] = rule }
            try await world.store.write(world.asOperator()) { [rules] in try $0.setUnassignedRules(rules, version: 0) }
            for (member, isSeen) in [(world.ben, rule == .everyone), (world.ana, rule != .whoSeesAll)] {
                let access = try await world.store.access(of: member, in: world.workspace, now: world.now)
                let seen = try await world.store.read(access) { db in
                    (
                        try db.opportunities().map(\.id) == [made.id],
                        try db.accounts().map(\.id) == [world.acme.id, world.globex.id]
                    )
                }
                #expect(seen.0 == isSeen && seen.1 == isSeen, "\(member.name)")
                let timeline = try await world.store.timeline(of: world.workspace).timeline
                let visible = try await timeline.visible(to: access, in: world.store)
                #expect(visible == timeline.records(isSeen ? [made.id] : []))
            }
        }
    }
}
