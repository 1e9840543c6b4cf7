import Sales
import Storage
import TestSupport

extension TokenHash {
    /// A hash of that digit 64 times.
    static func of(_ digit: Character) -> TokenHash { TokenHash(hex: String(repeating: digit, count: 64)) }
}

extension NamedWorld {
    /// Lets a member in who is then a person, and gives the person's session.
    @discardableResult
    func letIn(_ member: Member, as role: Role, token: Character, email: String? = nil) async throws -> SignedIn {
        let email = email ?? "\(member.name.lowercased())@example.com"
        _ = try await store.write(asOperator()) { try $0.invite(member.id, email: email, role: role, link: .of(token)) }
        return try await store.acceptInvitation(
            .of(token),
            as: .new(email: email, name: member.name, passwordHash: "hash of \(member.name)", language: nil),
            session: NewSession(tokenHash: .of(token), userAgent: "Browser"),
            now: now
        )
    }

    /// A new account of a member.
    func account(_ name: String, owner: Member) -> Account {
        var account = Account(id: Identifier(high: 9, low: 1), name: name)
        account.ownerID = owner.id
        return account
    }

    /// The member's access as it is stored now.
    func storedAccess(_ member: Member, after: Int64 = 0) async throws -> Access {
        let stored = try await store.read(asOperator()) { try $0.member(member.id) }
        return try await store.access(of: stored, in: workspace, now: time(after))
    }
}
