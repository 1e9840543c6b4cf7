import SQLEngines
import Sales

extension ScopedConnection {
    /// What earlier parts of real history did to the records: which revisions are the run's, and which inferred ones
    /// were replaced by history that still stands.
    package func historyParts(
        of ids: [Identifier<Opportunity>],
        _ run: Import
    ) throws -> [Identifier<Opportunity>: StageHistoryMerge.Earlier] {
        try requireImporter()
        var parts: [Identifier<Opportunity>: StageHistoryMerge.Earlier] = [:]
        for batch in ids.batches(of: 1000) {
            try db.forEach(
                """
                SELECT opportunity_id, number FROM opportunity_revisions
                WHERE workspace_id = \(key) AND opportunity_id IN (\(list: batch)) AND import_id = \(run.id)
                """
            ) { row in
                let id: Identifier<Opportunity> = try row.next()
                parts[id, default: .init()].own.insert(try row.next())
            }
            try db.forEach(replaced(batch)) { row in
                let id: Identifier<Opportunity> = try row.next()
                parts[id, default: .init()].replaced.insert(try row.next())
            }
        }
        return parts
    }

    /// The voids made by a row of history that was not taken back.
    private func replaced(_ ids: ArraySlice<Identifier<Opportunity>>) -> SQL {
        """
        SELECT v.opportunity_id, v.number FROM opportunity_voids v JOIN opportunity_revisions r
            ON r.workspace_id = v.workspace_id AND r.opportunity_id = v.opportunity_id AND r.number = v.voided_by
        WHERE v.workspace_id = \(key) AND v.opportunity_id IN (\(list: ids))
            AND r.cause_code = \(Revision.Cause.imported) AND NOT EXISTS (
                SELECT 1 FROM opportunity_voids w WHERE w.workspace_id = v.workspace_id
                    AND w.opportunity_id = v.opportunity_id AND w.number = v.voided_by)
        """
    }
}
