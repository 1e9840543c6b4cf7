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
    package func run(
        _ action: BulkAction,
        on kind: BinKind,
        _ selection: BulkSelection,
        isConfirmed: Bool = false,
        progress: (BulkRun) -> Void = { _ in }
    ) async throws -> BulkRun {
        try await resume(try await begin(action, on: kind, selection, isConfirmed: isConfirmed), progress: progress)
    }

    /// Writes down what is to be done to which records; `resume` does it.
    ///
    /// A filter that shows another number of records than when somebody looked is refused unless that is confirmed.
    package func begin(
        _ action: BulkAction,
        on kind: BinKind,
        _ selection: BulkSelection,
        isConfirmed: Bool = false
    ) async throws -> BulkRun {
        let ids = try await store.read(access) { db in
            try db.records(of: kind, selection, isConfirmed: isConfirmed)
        }
        let run = try await store.write(access) { db in
            try db.beginBulkAction(action, on: kind, selection, selected: ids.count)
        }
        for start in stride(from: 0, to: ids.count, by: Self.collected) {
            let slice = ids[start..<min(start + Self.collected, ids.count)]
            try await store.write(access) { db in try db.collect(slice, for: run) }
        }
        return try await pass(run, to: .running)
    }

    /// Goes on with a run, or with its undo, where it stands.
    package func resume(_ run: BulkRun, progress: (BulkRun) -> Void = { _ in }) async throws -> BulkRun {
        var run = run
        var pace = Pace()
        while run.state == .running || run.state == .undoing {
            let (limit, before) = (pace.limit, run)
            let start = ContinuousClock.now
            try await store.requireStillThere(access)
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
        try await resume(run.state == .undoing ? run : beginUndo(run), progress: progress)
    }

    /// Says that a finished run is to be taken back; `resume` does it.
    package func beginUndo(_ run: BulkRun) async throws -> BulkRun {
        switch run.state {
        case .collecting, .running: throw BulkError.notFinished
        case .undoing, .undone: throw BulkError.undoneAlready
        case .finished: return try await pass(run, to: .undoing)
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
