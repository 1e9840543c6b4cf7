import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A one-time link` {
    private let setting = WorkspaceSetting(
        name: "Initech",
        currency: Currency("USD")!,
        timeZone: "UTC",
        language: .english
    )
    private let session = NewSession(tokenHash: .of("0"), userAgent: nil)
    private let now = Instant(milliseconds: 1_767_603_600_000)

    private func newcomer(_ name: String) -> Newcomer {
        .new(email: "\(name)@example.com", name: name, passwordHash: "x", language: .simplifiedChinese)
    }

    @Test(arguments: Engine.available) func `of a first run makes workspace and owner, once`(_ engine: Engine)
        async throws
    {
        try await engine.withDatabase(migrations) { database in
            let store = Store(database)
            for token: Character in ["a", "b"] {
                try await store.createFirstRunLink(.of(token), into: nil, now: now)
            }
            let shown = try await store.link(.of("a"), now: now)
            #expect(shown.purpose == .firstRun && shown.workspace == nil)
            let signedIn = try await store.completeFirstRun(
                .of("a"),
                setting,
                owner: newcomer("ana"),
                session: session,
                now: now
            )
            let access = try #require(signedIn.accesses.first)
            #expect(access.workspace.name == "Initech" && access.member?.role == .owner)
            #expect(signedIn.person.language == .simplifiedChinese)
            for (token, error) in [("a", LinkError.notGood), ("b", .alreadyOwned)] as [(Character, LinkError)] {
                await #expect(throws: error) {
                    try await store.completeFirstRun(
                        .of(token),
                        setting,
                        owner: newcomer("eve"),
                        session: session,
                        now: now
                    )
                }
            }
            await #expect(throws: LinkError.alreadyOwned) {
                try await store.createFirstRunLink(.of("c"), into: nil, now: now)
            }
            #expect(try await store.workspaces().count == 1)
            #expect(try await store.credentials(of: "eve@example.com") == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `of a first run leads into a workspace that has no owner yet`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            #expect(try await world.store.workspacesWithoutOwner() == [world.workspace])
            try await world.store.createFirstRunLink(.of("a"), into: world.workspace, now: now)
            let signedIn = try await world.store.completeFirstRun(
                .of("a"),
                setting,
                owner: newcomer("dora"),
                session: session,
                now: now
            )
            #expect(signedIn.accesses.map(\.workspace) == [world.workspace])
            #expect(try await world.store.workspacesWithoutOwner() == [])
            await #expect(throws: LinkError.alreadyOwned) {
                try await world.store.createFirstRunLink(.of("b"), into: world.workspace, now: now)
            }
        }
    }

    @Test(arguments: Engine.available) func `opens nothing when it is late or was made anew`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            for token: Character in ["a", "b"] {
                _ = try await world.store.write(world.asOperator()) {
                    try $0.invite(world.ben.id, email: "ben@example.com", link: .of(token))
                }
            }
            await #expect(throws: LinkError.notGood) { try await world.store.link(.of("a"), now: now) }
            let week: Int64 = 7 * 86_400_000
            let link = try await world.store.link(.of("b"), now: Instant(milliseconds: now.milliseconds + week - 1))
            #expect(link.member?.email == "ben@example.com" && link.person == nil && link.workspace == world.workspace)
            await #expect(throws: LinkError.notGood) {
                try await world.store.link(.of("b"), now: Instant(milliseconds: now.milliseconds + week))
            }
            try await world.store.write(world.asOperator()) { _ = try $0.deactivate(world.ben.id) }
            await #expect(throws: LinkError.notGood) { try await world.store.link(.of("b"), now: now) }
        }
    }

    @Test(arguments: Engine.available) func `gives whom nobody named the name that they typed`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            for (token, typed, name) in [(Character("a"), "eve", "eve@example.com"), ("b", "adam", "Adam of Sales")] {
                _ = try await world.store.write(world.asOperator()) {
                    try $0.invite(Invitation(email: "\(typed)@example.com", name: name), link: .of(token))
                }
                let session = NewSession(tokenHash: .of(token), userAgent: "Browser")
                _ = try await world.store.acceptInvitation(.of(token), as: newcomer(typed), session: session, now: now)
            }
            let names = try await world.store.read(world.asOperator()) { try $0.members().map(\.name) }
            #expect(names.contains("eve"))
            #expect(names.contains("Adam of Sales"))
            #expect(!names.contains("eve@example.com"))
        }
    }

    @Test(arguments: Engine.available) func `of an invitation lets in whom it names`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            _ = try await world.store.write(world.asOperator()) {
                try $0.invite(world.ben.id, email: "ben@example.com", link: .of("a"))
            }
            await #expect(throws: LinkError.notGood) {
                try await world.store.acceptInvitation(.of("a"), as: newcomer("eve"), session: session, now: now)
            }
            let ben = try await world.store.acceptInvitation(.of("a"), as: newcomer("ben"), session: session, now: now)
            #expect(ben.accesses.map(\.member?.id) == [world.ben.id])
            await #expect(throws: LinkError.notGood) {
                try await world.store.acceptInvitation(.of("a"), as: .known(ben.person.id), session: session, now: now)
            }
            await #expect(throws: MemberError.addressTaken("ben@example.com")) {
                try await world.store.write(world.asOperator()) {
                    _ = try $0.invite(Invitation(email: "Ben@example.com", name: "Ben"), link: .of("b"))
                }
            }
        }
    }

    @Test(arguments: Engine.available) func `lets a person into a second workspace`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let ben = try await world.letIn(world.ben, as: .rep, token: "a")
            let other = try await world.store.createWorkspace(
                name: "Other",
                currency: world.workspace.currency,
                timeZone: "UTC",
                language: .english,
                now: now
            )
            let invitation = Invitation(email: "ben@example.com", name: "Benjamin", role: .admin)
            _ = try await world.store.write(Access(operatorOf: other, now: now)) {
                try $0.invite(invitation, link: .of("b"))
            }
            #expect(try await world.store.link(.of("b"), now: now).person == ben.person)
            await #expect(throws: EmailTaken()) {
                try await world.store.acceptInvitation(.of("b"), as: newcomer("ben"), session: session, now: now)
            }
            let both = try await world.store.acceptInvitation(
                .of("b"),
                as: .known(ben.person.id),
                session: session,
                now: now
            )
            #expect(both.accesses.map(\.workspace) == [world.workspace, other])
            #expect(both.accesses.map(\.member?.name) == ["Ben", "Benjamin"])
            #expect(both.accesses.map(\.dataScope) == [.own, .all])
        }
    }

    @Test(arguments: Engine.available) func `to a new password ends what the old one began`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let ben = try await world.letIn(world.ben, as: .rep, token: "a")
            _ = try await world.store.write(world.asOperator()) {
                try $0.createPasswordReset(of: world.ben.id, link: .of("b"))
            }
            #expect(try await world.store.link(.of("b"), now: now).person == ben.person)
            let again = try await world.store.resetPassword(.of("b"), to: "new", session: session, now: now)
            #expect(again.person == ben.person)
            #expect(try await world.store.credentials(of: "BEN@example.com")?.passwordHash == "new")
            #expect(try await world.store.signedIn(by: .of("a"), now: now) == nil)
            #expect(try await world.store.signedIn(by: .of("0"), now: now) != nil)
            await #expect(throws: LinkError.notGood) {
                try await world.store.resetPassword(.of("b"), to: "again", session: session, now: now)
            }
        }
    }
}
