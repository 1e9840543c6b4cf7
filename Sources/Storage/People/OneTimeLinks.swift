import SQLEngines
import Sales

extension Store {
    /// The workspaces in which nobody is an owner who can sign in: made at the command line, by an import or a demo.
    package func workspacesWithoutOwner() async throws -> [Workspace] {
        try await database.read { db in
            let all: [Workspace] = try db.all("SELECT \(Workspace.columns) FROM workspaces ORDER BY id")
            return try all.filter { try db.ownerCount($0.key) == 0 }
        }
    }

    /// Makes the link of a first run: into a workspace without an owner, or into an installation without people.
    package func createFirstRunLink(_ hash: TokenHash, into workspace: Workspace?, now: Instant) async throws {
        try await database.write { db in
            try db.requireUnowned(workspace)
            try db.createLink(hash, .firstRun, workspace: workspace?.key, member: nil, by: nil, now: now)
        }
    }

    /// What a link opens, to be shown to who follows it.
    package func link(_ hash: TokenHash, now: Instant) async throws -> OneTimeLink {
        try await database.read { db in try db.link(hash, now: now).shown(db) }
    }

    /// Uses the link of a first run: makes the workspace, unless the link leads into one, and its first owner.
    package func completeFirstRun(
        _ hash: TokenHash,
        _ setting: WorkspaceSetting,
        owner: Newcomer,
        session: NewSession,
        now: Instant
    ) async throws -> SignedIn {
        try await setting.telling {
            try await database.writePerson { db in
                let link = try db.use(hash, .firstRun, now: now)
                let workspace = try link.workspace(db)
                try db.lock(firstRunLock)
                try db.requireUnowned(workspace)
                let owned = try workspace ?? db.createWorkspace(setting, now: now)
                let person = try db.admit(owner, now: now)
                let member = Member(
                    id: Identifier(at: now),
                    name: person.name,
                    email: person.email,
                    role: .owner,
                    personID: person.id
                )
                try db.create([member], by: Origin(Access(operatorOf: owned, now: now)))
                return try db.signIn(person, session, now: now)
            }
        }
    }

    /// Uses an invitation: the member is this person from now on, who is signed in.
    package func acceptInvitation(
        _ hash: TokenHash,
        as newcomer: Newcomer,
        session: NewSession,
        now: Instant
    ) async throws -> SignedIn {
        try await database.writePerson { db in
            let link = try db.use(hash, .invitation, now: now)
            guard let workspace = try link.workspace(db), let memberID = link.memberID else { throw LinkError.notGood }
            let member: Member = try db.record(memberID, in: workspace.key)
            guard member.personID == nil, member.isActive else { throw LinkError.notGood }
            let person = try db.admit(newcomer, now: now)
            guard person.email.folded == member.email?.folded else { throw LinkError.notGood }
            // A person is one member of a workspace.
            if try db.memberships(of: person.id).contains(where: { $0.workspace.key == workspace.key }) {
                throw MemberError.addressTaken(person.email)
            }
            let origin = Origin(try db.access(of: member, in: workspace, now: now))
            _ = try db.edit(memberID, by: origin) { (member: inout Member) in
                member.personID = person.id
                // Whom nobody gave a name has the one that they gave themselves.
                if member.name == member.email { member.name = person.name }
            }
            return try db.signIn(person, session, now: now)
        }
    }

    /// Uses a link to a new password: every session ends, and the person is signed in.
    package func resetPassword(
        _ hash: TokenHash,
        to passwordHash: String,
        session: NewSession,
        now: Instant
    ) async throws -> SignedIn {
        try await database.write { db in
            let link = try db.use(hash, .passwordReset, now: now)
            guard let workspace = try link.workspace(db), let memberID = link.memberID else { throw LinkError.notGood }
            let member: Member = try db.record(memberID, in: workspace.key)
            guard let personID = member.personID, member.isActive else { throw LinkError.notGood }
            try db.setPassword(of: personID, to: passwordHash, now: now)
            return try db.signIn(try db.person(personID), session, now: now)
        }
    }
}

extension Connection {
    fileprivate func requireUnowned(_ workspace: Workspace?) throws {
        if let workspace {
            guard try ownerCount(workspace.key) == 0 else { throw LinkError.alreadyOwned }
        } else {
            let somebody: Int? = try first("SELECT 1 FROM persons LIMIT 1")
            guard somebody == nil else { throw LinkError.alreadyOwned }
        }
    }

    fileprivate func signIn(_ person: Person, _ session: NewSession, now: Instant) throws -> SignedIn {
        let begun = try begin(session, of: person.id, now: now)
        let accesses = try memberships(of: person.id).map { $0.access(now: now) }
        return SignedIn(session: begun, person: person, accesses: accesses)
    }
}

/// One first run at a time, so that an installation never has two first owners.
private let firstRunLock: Int64 = 0x534C_0006 << 32
