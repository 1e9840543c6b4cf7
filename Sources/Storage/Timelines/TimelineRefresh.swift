import SQLEngines
import Sales
import SalesAnalytics

extension Store {
    /// The timeline with everything that the change log tells after the number, and the number of the newest change.
    ///
    /// Records are read anew with all their revisions, so late ones and voidings need no case of their own.
    package func refreshed(
        _ timeline: Timeline,
        after number: Int64,
        of workspace: Workspace
    ) async throws -> (timeline: Timeline, number: Int64) {
        try await numberChanges(of: workspace)
        let refreshed: (Timeline, Int64)? = try await database.read { db in
            let feed = try db.changes(in: workspace.key, after: number)
            if feed.lastNumber == number { return (timeline, number) }
            let ids = Array(Set(feed.opportunities)).sorted()
            // After an import the whole is read faster than so many by their keys.
            guard ids.count * 8 < max(8000, timeline.recordCount) else { return nil }
            let directory = try db.directory(of: workspace, changedBy: feed)
            let changes = try db.histories(of: ids, in: workspace.key)
            return (timeline.refreshed(with: changes, directory: directory), feed.lastNumber)
        }
        if let refreshed { return refreshed }
        return try await self.timeline(of: workspace)
    }
}

extension Connection {
    /// The records with what a timeline needs of their revisions.
    fileprivate func histories(
        of ids: [Identifier<Opportunity>],
        in workspace: Int64
    ) throws -> [(record: TimelineRecord, revisions: [Revision])] {
        let revisions = try revisions(of: ids, in: workspace)
        var records: [TimelineRecord] = []
        for batch in ids.batches(of: 1000) {
            records += try all(
                """
                SELECT \(TimelineRecord.columns) FROM opportunities
                WHERE workspace_id = \(workspace) AND id IN (\(list: batch)) ORDER BY id
                """
            )
        }
        return records.map { record in (record, (revisions[record.id] ?? []).filter { !$0.fields.isEmpty }) }
    }
}
