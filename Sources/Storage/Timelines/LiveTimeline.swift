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

    /// Whether it counts by the workspace's present time zone and currency.
    nonisolated func isOf(_ workspace: Workspace) -> Bool {
        self.workspace.timeZone == workspace.timeZone && self.workspace.currency == workspace.currency
    }

    /// The history as it is now; one caller brings it up to date, those who come meanwhile share the next refresh.
    package func current() async throws -> Timeline {
        // The refresh under way may have begun before what this caller has just committed.
        if let underWay = loading {
            _ = try? await underWay.value
            if let next = loading, next != underWay { return try await next.value.timeline }
        }
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
