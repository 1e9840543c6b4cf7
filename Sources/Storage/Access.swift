import SQLEngines
import Sales

/// How much of a workspace's records a member sees, by who owns them.
package enum DataScope: String, CaseIterable, Sendable {
    case own, team, teamAndBelow, all
}

/// Who asks, where and when: what every query goes through.
package struct Access: Sendable {
    package var workspace: Workspace
    /// Nil for the operator at the command line, who sees and may do everything.
    package var member: Member?
    package var dataScope: DataScope
    /// Read once per request or job.
    package var now: Instant

    package init(operatorOf workspace: Workspace, now: Instant) {
        self.workspace = workspace
        dataScope = .all
        self.now = now
    }

    package init(_ member: Member, in workspace: Workspace, scope: DataScope? = nil, now: Instant) {
        self.workspace = workspace
        self.member = member
        dataScope = scope ?? DataScope(defaultOf: member.role)
        self.now = now
    }

    package var mayWrite: Bool { member.map { $0.role != .readOnly } ?? true }
    /// Marketing looks at opportunities and changes none.
    package var mayWriteOpportunities: Bool { mayWrite && member?.role != .marketing }
    /// Whether people, teams, pipelines and lists of choices may be changed.
    package var mayAdminister: Bool { member.map { $0.role == .owner || $0.role == .admin } ?? true }
    package var calendar: ZoneCalendar { ZoneCalendar(workspace.timeZone) ?? .utc }
    package var today: Day { calendar.day(of: now) }
}

extension DataScope {
    /// What a role sees until the workspace decides otherwise.
    package init(defaultOf role: Role) {
        switch role {
        case .owner, .admin, .marketing: self = .all
        case .manager: self = .teamAndBelow
        case .rep, .readOnly: self = .own
        }
    }
}

/// A database with the tables of Sluice; reads and writes go through the one who asks.
package struct Store: Sendable {
    package let database: any Database

    package init(_ database: any Database) { self.database = database }

    package func read<T: Sendable>(
        _ access: Access,
        _ body: @escaping @Sendable (ScopedConnection) throws -> T
    ) async throws -> T {
        try await database.read { try body(ScopedConnection($0, access)) }
    }

    /// Writes in one transaction, unless the member may only read.
    ///
    /// Where another writer takes the same record's next number first, `body` runs a second time, sees what that one
    /// wrote and is refused only if both change the same field. What keeps anything outside the database is not to be
    /// repeated.
    @discardableResult
    package func write<T: Sendable>(
        _ access: Access,
        isRepeatable: Bool = true,
        _ body: @escaping @Sendable (ScopedConnection) throws -> T
    ) async throws -> T {
        do {
            return try await writeOnce(access, body)
        } catch is NumberTaken where isRepeatable {
            do { return try await writeOnce(access, body) } catch is NumberTaken { throw ChangedMeanwhile() }
        } catch is NumberTaken {
            throw ChangedMeanwhile()
        }
    }

    private func writeOnce<T: Sendable>(
        _ access: Access,
        _ body: @escaping @Sendable (ScopedConnection) throws -> T
    ) async throws -> T {
        guard access.mayWrite else { throw NotAllowed() }
        do {
            return try await database.write { try body(ScopedConnection($0, access)) }
        } catch DatabaseError.uniqueViolation(constraint: "opportunity_revisions_pkey") {
            throw NumberTaken()
        }
    }
}

/// Another writer took a record's next number of a revision first.
private struct NumberTaken: Error {}

/// An open transaction of one workspace, seen with the eyes of one member.
///
/// Its methods are the only queries other targets can write, and each carries the member's data scope.
package struct ScopedConnection {
    let db: any Connection
    package let access: Access
    /// Whose records the member sees; nil for everybody's.
    package let visibleOwners: Set<Identifier<Member>>?

    init(_ db: any Connection, _ access: Access) throws {
        self.db = db
        self.access = access
        visibleOwners = try db.visibleOwners(access)
    }

    var key: Int64 { access.workspace.key }

    /// Refuses what only owners and administrators may do.
    func requireAdministrator() throws {
        guard access.mayAdminister else { throw NotAllowed() }
    }

    /// Refuses changes of opportunities to those who may only look at them.
    func requireOpportunityWriter() throws {
        guard access.mayWriteOpportunities else { throw NotAllowed() }
    }

    /// The condition that a column names an owner whose records the member sees.
    ///
    /// What nobody owns is seen by those who see everything.
    func sees(_ owner: SQL) -> SQL {
        guard let visibleOwners else { return "1 = 1" }
        // With one owner, as reps see it, an index by owner gives the records in the order of its next column.
        if visibleOwners.count == 1, let only = visibleOwners.first { return "\(owner) = \(only)" }
        return "\(owner) IN (\(list: visibleOwners.sorted()))"
    }
}
