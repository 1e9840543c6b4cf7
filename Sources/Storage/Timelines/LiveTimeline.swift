import SQLEngines
import Sales
import SalesAnalytics

/// A workspace's timeline that is loaded once and then follows the change log, shared by all who ask.
///
/// Asking looks at the log first, so an answer contains whatever any process had committed before.
package actor LiveTimeline {
    private let store: Store
    private let workspace: Workspace
    private var state: (timeline: Timeline, number: Int64)?
    private var loading: Task<(timeline: Timeline, number: Int64), any Error>?

    package init(_ store: Store, of workspace: Workspace) {
        self.store = store
        self.workspace = workspace
    }

    /// The history as it is now; one caller brings it up to date, others wait for that.
    package func current() async throws -> Timeline {
        if let loading { return try await loading.value.timeline }
        let (store, workspace, state) = (store, workspace, state)
        let task = Task { try await store.refreshed(state, of: workspace) }
        loading = task
        defer { loading = nil }
        let fresh = try await task.value
        self.state = fresh
        return fresh.timeline
    }
}

extension Store {
    fileprivate func refreshed(
        _ state: (timeline: Timeline, number: Int64)?,
        of workspace: Workspace
    ) async throws -> (timeline: Timeline, number: Int64) {
        guard let state else { return try await timeline(of: workspace) }
        try await numberChanges(of: workspace)
        return try await database.read { db in
            let feed = try db.changes(in: workspace.key, after: state.number)
            if feed.lastNumber == state.number { return state }
            let ids = Array(Set(feed.opportunities)).sorted()
            let records = try db.histories(of: ids, in: workspace.key)
            let directory = feed.touchesDirectory ? try db.directory(of: workspace) : nil
            return (state.timeline.refreshed(with: records, directory: directory), feed.lastNumber)
        }
    }
}

extension Connection {
    /// The records with all their revisions, as a timeline takes them in.
    fileprivate func histories(
        of ids: [Identifier<Opportunity>],
        in workspace: Int64
    ) throws -> [(record: TimelineRecord, revisions: [Revision])] {
        let histories = try revisions(of: ids, in: workspace)
        return try ids.batches(of: 1000).flatMap { batch in
            let records: [TimelineRecord] = try all(
                """
                SELECT \(TimelineRecord.columns) FROM opportunities
                WHERE workspace_id = \(workspace) AND id IN (\(list: batch)) ORDER BY id
                """
            )
            return records.map { ($0, histories[$0.id] ?? []) }
        }
    }
}
