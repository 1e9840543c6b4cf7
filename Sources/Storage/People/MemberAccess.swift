import SQLEngines
import Sales

/// Whom somebody invites, and as what.
package struct Invitation: Sendable {
    package var email: String
    package var name: String
    /// Nil for a rep, or for what a member by name only is already.
    package var role: Role?
    package var teamID: Identifier<Team>?

    package init(email: String, name: String, role: Role? = nil, teamID: Identifier<Team>? = nil) {
        self.email = email
        self.name = name
        self.role = role
        self.teamID = teamID
    }
}

extension ScopedConnection {
    /// Invites somebody by a link: a new member, or a name only that has this address.
    package func invite(_ invitation: Invitation, link: TokenHash) throws -> Member {
        try require(.create, .members)
        let email = try EmailRule.checked(invitation.email)
        try db.lock(memberLock | key)
        if let known = try members().first(where: { $0.email?.folded == email.folded }) {
            return try invite(known.id, email: email, role: invitation.role, link: link)
        }
        let role = invitation.role ?? .rep
        try requireGivable(role)
        let member = Member(id: Identifier(at: access.now), name: invitation.name, email: email, role: role)
        try db.create([member], by: Origin(access))
        if let teamID = invitation.teamID {
            _ = try team(teamID)
            let membership = TeamMembership(memberID: member.id, teamID: teamID, from: access.today)
            try db.create(memberships: [membership], by: Origin(access))
        }
        try createLink(link, .invitation, to: member)
        return member
    }

    /// Invites a member who is a name only, such as the owner of imported history; also once more.
    package func invite(
        _ id: Identifier<Member>,
        email: String? = nil,
        role: Role? = nil,
        link: TokenHash
    ) throws -> Member {
        try require(.create, .members)
        let member = try reachable(id)
        guard member.personID == nil else {
            throw member.email.map(MemberError.addressTaken) ?? MemberError.canSignInAlready
        }
        guard member.isActive else { throw MemberError.isDeactivated }
        if let role { try requireGivable(role) }
        guard let address = email ?? member.email else { throw MemberError.addressMissing }
        let checked = try EmailRule.checked(address)
        let isTaken = try members().contains { $0.id != id && $0.email?.folded == checked.folded }
        if isTaken { throw MemberError.addressTaken(checked) }
        let invited = try db.edit(id, by: Origin(access)) { (member: inout Member) in
            member.email = checked
            member.role = role ?? member.role
        }
        try createLink(link, .invitation, to: invited)
        return invited
    }

    /// Makes a link to a new password for a member who forgot theirs.
    ///
    /// The password opens every workspace of the person, so the asker must be able to reach them in each.
    package func createPasswordReset(of id: Identifier<Member>, link: TokenHash) throws -> Member {
        try require(.edit, .members)
        let member = try reachable(id)
        guard let personID = member.personID else { throw MemberError.cannotSignIn }
        guard member.isActive else { throw MemberError.isDeactivated }
        if let asker = access.member { try requireReach(asker, of: personID) }
        try createLink(link, .passwordReset, to: member)
        return member
    }

    /// Gives a member another role, which ends their sessions.
    package func setRole(_ role: Role, of id: Identifier<Member>, version: Int? = nil) throws -> Member {
        try require(.edit, .members)
        let member = try reachable(id)
        if member.role == role { return member }
        // Nobody raises themselves; an owner may step down.
        if id == access.member?.id, member.role != .owner { throw MemberError.isYourself }
        try requireGivable(role)
        if role != .owner { try requireAnotherOwner(than: member) }
        let changed = try db.edit(id, version: version, by: Origin(access)) { (member: inout Member) in
            member.role = role
        }
        if let personID = member.personID { try db.revokeSessions(of: personID, now: access.now) }
        // A link that was made for the role before would let in with the new one.
        try db.revokeLinks(of: id, in: key, now: access.now)
        return changed
    }

    /// Refuses a role above the asker's, or with rights or a scope that the asker has not; owners have all.
    private func requireGivable(_ role: Role) throws {
        guard access.reaches(role) else { throw MemberError.aboveYou(role) }
        guard let asker = access.member, asker.role != .owner else { return }
        let given = try db.access(
            of: Member(id: asker.id, name: asker.name, role: role),
            in: access.workspace,
            now: access.now
        )
        guard access.rights.contain(given.rights) else { throw MemberError.aboveYou(role) }
    }

    private func requireReach(_ asker: Member, of person: Identifier<Person>) throws {
        let places = try asker.personID.map(db.memberships) ?? []
        for target in try db.memberships(of: person) where target.workspace.key != key {
            let here = places.first { $0.workspace.key == target.workspace.key }
            guard let here, here.rights.allows(.edit, .members) || here.member.role == .owner,
                here.member.role.rank >= target.member.role.rank
            else { throw MemberError.memberElsewhere }
        }
    }

    private func createLink(_ hash: TokenHash, _ purpose: OneTimeLink.Purpose, to member: Member) throws {
        try db.createLink(hash, purpose, workspace: key, member: member.id, by: access.member?.id, now: access.now)
        try db.note([("link", purpose.sqlValue)], of: member, by: Origin(access))
    }
}

extension ScopedConnection {
    /// The member, whom the asker's rank reaches.
    func reachable(_ id: Identifier<Member>) throws -> Member {
        let member = try member(id)
        guard access.reaches(member.role) else { throw MemberError.aboveYou(member.role) }
        return member
    }

    /// Refuses what would leave the workspace without an owner who can sign in.
    func requireAnotherOwner(than member: Member) throws {
        guard member.role == .owner, member.canSignIn else { return }
        // Two owners could each take the other's place away at once.
        try db.lock(memberLock | key)
        guard try db.ownerCount(key) > 1 else { throw MemberError.lastOwner }
    }
}

/// The high bits of the lock's key; the low ones are the workspace's.
private let memberLock: Int64 = 0x534C_0007 << 32
