import Sales
import SalesAnalytics

/// A workspace's timeline that is loaded once and then follows the change log, shared by all who ask.
///
/// Asking looks at the log first, so an answer contains whatever any process had committed before.
package actor LiveTimeline {
    private let store: Store
    private let workspace: Workspace
    private var state: (timeline: Timeline, number: Int64)?
    private var loading: Task<Timeline, any Error>?

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
            if let next = loading { return try await next.value }
        }
        let task = Task { try await refresh() }
        loading = task
        return try await task.value
    }

    /// Is over for all who wait, with what it found kept, when the first of them goes on.
    private func refresh() async throws -> Timeline {
        defer { loading = nil }
        let fresh =
            if let state {
                try await store.refreshed(state.timeline, after: state.number, of: workspace)
            } else {
                try await store.timeline(of: workspace)
            }
        state = fresh
        return fresh.timeline
    }
}
