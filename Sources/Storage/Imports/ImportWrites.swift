import SQLEngines
import Sales

extension ScopedConnection {
    package func create<Record: StoredRecord>(_ records: [Record], in run: Import) throws {
        try requireImporter(of: Record.table.rights)
        // Nor may a file make by name what who imports it could not invite.
        for case let member as Member in records where !access.reaches(member.role) {
            throw MemberError.aboveYou(member.role)
        }
        try db.create(records, by: origin(run))
    }

    package func create(teams: [Team], in run: Import) throws {
        try requireImporter(of: .members)
        try db.create(teams, by: origin(run))
    }

    package func create(memberships: [TeamMembership], in run: Import) throws {
        try requireImporter(of: .members)
        try db.create(memberships: memberships, by: origin(run))
    }

    package func create(_ reason: LossReason, in run: Import) throws {
        try requireImporter(of: .pipelines)
        try db.create(reason, by: origin(run))
    }

    package func create(_ pipeline: Pipeline, process: ProcessVersion, in run: Import) throws {
        try requireImporter(of: .pipelines)
        try process.validate()
        try db.create(pipeline, by: origin(run))
        try db.publish(process, by: origin(run))
    }

    /// Stores in what a record differs from what the import read; what others changed meanwhile stays.
    package func update<Record: StoredRecord>(_ record: Record, from stored: Record, in run: Import) throws {
        try requireImporter(of: Record.table.rights)
        // A file must not make administrators, nor lock anybody out.
        if let member = record as? Member, let stored = stored as? Member {
            guard member.role == stored.role || stored.personID == nil && access.reaches(member.role),
                member.personID == stored.personID, member.deactivatedAt == stored.deactivatedAt
            else { throw MemberError.noFieldToEdit }
        }
        try db.replace(record, from: stored, by: origin(run))
        try record.replaceParts(db, of: stored, by: origin(run))
    }

    /// Takes records out of the bin into which an undone import put them.
    package func revive<Record: StoredRecord>(_ ids: [Identifier<Record>], in run: Import) throws {
        try requireImporter(of: Record.table.rights)
        for id in ids { try db.setDeleted(false, id, by: origin(run)) }
    }

    /// Takes opportunities out of the bin; withdrawn ones come back with their new revisions.
    package func revive(opportunities ids: [Identifier<Opportunity>], in run: Import) throws {
        try requireImporter(of: .opportunities)
        for batch in ids.batches(of: 1000) {
            try db.run(
                """
                UPDATE opportunities SET deleted_at = NULL
                WHERE workspace_id = \(key) AND deleted_at IS NOT NULL AND id IN (\(list: batch))
                """
            )
        }
    }

    func origin(_ run: Import) -> Origin { Origin(access, importID: run.id) }
}
