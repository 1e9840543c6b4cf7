@testable import Storage

import SQLEngines
import Sales
import TestSupport
import Testing

@Suite struct `A session` {
    @Test(arguments: Engine.available) func `tells who asks and what they may do where`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let begun = try await world.letIn(world.ana, as: .manager, token: "a")
            let found = try #require(try await world.store.signedIn(by: .of("a"), now: world.time(0)))
            #expect(found.session == begun.session && found.person.email == "ana@example.com")
            let access = try #require(found.access(to: world.workspace.id))
            #expect(access.member?.id == world.ana.id && access.dataScope == .teamAndBelow)
            #expect(access.workspace == world.workspace && found.accesses.count == 1)
            #expect(try await world.store.signedIn(by: .of("b"), now: world.now) == nil)
        }
    }

    @Test(arguments: Engine.available) func `is seen at most once a minute, and ends after thirty days`(
        _ engine: Engine
    )
        async throws
    {
        try await engine.withWorld { world in
            let begun = try await world.letIn(world.ana, as: .manager, token: "a")
            let person = begun.person.id
            var seen: [Int64] = []
            for milliseconds: Int64 in [59_999, 60_000, 119_999, 120_000] {
                let now = Instant(milliseconds: world.now.milliseconds + milliseconds)
                _ = try await world.store.signedIn(by: .of("a"), now: now)
                let session = try await world.store.sessions(of: person, now: now)[0]
                seen.append(session.lastSeenAt.milliseconds - world.now.milliseconds)
            }
            #expect(seen == [0, 60_000, 60_000, 120_000])
            let last = Instant(milliseconds: world.now.milliseconds + 30 * 86_400_000 - 1)
            #expect(try await world.store.signedIn(by: .of("a"), now: last) != nil)
            let end = Instant(milliseconds: last.milliseconds + 1)
            #expect(try await world.store.signedIn(by: .of("a"), now: end) == nil)
        }
    }

    @Test(arguments: Engine.available) func `is listed and ended by its own person only`(_ engine: Engine) async throws
    {
        try await engine.withWorld { world in
            let ana = try await world.letIn(world.ana, as: .manager, token: "a").person.id
            let ben = try await world.letIn(world.ben, as: .rep, token: "b").person.id
            let second = NewSession(tokenHash: .of("c"), userAgent: String(repeating: "x", count: 400) + "\u{0}")
            let phone = try await world.store.begin(second, of: ana, now: world.time(1))
            #expect(phone.userAgent?.count == 300)
            let listed = try await world.store.sessions(of: ana, now: world.time(1))
            #expect(listed.map(\.id).first == phone.id && listed.count == 2)
            await #expect(throws: NotFound(kind: "session")) {
                try await world.store.revoke(phone.id, of: ben, now: world.time(2))
            }
            try await world.store.revokeSessions(of: ana, except: phone.id, now: world.time(2))
            #expect(try await world.store.signedIn(by: .of("a"), now: world.time(2)) == nil)
            try await world.store.revoke(phone.id, of: ana, now: world.time(2))
            #expect(try await world.store.sessions(of: ana, now: world.time(2)) == [])
            #expect(try await world.store.signedIn(by: .of("b"), now: world.time(2)) != nil)
        }
    }

    @Test(arguments: Engine.available) func `ends with a change of password, role or access`(_ engine: Engine)
        async throws
    {
        let ends: [@Sendable (NamedWorld, Identifier<Person>) async throws -> Void] = [
            { world, person in
                let session = NewSession(tokenHash: .of("d"), userAgent: nil)
                _ = try await world.store.changePassword(of: person, to: "new", session: session, now: world.now)
            },
            { world, _ in
                try await world.store.write(world.asOperator()) { _ = try $0.setRole(.manager, of: world.ben.id) }
            },
            { world, _ in
                try await world.store.write(world.asOperator()) { _ = try $0.deactivate(world.ben.id) }
            },
            { world, _ in try await world.store.write(world.asOperator()) { try $0.revokeSessions(of: world.ben.id) } },
        ]
        for end in ends {
            try await engine.withWorld { world in
                try await world.letIn(world.ana, as: .owner, token: "a")
                let person = try await world.letIn(world.ben, as: .rep, token: "b").person.id
                try await end(world, person)
                #expect(try await world.store.signedIn(by: .of("b"), now: world.now) == nil)
                #expect(try await world.store.signedIn(by: .of("a"), now: world.now) != nil)
            }
        }
    }

    @Test(arguments: Engine.available) func `keeps in its row nothing that opens it`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let before = try await world.store.changeCount()
            let signedIn = try await world.letIn(world.ana, as: .owner, token: "a")
            // The workspaces' logs tell of invitation and person, and of no token or hash.
            let texts: [String?] = try await world.store.database.read { db in
                try db.all("SELECT after_values FROM changes ORDER BY id")
            }
            #expect(!texts.contains { $0?.contains("hash of") == true || $0?.contains("aaaa") == true })
            #expect(try await world.store.changeCount() > before && signedIn.accesses.count == 1)
        }
    }
}

@Suite struct `Failed sign-ins` {
    private let address = SignInSubject(.of("1"), .address)
    private let client = SignInSubject(.of("2"), .client)

    @Test(arguments: Engine.available) func `make the next one wait, by address and by client`(_ engine: Engine)
        async throws
    {
        try await engine.withDatabase(migrations) { database in
            let store = Store(database)
            let now = Instant(milliseconds: 1_767_603_600_000)
            for _ in 0..<5 { try await store.beginSignIn([address, client], now: now) }
            for _ in 0..<2 {
                await #expect(throws: SignInError.tooManyAttempts(seconds: 30)) {
                    try await store.beginSignIn([address, client], now: now)
                }
            }
            for number in 0..<25 {
                let other = SignInSubject(
                    TokenHash(hex: String(repeating: "\(number % 10)", count: 63) + "b"),
                    .address
                )
                if number < 10 { try await store.beginSignIn([other, client], now: now) }
            }
            let later = Instant(milliseconds: now.milliseconds + 30_000)
            try await store.beginSignIn([address, client], now: later)
            await #expect(throws: SignInError.tooManyAttempts(seconds: 60)) {
                try await store.beginSignIn([address, client], now: later)
            }
            try await store.succeedSignIn(address: address, client: client)
            try await store.beginSignIn([address, client], now: later)
            for _ in 0..<14 { try await store.beginSignIn([client], now: later) }
            await #expect(throws: SignInError.tooManyAttempts(seconds: 30)) {
                try await store.beginSignIn([SignInSubject(.of("3"), .address), client], now: later)
            }
        }
    }

    @Test(arguments: Engine.available) func `at the same time are no more than one after the other`(_ engine: Engine)
        async throws
    {
        try await engine.withDatabase(migrations) { database in
            let store = Store(database)
            let now = Instant(milliseconds: 1_767_603_600_000)
            let passed = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<12 {
                    group.addTask { (try? await store.beginSignIn([address, client], now: now)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(passed == 5)
        }
    }
}
