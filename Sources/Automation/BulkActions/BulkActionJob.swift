import Sales
import Storage

/// Does something to many records, or takes it back, in steps that never hold the writer for long.
///
/// Interrupted, it goes on when it is started again.
package struct BulkActionJob: Sendable {
    package var store: Store
    package var access: Access

    package init(store: Store, access: Access) {
        self.store = store
        self.access = access
    }

    /// Does the action to all records of a selection and returns the run with its results.
    ///
    /// A filter that shows another number of records than when somebody looked is refused unless that is confirmed.
    package func run(
        _ action: BulkAction,
        on kind: BinKind,
        _ selection: BulkSelection,
        isConfirmed: Bool = false,
        progress: (BulkRun) -> Void = { _ in }
    ) async throws -> BulkRun {
        let ids = try await store.read(access) { db in
            try db.records(of: kind, selection, isConfirmed: isConfirmed)
        }
        var run = try await store.write(access) { db in
            try db.beginBulkAction(action, on: kind, selection, selected: ids.count)
        }
        for start in stride(from: 0, to: ids.count, by: Self.collected) {
            let slice = ids[start..<min(start + Self.collected, ids.count)]
            try await store.write(access) { [run] db in try db.collect(slice, for: run) }
        }
        run = try await pass(run, to: .running)
        return try await resume(run, progress: progress)
    }

    /// Goes on with a run, or with its undo, where it stands.
    package func resume(_ run: BulkRun, progress: (BulkRun) -> Void = { _ in }) async throws -> BulkRun {
        var run = run
        var pace = Pace()
        while run.state == .running || run.state == .undoing {
            let (limit, before) = (pace.limit, run)
            let start = ContinuousClock.now
            run = try await store.write(access) { db in
                try before.state == .running ? db.advance(before, limit: limit) : db.undo(before, limit: limit)
            }
            pace.took(ContinuousClock.now - start)
            progress(run)
        }
        return run
    }

    /// Takes a finished run back; what somebody edited since is kept.
    package func undo(_ run: BulkRun, progress: (BulkRun) -> Void = { _ in }) async throws -> BulkRun {
        switch run.state {
        case .collecting, .running: throw BulkError.notFinished
        case .undone: throw BulkError.undoneAlready
        case .undoing: return try await resume(run, progress: progress)
        case .finished: return try await resume(try await pass(run, to: .undoing), progress: progress)
        }
    }

    private func pass(_ run: BulkRun, to state: BulkRun.State) async throws -> BulkRun {
        var next = run
        next.state = state
        if state == .undoing { next.processed = 0 }
        try await store.write(access) { [next] db in try db.save(next, after: run) }
        return next
    }

    /// Written down in one transaction; an insert costs a hundredth of a change.
    private static let collected = 500
}

/// How many records a step takes, so that the writer is held for about half of the 20 ms that others may wait.
struct Pace {
    private(set) var limit = 4

    mutating func took(_ time: Duration) {
        if time > .milliseconds(15) {
            limit = max(1, limit / 2)
        } else if time < .milliseconds(7) {
            limit = min(100, limit * 2)
        }
    }
}
