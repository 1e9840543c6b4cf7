/// A browser in which a person is signed in.
package struct Session: Hashable, Sendable {
    package var id: Identifier<Session>
    package var personID: Identifier<Person>
    package var createdAt: Instant
    /// Written at most once a minute.
    package var lastSeenAt: Instant
    package var expiresAt: Instant
    package var userAgent: String?

    package init(
        id: Identifier<Session>,
        personID: Identifier<Person>,
        createdAt: Instant,
        lastSeenAt: Instant,
        expiresAt: Instant,
        userAgent: String? = nil
    ) {
        self.id = id
        self.personID = personID
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
        self.expiresAt = expiresAt
        self.userAgent = userAgent
    }

    /// Thirty days, in milliseconds.
    package static let lifetime: Int64 = 30 * 86_400_000
    /// How old `lastSeenAt` may be before it is written again.
    package static let seenPrecision: Int64 = 60_000
    package static let userAgentLimit = 300
}

/// A link that lets somebody in once.
package struct OneTimeLink: Hashable, Sendable {
    package enum Purpose: String, CaseIterable, Sendable {
        case firstRun, invitation, passwordReset

        /// How long the link is good, in milliseconds.
        package var lifetime: Int64 {
            switch self {
            case .firstRun, .passwordReset: 86_400_000
            case .invitation: 7 * 86_400_000
            }
        }
    }

    package var purpose: Purpose
    package var expiresAt: Instant
    /// Nil for a first run that makes its workspace.
    package var workspace: Workspace?
    package var member: Member?
    /// Whose password it sets, or who is invited and known already; such a person gives the password they have.
    package var person: Person?

    package init(
        purpose: Purpose,
        expiresAt: Instant,
        workspace: Workspace? = nil,
        member: Member? = nil,
        person: Person? = nil
    ) {
        self.purpose = purpose
        self.expiresAt = expiresAt
        self.workspace = workspace
        self.member = member
        self.person = person
    }
}

/// A one-time link that opens nothing.
package enum LinkError: Error, Equatable {
    /// Never made, used, expired or taken back: which one is not told.
    case notGood
    /// A first run where an owner is there already.
    case alreadyOwned
}

extension LinkError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notGood: "This link is not good any more. Ask for a new one."
        case .alreadyOwned: "This workspace has an owner already. Sign in, or ask the owner for an invitation."
        }
    }
}
