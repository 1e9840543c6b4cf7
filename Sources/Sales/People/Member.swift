/// Somebody who signs in, once per installation, in any number of workspaces.
package struct Person: Hashable, Sendable {
    package var id: Identifier<Person>
    package var email: String
    package var name: String
    /// Nil for the browser's.
    package var language: Language?

    package init(id: Identifier<Person>, email: String, name: String, language: Language? = nil) {
        self.id = id
        self.email = email
        self.name = name
        self.language = language
    }
}

/// A person in a workspace, or a name only: owners of imported history and people who left cannot sign in.
package struct Member: Hashable, Sendable {
    package var id: Identifier<Member>
    package var name: String
    package var email: String?
    package var role: Role
    package var externalKey: String?
    /// Who signs in as this member; nil for a name only.
    package var personID: Identifier<Person>?
    package var deactivatedAt: Instant?
    package var version: Int

    package init(
        id: Identifier<Member>,
        name: String,
        email: String? = nil,
        role: Role = .rep,
        externalKey: String? = nil,
        personID: Identifier<Person>? = nil,
        deactivatedAt: Instant? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.name = name
        self.email = email
        self.role = role
        self.externalKey = externalKey
        self.personID = personID
        self.deactivatedAt = deactivatedAt
        self.version = version
    }

    package var isActive: Bool { deactivatedAt == nil }
    package var canSignIn: Bool { personID != nil && isActive }
}

/// A team in the team tree.
package struct Team: Hashable, Sendable {
    package var id: Identifier<Team>
    package var name: String
    package var parentID: Identifier<Team>?
    /// Who leads it; a name on the page, without rights of its own.
    package var leadID: Identifier<Member>?
    package var version: Int

    package init(
        id: Identifier<Team>,
        name: String,
        parentID: Identifier<Team>? = nil,
        leadID: Identifier<Member>? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.name = name
        self.parentID = parentID
        self.leadID = leadID
        self.version = version
    }
}

/// A member's time in a team, from a day (or always) until the day before `until` (or still).
package struct TeamMembership: Hashable, Sendable {
    package var memberID: Identifier<Member>
    package var teamID: Identifier<Team>
    package var from: Day?
    package var until: Day?

    package init(memberID: Identifier<Member>, teamID: Identifier<Team>, from: Day? = nil, until: Day? = nil) {
        self.memberID = memberID
        self.teamID = teamID
        self.from = from
        self.until = until
    }

    package func covers(_ day: Day) -> Bool {
        (from.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true)
    }
}
