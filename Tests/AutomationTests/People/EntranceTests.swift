@testable import Automation

import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

/// An installation that people come into.
private struct House: Sendable {
    let store: Store
    let signIn: SignIn
    let entrance: Entrance
    let now = Instant(milliseconds: 1_767_603_600_000)
    let browser = Browser(client: "192.0.2.1", userAgent: "Browser")
    let setting = WorkspaceSetting(name: "Acme Sales", currency: Currency("EUR")!, timeZone: "UTC", language: .english)

    init(_ database: any Database) throws {
        let hasher = try PasswordHasher.quick()
        store = Store(database)
        signIn = SignIn(store, hasher)
        entrance = Entrance(store, hasher)
    }

    func firstRun(_ email: String = "ana@example.com", _ password: String = "correct horse") async throws
        -> (token: Token, signedIn: SignedIn)
    {
        let link = try #require(try await entrance.firstRunLinks(now: now).first)
        let owner = NewAccount(email: email, name: "Ana", password: password)
        return try await entrance.completeFirstRun(link.token, setting, owner: owner, browser, now: now)
    }

    func invite(_ email: String, by access: Access) async throws -> Token {
        let token = Token()
        let invitation = Invitation(email: email, name: "Ben")
        _ = try await store.write(access) { try $0.invite(invitation, link: token.hash) }
        return token
    }

    func request(_ email: String, _ password: String, client: String = "192.0.2.1") -> SignInRequest {
        SignInRequest(email: email, password: password, client: client, userAgent: "Browser")
    }
}

extension Engine {
    fileprivate func withHouse(_ body: (House) async throws -> Void) async throws {
        try await withDatabase(migrations) { try await body(House($0)) }
    }
}

@Suite struct `Coming in` {
    @Test(arguments: Engine.available) func `first makes workspace and owner, who is signed in`(_ engine: Engine)
        async throws
    {
        try await engine.withHouse { house in
            let first = try await house.firstRun()
            #expect(first.signedIn.accesses.map(\.member?.role) == [.owner])
            let found = try await house.store.signedIn(by: first.token.hash, now: house.now)
            #expect(found?.person == first.signedIn.person)
            #expect(try await house.entrance.firstRunLinks(now: house.now).isEmpty)
        }
    }

    @Test(arguments: Engine.available) func `refuses what breaks a rule and lets the link stay good`(_ engine: Engine)
        async throws
    {
        try await engine.withHouse { house in
            let link = try #require(try await house.entrance.firstRunLinks(now: house.now).first)
            func run(_ email: String, _ name: String, _ password: String) async throws {
                let owner = NewAccount(email: email, name: name, password: password)
                let (setting, browser, now) = (house.setting, house.browser, house.now)
                _ = try await house.entrance.completeFirstRun(link.token, setting, owner: owner, browser, now: now)
            }
            await #expect(throws: EmailError()) { try await run("ana", "Ana", "correct horse") }
            await #expect(throws: NameError.empty) { try await run("ana@example.com", " ", "correct horse") }
            await #expect(throws: PasswordError.tooShort) { try await run("ana@example.com", "Ana", "short") }
            await #expect(throws: PasswordError.easilyGuessed) { try await run("ana@example.com", "Ana", "acme sales") }
            try await run("ana@example.com", "Ana", "correct horse")
        }
    }

    @Test(arguments: Engine.available) func `by invitation asks somebody known for the password they have`(
        _ engine: Engine
    )
        async throws
    {
        try await engine.withHouse { house in
            let owner = try #require(try await house.firstRun().signedIn.accesses.first)
            let other = try await house.store.createWorkspace(
                name: "Other",
                currency: house.setting.currency,
                timeZone: "UTC",
                language: .english,
                now: house.now
            )
            let new = try await house.invite("ben@example.com", by: owner)
            let ben = try await house.entrance.acceptInvitation(
                new,
                name: "Ben",
                password: "staple battery",
                house.browser,
                now: house.now
            )
            #expect(ben.signedIn.accesses.map(\.member?.name) == ["Ben"])
            let known = try await house.invite("ben@example.com", by: Access(operatorOf: other, now: house.now))
            func accept(_ password: String) async throws -> SignedIn {
                let (browser, now) = (house.browser, house.now)
                return try await house.entrance.acceptInvitation(known, name: "", password: password, browser, now: now)
                    .signedIn
            }
            await #expect(throws: SignInError.wrong) { try await accept("another password") }
            #expect(try await accept("staple battery").accesses.count == 2)
            await #expect(throws: LinkError.notGood) { try await accept("staple battery") }
        }
    }

    @Test(arguments: Engine.available) func `with a new password needs no old one`(_ engine: Engine) async throws {
        try await engine.withHouse { house in
            let first = try await house.firstRun()
            let access = try #require(first.signedIn.accesses.first)
            let (member, token) = (try #require(access.member), Token())
            let operate = Access(operatorOf: access.workspace, now: house.now)
            _ = try await house.store.write(operate) { try $0.createPasswordReset(of: member.id, link: token.hash) }
            await #expect(throws: PasswordError.easilyGuessed) {
                try await house.entrance.resetPassword(token, to: "Ana@example.com", house.browser, now: house.now)
            }
            _ = try await house.entrance.resetPassword(token, to: "battery staple", house.browser, now: house.now)
            #expect(try await house.store.signedIn(by: first.token.hash, now: house.now) == nil)
            _ = try await house.signIn.signIn(house.request("ana@example.com", "battery staple"), now: house.now)
        }
    }
}

@Suite struct `Signing in` {
    @Test(arguments: Engine.available) func `needs address and password, and tells not which was wrong`(
        _ engine: Engine
    )
        async throws
    {
        try await engine.withHouse { house in
            _ = try await house.firstRun()
            let begun = try await house.signIn.signIn(
                house.request(" ANA@example.com", "correct horse"),
                now: house.now
            )
            #expect(try await house.store.signedIn(by: begun.token.hash, now: house.now)?.session == begun.session)
            for (email, password) in [
                ("ana@example.com", "correct horses"), ("ana@example.com", ""), ("eve@example.com", "correct horse"),
                ("\u{0}", "correct horse"), ("", ""),
            ] {
                await #expect(throws: SignInError.wrong) {
                    try await house.signIn.signIn(house.request(email, password), now: house.now)
                }
            }
        }
    }

    @Test(arguments: Engine.available) func `waits after five failures, with the right password too`(_ engine: Engine)
        async throws
    {
        try await engine.withHouse { house in
            _ = try await house.firstRun()
            for number in 0..<5 {
                await #expect(throws: SignInError.wrong) {
                    let request = house.request("ana@example.com", "wrong password", client: "192.0.2.\(number)")
                    _ = try await house.signIn.signIn(request, now: house.now)
                }
            }
            let right = house.request("ana@example.com", "correct horse")
            await #expect(throws: SignInError.tooManyAttempts(seconds: 30)) {
                try await house.signIn.signIn(right, now: house.now)
            }
            let later = Instant(milliseconds: house.now.milliseconds + 30_000)
            _ = try await house.signIn.signIn(right, now: later)
            await #expect(throws: SignInError.wrong) {
                try await house.signIn.signIn(house.request("ana@example.com", "wrong password"), now: later)
            }
        }
    }

    @Test(arguments: Engine.available) func `is refused to whom no workspace lets in`(_ engine: Engine) async throws {
        try await engine.withHouse { house in
            let owner = try #require(try await house.firstRun().signedIn.accesses.first)
            let token = try await house.invite("ben@example.com", by: owner)
            let (browser, now) = (house.browser, house.now)
            let ben = try await house.entrance.acceptInvitation(
                token,
                name: "Ben",
                password: "staple battery",
                browser,
                now: now
            )
            let id = try #require(ben.signedIn.accesses.first?.member).id
            #expect(try await Departure(house.store, owner).deactivate(id, handingOverTo: nil) == 0)
            await #expect(throws: SignInError.noWorkspace) {
                try await house.signIn.signIn(house.request("ben@example.com", "staple battery"), now: now)
            }
        }
    }

    @Test(arguments: Engine.available) func `hashes the password anew where its cost has grown`(_ engine: Engine)
        async throws
    {
        try await engine.withHouse { house in
            _ = try await house.firstRun()
            let dearer = PasswordHasher(cost: PasswordHash.Cost(rounds: 32, blockSize: 8, parallelism: 1))
            for _ in 0..<2 {
                _ = try await SignIn(house.store, dearer)
                    .signIn(house.request("ana@example.com", "correct horse"), now: house.now)
                let stored = try await house.store.credentials(of: "ana@example.com")?.passwordHash
                #expect(stored?.hasPrefix("scrypt$32$") == true)
            }
        }
    }

    @Test(arguments: Engine.available) func `goes on here and ends elsewhere when the password changes`(
        _ engine: Engine
    )
        async throws
    {
        try await engine.withHouse { house in
            let first = try await house.firstRun()
            let (now, client) = (house.now, "192.0.2.1")
            await #expect(throws: SignInError.wrong) {
                try await house.signIn.changePassword(
                    of: first.signedIn,
                    from: "wrong password",
                    to: "battery staple",
                    client: client,
                    now: now
                )
            }
            await #expect(throws: PasswordError.tooShort) {
                try await house.signIn.changePassword(
                    of: first.signedIn,
                    from: "correct horse",
                    to: "short",
                    client: client,
                    now: now
                )
            }
            let begun = try await house.signIn.changePassword(
                of: first.signedIn,
                from: "correct horse",
                to: "battery staple",
                client: client,
                now: now
            )
            #expect(try await house.store.signedIn(by: first.token.hash, now: now) == nil)
            #expect(try await house.store.signedIn(by: begun.token.hash, now: now) != nil)
            _ = try await house.signIn.signIn(house.request("ana@example.com", "battery staple"), now: now)
        }
    }
}

@Suite struct `A departure` {
    @Test(arguments: Engine.available) func `that was interrupted goes on when it is asked for again`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            var account = Account(id: Identifier(high: 9, low: 1), name: "Account")
            account.ownerID = world.ben.id
            try await world.store.write(world.asOperator()) { [account] db in
                try db.create([account])
                _ = try db.deactivate(world.ben.id, handingOverTo: world.cleo.id)
            }
            let departure = Departure(world.store, world.asOperator(1))
            #expect(try await departure.deactivate(world.ben.id, handingOverTo: world.cleo.id) == 1)
            await #expect(throws: MemberError.isDeactivated) {
                _ = try await departure.deactivate(world.ben.id, handingOverTo: nil)
            }
        }
    }

    @Test(arguments: Engine.available) func `hands over more than one step takes`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let accounts = (0..<UInt64(120)).map { number in
                var account = Account(id: Identifier(high: 9, low: number), name: "Account \(number)")
                account.ownerID = world.ben.id
                return account
            }
            try await world.store.write(world.asOperator()) { try $0.create(accounts) }
            let departure = Departure(world.store, world.asOperator(1))
            var told: [Int] = []
            let moved = try await departure.deactivate(world.ben.id, handingOverTo: world.cleo.id) { told.append($0) }
            #expect(moved == 120 && told == [50, 100, 120])
            let left = try await world.store.read(world.asOperator(2)) { try $0.holdings(of: world.cleo.id) }
            #expect(left == Holdings(accounts: 120))
        }
    }
}
