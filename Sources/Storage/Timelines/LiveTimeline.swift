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
        let task = Task {
            guard let state else { return try await store.timeline(of: workspace) }
            return try await store.refreshed(state.timeline, after: state.number, of: workspace)
        }
        loading = task
        defer { loading = nil }
        let fresh = try await task.value
        self.state = fresh
        return fresh.timeline
    }
}
