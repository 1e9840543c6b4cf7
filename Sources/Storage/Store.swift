import SQLEngines
import Sales

/// A database with the tables of Sluice; reads and writes go through the one who asks.
package struct Store: Sendable {
    package let database: any Database
    /// Rings after each write of records.
    let commits = Bell()

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

    /// Refuses to go on for a member who left, or has another role, since the access was made.
    package func requireStillThere(_ access: Access) async throws {
        guard let asker = access.member else { return }
        let member: Member = try await database.read { try $0.record(asker.id, in: access.workspace.key) }
        guard member.isActive, member.role == asker.role else { throw NotAllowed() }
    }

    /// Writes what is the member's own and no record, which those do too who may only read.
    func writeOwn<T: Sendable>(
        _ access: Access,
        _ body: @escaping @Sendable (ScopedConnection) throws -> T
    ) async throws -> T {
        try await database.write { try body(ScopedConnection($0, access)) }
    }

    private func writeOnce<T: Sendable>(
        _ access: Access,
        _ body: @escaping @Sendable (ScopedConnection) throws -> T
    ) async throws -> T {
        guard access.mayWrite else { throw NotAllowed() }
        do {
            let value = try await database.write { try body(ScopedConnection($0, access)) }
            commits.ring()
            database.tellOthers()
            return value
        } catch DatabaseError.uniqueViolation(let constraint) where repeatable.contains(constraint) {
            throw NumberTaken()
        }
    }
}

/// Another writer took a record's next number of a revision first, or wrote the same part or name.
private struct NumberTaken: Error {}

/// What two who write at once may both find free; the second finds it taken when it looks again.
private let repeatable: Set<String> = [
    "opportunity_revisions_pkey", "opportunity_lines_pkey", "opportunity_contacts_pkey", "opportunity_contacts_contact",
    "opportunity_competitors_pkey", "opportunity_competitors_name", "tags_name", "competitors_name",
]
