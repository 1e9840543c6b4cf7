import Sales
import Storage
import TestSupport
import Testing

@Suite struct `An administrator` {
    private func withAdmin(_ engine: Engine, _ body: (NamedWorld, Access) async throws -> Void) async throws {
        try await engine.withWorld { world in
            try await world.letIn(world.cleo, as: .owner, token: "c")
            try await world.letIn(world.ana, as: .admin, token: "a")
            try await body(world, world.storedAccess(world.ana))
        }
    }

    static let aboveSteps: [@Sendable (ScopedConnection, NamedWorld) throws -> Void] = [
        { db, world in _ = try db.createPasswordReset(of: world.cleo.id, link: .of("1")) },
        { db, world in _ = try db.setRole(.rep, of: world.cleo.id) },
        { db, world in _ = try db.setRole(.owner, of: world.ben.id) },
        { db, world in _ = try db.deactivate(world.cleo.id) },
        { db, world in try db.revokeSessions(of: world.cleo.id) },
        { db, world in _ = try db.edit(world.cleo.id) { (member: inout Member) in member.email = "me@example.com" } },
        { db, _ in _ = try db.invite(Invitation(email: "new@example.com", name: "New", role: .owner), link: .of("1")) },
        { db, world in _ = try db.invite(world.ben.id, email: "ben@example.com", role: .owner, link: .of("1")) },
        { db, _ in try db.create(Member(id: Identifier(high: 9, low: 1), name: "New", role: .owner)) },
    ]

    @Test(arguments: Engine.available) func `reaches no owner and makes none`(_ engine: Engine) async throws {
        try await withAdmin(engine) { world, admin in
            for step in Self.aboveSteps.indices {
                await #expect(throws: MemberError.aboveYou(.owner), "\(step)") {
                    try await world.store.write(admin) { try Self.aboveSteps[step]($0, world) }
                }
            }
            let owner = try await world.store.signedIn(by: .of("c"), now: world.now)
            #expect(owner != nil)
        }
    }

    static let fieldSteps: [@Sendable (inout Member) -> Void] = [
        { $0.role = .admin }, { $0.personID = Identifier(high: 1, low: 1) }, { $0.deactivatedAt = .distantPast },
    ]

    @Test(arguments: Engine.available) func `changes who may come in by no plain edit`(_ engine: Engine) async throws {
        try await withAdmin(engine) { world, admin in
            for step in Self.fieldSteps.indices {
                await #expect(throws: MemberError.noFieldToEdit, "\(step)") {
                    try await world.store.write(admin) { db in
                        _ = try db.edit(world.ben.id) { (member: inout Member) in Self.fieldSteps[step](&member) }
                    }
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `makes no link to the password of somebody who is more elsewhere`(_ engine: Engine) async throws {
        try await withAdmin(engine) { world, admin in
            let ben = try await world.letIn(world.ben, as: .rep, token: "b")
            let other = try await world.store.createWorkspace(
                name: "Other",
                currency: world.workspace.currency,
                timeZone: "UTC",
                language: .english,
                now: world.now
            )
            let invitation = Invitation(email: "ben@example.com", name: "Ben", role: .rep)
            try await world.store.write(Access(operatorOf: other, now: world.now)) {
                _ = try $0.invite(invitation, link: .of("1"))
            }
            let session = NewSession(tokenHash: .of("2"), userAgent: nil)
            let person = Newcomer.known(ben.person.id)
            _ = try await world.store.acceptInvitation(.of("1"), as: person, session: session, now: world.now)
            await #expect(throws: MemberError.memberElsewhere) {
                try await world.store.write(admin) { _ = try $0.createPasswordReset(of: world.ben.id, link: .of("3")) }
            }
            try await world.store.write(world.asOperator()) {
                _ = try $0.createPasswordReset(of: world.ben.id, link: .of("3"))
            }
        }
    }

    @Test(arguments: Engine.available) func `invites a name only, who keeps what is theirs`(_ engine: Engine)
        async throws
    {
        try await withAdmin(engine) { world, admin in
            let made = try await world.make("of Ben", owner: world.ben)
            try await world.store.write(admin) { db in
                _ = try db.edit(world.ben.id) { (member: inout Member) in member.email = "ben@example.com" }
                let invitation = Invitation(email: " BEN@example.com ", name: "Somebody", role: .manager)
                let invited = try db.invite(invitation, link: .of("1"))
                #expect(invited.id == world.ben.id && invited.name == "Ben" && invited.role == .manager)
                #expect(try db.members().count == 3)
            }
            #expect(try await world.store.read(admin) { try $0.opportunity(made.id) }.values.ownerID == world.ben.id)
            await #expect(throws: MemberError.addressMissing) {
                try await world.store.write(admin) { db in
                    try db.create(Member(id: Identifier(high: 9, low: 1), name: "New"))
                    _ = try db.invite(Identifier(high: 9, low: 1), link: .of("2"))
                }
            }
        }
    }
}

@Suite struct `The last owner` {
    @Test(arguments: Engine.available) func `stays owner and active`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.letIn(world.cleo, as: .owner, token: "c")
            let owner = try await world.storedAccess(world.cleo)
            for access in [owner, world.asOperator()] {
                await #expect(throws: MemberError.lastOwner) {
                    try await world.store.write(access) { _ = try $0.setRole(.admin, of: world.cleo.id) }
                }
            }
            await #expect(throws: MemberError.lastOwner) {
                try await world.store.write(world.asOperator()) { _ = try $0.deactivate(world.cleo.id) }
            }
            await #expect(throws: MemberError.isYourself) {
                try await world.store.write(owner) { _ = try $0.deactivate(world.cleo.id) }
            }
            // An owner by name only administers nothing.
            try await world.store.write(owner) { _ = try $0.setRole(.owner, of: world.ben.id) }
            await #expect(throws: MemberError.lastOwner) {
                try await world.store.write(owner) { _ = try $0.setRole(.admin, of: world.cleo.id) }
            }
            try await world.letIn(world.ben, as: .owner, token: "b")
            try await world.store.write(owner) { _ = try $0.setRole(.admin, of: world.cleo.id) }
        }
    }

    @Test(arguments: Engine.available) func `is left when two owners demote each other at once`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            try await world.letIn(world.cleo, as: .owner, token: "c")
            try await world.letIn(world.ben, as: .owner, token: "b")
            let (cleo, ben) = (try await world.storedAccess(world.cleo), try await world.storedAccess(world.ben))
            let demoted = await withTaskGroup(of: Bool.self) { group in
                for (access, other) in [(cleo, world.ben.id), (ben, world.cleo.id)] {
                    group.addTask {
                        (try? await world.store.write(access) { _ = try $0.setRole(.rep, of: other) }) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(demoted == 1)
        }
    }
}
