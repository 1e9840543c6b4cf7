import Foundation
import Sales
import Storage

/// Who asks to come in: what is typed, and from where.
package struct SignInRequest: Sendable {
    package var email: String
    package var password: String
    /// The network address of the browser, as far as it can be trusted.
    package var client: String
    package var userAgent: String?

    package init(email: String, password: String, client: String, userAgent: String? = nil) {
        self.email = email
        self.password = password
        self.client = client
        self.userAgent = userAgent
    }
}

/// A session that has begun, with the token that only the browser gets.
package struct BegunSession: Sendable {
    package var token: Token
    package var session: Session
}

/// Signing in with address and password, and changing the password.
package struct SignIn: Sendable {
    let store: Store
    let hasher: PasswordHasher

    package init(_ store: Store, _ hasher: PasswordHasher) {
        self.store = store
        self.hasher = hasher
    }

    /// Begins a session, or refuses without telling whether the address is known, by words or by time.
    package func signIn(_ request: SignInRequest, now: Instant) async throws -> BegunSession {
        let found = try await verify(request.email, request.password, client: request.client, now: now)
        let id = found.person.id
        guard try await store.isMemberAnywhere(id) else { throw SignInError.noWorkspace }
        if let old = found.passwordHash, hasher.isOutdated(old) {
            try await store.rehash(id, from: old, to: hasher.hash(request.password))
        }
        let token = Token()
        let session = NewSession(tokenHash: token.hash, userAgent: request.userAgent)
        return BegunSession(token: token, session: try await store.begin(session, of: id, now: now))
    }

    /// Changes the password of who is signed in; every other browser is signed out, and this one gets a new token.
    package func changePassword(
        of signedIn: SignedIn,
        from old: String,
        to new: String,
        client: String,
        now: Instant
    ) async throws -> BegunSession {
        let person = signedIn.person
        _ = try await verify(person.email, old, client: client, now: now)
        try PasswordRule.check(new, known: [person.email] + signedIn.accesses.map(\.workspace.name))
        let token = Token()
        let session = try await store.changePassword(
            of: person.id,
            to: hasher.hash(new),
            session: NewSession(tokenHash: token.hash, userAgent: signedIn.session.userAgent),
            now: now
        )
        return BegunSession(token: token, session: session)
    }

    /// The credentials of an address whose password was given, under the limits of failed attempts.
    func verify(_ email: String, _ password: String, client: String, now: Instant) async throws -> Credentials {
        let address = SignInSubject(TokenHash(of: "address \(email.trimmed.folded)"), .address)
        let client = SignInSubject(TokenHash(of: "client \(ClientNetwork(client).text)"), .client)
        try await store.beginSignIn([address, client], now: now)
        // What is no address is nobody's, and takes as long.
        let checked = try? EmailRule.checked(email)
        let found = if let checked { try await store.credentials(of: checked) } else { nil as Credentials? }
        let isRight = try await hasher.isRight(password, found?.passwordHash)
        guard let found, isRight else { throw SignInError.wrong }
        try await store.succeedSignIn(address: address, client: client)
        return found
    }
}

/// A client as failed attempts are counted: an IPv4 address, or the /64 that one home or office gets of IPv6.
struct ClientNetwork {
    let text: String

    init(_ address: String) {
        var bytes = in6_addr()
        guard address.contains(":"), inet_pton(AF_INET6, address, &bytes) == 1 else {
            text = address
            return
        }
        let all = withUnsafeBytes(of: &bytes) { Array($0) }
        // ::ffff:192.0.2.1 is an IPv4 client.
        let isMapped = all[0..<10].allSatisfy { $0 == 0 } && all[10] == 0xFF && all[11] == 0xFF
        text = (isMapped ? all[12...] : all[..<8]).map(String.init).joined(separator: ".")
    }
}

extension String {
    /// The text without white space around it.
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
