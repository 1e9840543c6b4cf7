import Sales
import Synchronization

/// The timelines of all workspaces, each loaded when somebody first asks for it.
package final class LiveTimelines: Sendable {
    private let store: Store
    private let timelines = Mutex<[Int64: LiveTimeline]>([:])

    package init(_ store: Store) { self.store = store }

    package subscript(workspace: Workspace) -> LiveTimeline {
        timelines.withLock { timelines in
            // Days and sums of one with another time zone or currency would be wrong.
            if let known = timelines[workspace.key], known.isOf(workspace) { return known }
            let timeline = LiveTimeline(store, of: workspace)
            timelines[workspace.key] = timeline
            return timeline
        }
    }
}
