import SQLEngines
import Sales

/// A session that is to begin; only who holds the token can use it.
package struct NewSession: Sendable {
    package var tokenHash: TokenHash
    package var userAgent: String?

    package init(tokenHash: TokenHash, userAgent: String?) {
        self.tokenHash = tokenHash
        self.userAgent = userAgent
    }
}

extension Store {
    package func begin(_ session: NewSession, of id: Identifier<Person>, now: Instant) async throws -> Session {
        try await database.write { try $0.begin(session, of: id, now: now) }
    }

    /// Who is signed in by a token, with what they may do in each of their workspaces; nil where nobody is.
    ///
    /// Writes once a minute that the session was seen.
    package func signedIn(by token: TokenHash, now: Instant) async throws -> SignedIn? {
        guard let found = try await database.read({ try $0.signedIn(by: token, now: now) }) else { return nil }
        let session = found.session
        if now.milliseconds - session.lastSeenAt.milliseconds >= Session.seenPrecision {
            try await database.write { db in
                try db.run(
                    """
                    UPDATE sessions SET last_seen_at = \(now)
                    WHERE id = \(session.id) AND last_seen_at = \(session.lastSeenAt) AND revoked_at IS NULL
                    """
                )
            }
        }
        return found
    }

    /// The browsers in which a person is signed in, the one seen last first.
    package func sessions(of id: Identifier<Person>, now: Instant) async throws -> [Session] {
        let sessions: [Session] = try await database.read { db in
            try db.all(
                """
                SELECT \(Session.columns) FROM sessions
                WHERE person_id = \(id) AND revoked_at IS NULL AND expires_at > \(now)
                """
            )
        }
        return sessions.sorted { ($0.lastSeenAt, $0.id) > ($1.lastSeenAt, $1.id) }
    }

    /// Ends one of a person's sessions: signing out, here or in another browser.
    package func revoke(_ session: Identifier<Session>, of id: Identifier<Person>, now: Instant) async throws {
        try await database.write { db in
            let count = try db.run(
                """
                UPDATE sessions SET revoked_at = \(now)
                WHERE id = \(session) AND person_id = \(id) AND revoked_at IS NULL
                """
            )
            guard count == 1 else { throw NotFound(kind: "session") }
        }
    }

    /// Ends a person's sessions but the one that asks.
    package func revokeSessions(
        of id: Identifier<Person>,
        except session: Identifier<Session>? = nil,
        now: Instant
    ) async throws {
        try await database.write { try $0.revokeSessions(of: id, except: session, now: now) }
    }
}

extension ScopedConnection {
    /// Ends every session of a member's person, for those who may end the member's access.
    package func revokeSessions(of id: Identifier<Member>) throws {
        try require(.edit, .members)
        let member = try member(id)
        guard access.reaches(member.role) else { throw MemberError.aboveYou(member.role) }
        guard let personID = member.personID else { throw MemberError.cannotSignIn }
        try db.revokeSessions(of: personID, now: access.now)
        try db.note([("sessions", .text("ended"))], of: member, by: Origin(access))
    }
}

extension Connection {
    func begin(_ session: NewSession, of id: Identifier<Person>, now: Instant) throws -> Session {
        let begun = Session(
            id: Identifier(at: now),
            personID: id,
            createdAt: now,
            lastSeenAt: now,
            expiresAt: Instant(milliseconds: now.milliseconds + Session.lifetime),
            userAgent: session.userAgent.map(Session.fit)
        )
        // What expired a month ago is of no use to anybody.
        try run("DELETE FROM sessions WHERE expires_at < \(now.milliseconds - Session.lifetime)")
        try run(
            """
            INSERT INTO sessions (token_hash, \(Session.columns))
            VALUES (\(session.tokenHash), \(begun.id), \(id), \(now), \(now), \(begun.expiresAt), \(begun.userAgent))
            """
        )
        return begun
    }

    func revokeSessions(of id: Identifier<Person>, except session: Identifier<Session>? = nil, now: Instant) throws {
        let others: SQL = session.map { "AND id <> \($0)" } ?? ""
        try run("UPDATE sessions SET revoked_at = \(now) WHERE person_id = \(id) AND revoked_at IS NULL \(others)")
    }

    fileprivate func signedIn(by token: TokenHash, now: Instant) throws -> SignedIn? {
        let session: Session? = try first(
            """
            SELECT \(Session.columns) FROM sessions
            WHERE token_hash = \(token) AND revoked_at IS NULL AND expires_at > \(now)
            """
        )
        guard let session else { return nil }
        let accesses = try memberships(of: session.personID).map { $0.access(now: now) }
        return SignedIn(session: session, person: try person(session.personID), accesses: accesses)
    }
}

extension Session: SQLReadable {
    /// What a browser calls itself, as far as it can be stored.
    fileprivate static func fit(_ userAgent: String) -> String {
        let scalars = userAgent.unicodeScalars.filter { $0.value >= 0x20 }.prefix(userAgentLimit)
        return String(String.UnicodeScalarView(scalars))
    }

    static let columns: SQL = "id, person_id, created_at, last_seen_at, expires_at, user_agent"

    package init(from row: inout Row) throws {
        try self.init(
            id: row.next(),
            personID: row.next(),
            createdAt: row.next(),
            lastSeenAt: row.next(),
            expiresAt: row.next(),
            userAgent: row.next()
        )
    }
}
