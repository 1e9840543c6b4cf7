import Dispatch
import Synchronization

/// Lends sessions to one transaction each, and makes those wait who come when all are lent.
final class PostgresPool: Sendable {
    private struct Waiter {
        var id: Int
        var continuation: CheckedContinuation<PostgresSession, any Error>
    }

    private struct State {
        var idle: [PostgresSession] = []
        var lent = 0
        var waiters: [Waiter] = []
        var nextID = 0
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let conninfo: String
    private let options: DatabaseOptions
    private let state = Mutex(State())

    init(conninfo: String, options: DatabaseOptions) {
        self.conninfo = conninfo
        self.options = options
    }

    /// Lends a session to `body`.
    func withSession<T>(_ body: (PostgresSession) async throws -> T) async throws -> T {
        let session = try await take()
        defer { giveBack(session) }
        return try await body(session)
    }

    /// Refuses new transactions, waits for those under way and closes all connections.
    func close() async {
        await withCheckedContinuation { continuation in
            let isQuiet = state.withLock { state in
                state.isClosed = true
                if state.lent > 0 { state.closers.append(continuation) }
                return state.lent == 0
            }
            if isQuiet { continuation.resume() }
        }
        let idle = state.withLock { state in
            defer { state.idle = [] }
            return state.idle
        }
        for session in idle { await session.close() }
    }

    private func take() async throws -> PostgresSession {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enter(Waiter(id: id, continuation: continuation))
            }
        } onCancel: {
            leave(id, with: CancellationError())
        }
    }

    private func enter(_ waiter: Waiter) {
        let answer: Result<PostgresSession, any Error>? = state.withLock { state in
            // Asked under the lock: a cancellation that comes later finds the waiter in its place.
            if Task.isCancelled { return .failure(CancellationError()) }
            if state.isClosed { return .failure(DatabaseError.unavailable("It was closed.")) }
            if state.lent < options.maximumConnections {
                state.lent += 1
                return .success(state.idle.popLast() ?? PostgresSession(conninfo: conninfo, options: options))
            }
            state.waiters.append(waiter)
            return nil
        }
        if let answer { waiter.continuation.resume(with: answer) } else { expire(waiter.id) }
    }

    private func expire(_ id: Int) {
        let waited = options.waitingTime
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(Int(waited.milliseconds))) {
            self.leave(id, with: DatabaseError.poolExhausted(waited: waited))
        }
    }

    private func leave(_ id: Int, with error: any Error) {
        let waiter: Waiter? = state.withLock { state in
            state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
        }
        waiter?.continuation.resume(throwing: error)
    }

    private func giveBack(_ session: PostgresSession) {
        let (waiter, closers) = state.withLock { state -> (Waiter?, [CheckedContinuation<Void, Never>]) in
            if !state.waiters.isEmpty { return (state.waiters.removeFirst(), []) }
            state.idle.append(session)
            state.lent -= 1
            guard state.isClosed, state.lent == 0 else { return (nil, []) }
            defer { state.closers = [] }
            return (nil, state.closers)
        }
        waiter?.continuation.resume(returning: session)
        for closer in closers { closer.resume() }
    }
}
