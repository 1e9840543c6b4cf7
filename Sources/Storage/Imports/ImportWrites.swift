import SQLEngines
import Sales

extension ScopedConnection {
    package func create(_ records: [some StoredRecord], in run: Import) throws {
        try requireAdministrator()
        try db.create(records, by: origin(run))
    }

    package func create(teams: [Team], in run: Import) throws {
        try requireAdministrator()
        try db.create(teams: teams, by: origin(run))
    }

    package func create(memberships: [TeamMembership], in run: Import) throws {
        try requireAdministrator()
        try db.create(memberships: memberships, by: origin(run))
    }

    package func create(_ reason: LossReason, in run: Import) throws {
        try requireAdministrator()
        try db.create(reason, by: origin(run))
    }

    package func create(_ pipeline: Pipeline, process: ProcessVersion, in run: Import) throws {
        try requireAdministrator()
        try process.validate()
        try db.create(pipeline, by: origin(run))
        try db.publish(process, by: origin(run))
    }

    /// Stores in what a record differs from what the import read; what others changed meanwhile stays.
    package func update<Record: StoredRecord>(_ record: Record, from stored: Record, in run: Import) throws {
        try requireAdministrator()
        try db.replace(record, from: stored, by: origin(run))
        try record.replaceParts(db, of: stored, by: origin(run))
    }

    /// Takes records out of the bin into which an undone import put them.
    package func revive<Record: StoredRecord>(_ ids: [Identifier<Record>], in run: Import) throws {
        try requireAdministrator()
        for id in ids { try db.setDeleted(false, id, by: origin(run)) }
    }

    /// Takes opportunities out of the bin; withdrawn ones come back with their new revisions.
    package func revive(opportunities ids: [Identifier<Opportunity>], in run: Import) throws {
        try requireAdministrator()
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
