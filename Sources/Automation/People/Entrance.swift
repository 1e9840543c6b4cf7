import Sales
import Storage

/// What somebody gives who comes in by a link: a new account, or the password of the one they have.
package struct NewAccount: Sendable {
    package var email: String
    package var name: String
    package var password: String
    package var language: Language?

    package init(email: String, name: String, password: String, language: Language? = nil) {
        self.email = email
        self.name = name
        self.password = password
        self.language = language
    }
}

/// The browser that follows a link.
package struct Browser: Sendable {
    package var client: String
    package var userAgent: String?

    package init(client: String, userAgent: String? = nil) {
        self.client = client
        self.userAgent = userAgent
    }
}

/// Coming in by a one-time link: first run, invitation, new password.
package struct Entrance: Sendable {
    private let signIn: SignIn
    private var store: Store { signIn.store }

    package init(_ store: Store, _ hasher: PasswordHasher) { signIn = SignIn(store, hasher) }

    /// The links of a first run: into each workspace without an owner, or one that makes the first workspace.
    ///
    /// None where all are owned.
    package func firstRunLinks(now: Instant) async throws -> [(workspace: Workspace?, token: Token)] {
        let unowned = try await store.workspacesWithoutOwner()
        let isEmpty = try await store.workspaces().isEmpty
        var links: [(workspace: Workspace?, token: Token)] = []
        for workspace in isEmpty ? [nil] : unowned.map(Optional.some) {
            let token = Token()
            try await store.createFirstRunLink(token.hash, into: workspace, now: now)
            links.append((workspace, token))
        }
        return links
    }

    /// What the link opens, for the page that asks.
    package func link(_ token: Token, now: Instant) async throws -> OneTimeLink {
        try await store.link(token.hash, now: now)
    }

    /// Makes the workspace, unless the link leads into one, and its owner, who is signed in.
    package func completeFirstRun(
        _ token: Token,
        _ setting: WorkspaceSetting,
        owner account: NewAccount,
        _ browser: Browser,
        now: Instant
    ) async throws -> (token: Token, signedIn: SignedIn) {
        let link = try await link(token, now: now)
        guard link.purpose == .firstRun else { throw LinkError.notGood }
        let name = link.workspace?.name ?? setting.name
        let owner = try await newcomer(account, workspace: name, browser, now: now)
        return try await begin(browser) { session in
            try await store.completeFirstRun(token.hash, setting, owner: owner, session: session, now: now)
        }
    }

    /// Lets an invited person in; the address is the invitation's.
    package func acceptInvitation(
        _ token: Token,
        name: String,
        password: String,
        language: Language? = nil,
        _ browser: Browser,
        now: Instant
    ) async throws -> (token: Token, signedIn: SignedIn) {
        let link = try await link(token, now: now)
        guard link.purpose == .invitation, let workspace = link.workspace, let email = link.member?.email else {
            throw LinkError.notGood
        }
        let account = NewAccount(email: email, name: name, password: password, language: language)
        let newcomer = try await newcomer(account, workspace: workspace.name, browser, now: now)
        return try await begin(browser) { session in
            try await store.acceptInvitation(token.hash, as: newcomer, session: session, now: now)
        }
    }

    /// Sets the new password and signs the person in.
    package func resetPassword(
        _ token: Token,
        to password: String,
        _ browser: Browser,
        now: Instant
    ) async throws -> (token: Token, signedIn: SignedIn) {
        let link = try await link(token, now: now)
        guard link.purpose == .passwordReset, let workspace = link.workspace, let person = link.person else {
            throw LinkError.notGood
        }
        try PasswordRule.check(password, known: [person.email, workspace.name])
        let hash = try await signIn.hasher.hash(password)
        return try await begin(browser) { session in
            try await store.resetPassword(token.hash, to: hash, session: session, now: now)
        }
    }

    /// Somebody new with a password that is taken, or somebody known who has given theirs.
    private func newcomer(
        _ account: NewAccount,
        workspace: String,
        _ browser: Browser,
        now: Instant
    ) async throws -> Newcomer {
        let email = try EmailRule.checked(account.email)
        if try await store.credentials(of: email) != nil {
            let known = try await signIn.verify(email, account.password, client: browser.client, now: now)
            return .known(known.person.id)
        }
        try NameRule.check(account.name)
        try PasswordRule.check(account.password, known: [email, workspace])
        let hash = try await signIn.hasher.hash(account.password)
        return .new(email: email, name: account.name, passwordHash: hash, language: account.language)
    }

    private func begin(
        _ browser: Browser,
        _ use: (NewSession) async throws -> SignedIn
    ) async throws -> (token: Token, signedIn: SignedIn) {
        let token = Token()
        return (token, try await use(NewSession(tokenHash: token.hash, userAgent: browser.userAgent)))
    }
}
