import SQLEngines
import Sales

/// A link as it is stored.
struct StoredLink: SQLReadable {
    var purpose: OneTimeLink.Purpose
    var workspaceKey: Int64?
    var memberID: Identifier<Member>?
    var expiresAt: Instant

    static let columns: SQL = "purpose, workspace_id, member_id, expires_at"

    init(from row: inout Row) throws {
        purpose = try row.next()
        workspaceKey = try row.next()
        memberID = try row.next()
        expiresAt = try row.next()
    }

    func workspace(_ db: any Connection) throws -> Workspace? {
        guard let workspaceKey else { return nil }
        return try db.find("SELECT \(Workspace.columns) FROM workspaces WHERE id = \(workspaceKey)", kind: "workspace")
    }

    /// What a page shows of it.
    func shown(_ db: any Connection) throws -> OneTimeLink {
        var link = OneTimeLink(purpose: purpose, expiresAt: expiresAt, workspace: try workspace(db))
        guard let memberID, let workspaceKey else { return link }
        let member: Member = try db.record(memberID, in: workspaceKey)
        guard member.isActive else { throw LinkError.notGood }
        link.member = member
        link.person = try member.personID.map(db.person) ?? member.email.flatMap(db.person(email:))
        return link
    }
}

extension Connection {
    /// Makes a link; earlier ones of the same purpose for the same member are good no more.
    func createLink(
        _ hash: TokenHash,
        _ purpose: OneTimeLink.Purpose,
        workspace: Int64?,
        member: Identifier<Member>?,
        by actor: Identifier<Member>?,
        now: Instant
    ) throws {
        if let workspace, let member { try revokeLinks(of: member, in: workspace, purpose, now: now) }
        try run(
            """
            INSERT INTO one_time_links
                (token_hash, purpose, workspace_id, member_id, created_by, created_at, expires_at)
            VALUES (\(hash), \(purpose), \(workspace), \(member), \(actor), \(now),
                \(now.milliseconds + purpose.lifetime))
            """
        )
    }

    func revokeLinks(
        of member: Identifier<Member>,
        in workspace: Int64,
        _ purpose: OneTimeLink.Purpose? = nil,
        now: Instant
    ) throws {
        let only: SQL = purpose.map { "AND purpose = \($0)" } ?? ""
        try run(
            """
            UPDATE one_time_links SET used_at = \(now)
            WHERE workspace_id = \(workspace) AND member_id = \(member) AND used_at IS NULL \(only)
            """
        )
    }

    /// Ends what a member has made for others to come in by and that nobody has used yet.
    func revokeLinks(madeBy member: Identifier<Member>, in workspace: Int64, now: Instant) throws {
        try run(
            """
            UPDATE one_time_links SET used_at = \(now)
            WHERE workspace_id = \(workspace) AND created_by = \(member) AND used_at IS NULL
            """
        )
    }

    func link(_ hash: TokenHash, now: Instant) throws -> StoredLink {
        let found: StoredLink? = try first(
            """
            SELECT \(StoredLink.columns) FROM one_time_links
            WHERE token_hash = \(hash) AND used_at IS NULL AND expires_at > \(now)
            """
        )
        guard let found else { throw LinkError.notGood }
        return found
    }

    /// Takes the link; of two who follow it at once one is let in.
    func use(_ hash: TokenHash, _ purpose: OneTimeLink.Purpose, now: Instant) throws -> StoredLink {
        let used: [StoredLink] = try all(
            """
            UPDATE one_time_links SET used_at = \(now)
            WHERE token_hash = \(hash) AND purpose = \(purpose) AND used_at IS NULL AND expires_at > \(now)
            RETURNING \(StoredLink.columns)
            """
        )
        guard let link = used.first else { throw LinkError.notGood }
        return link
    }

    /// How many owners can sign in.
    func ownerCount(_ workspace: Int64) throws -> Int {
        try first(
            """
            SELECT count(*) FROM members WHERE workspace_id = \(workspace) AND role = \(Role.owner)
                AND person_id IS NOT NULL AND deactivated_at IS NULL AND deleted_at IS NULL
            """
        ) ?? 0
    }
}

extension OneTimeLink.Purpose: SQLBindable, SQLReadable {}
