import Dispatch
import Synchronization
import TestSupport

/// What somebody else does between the reading and the writing of a transaction, once.
final class Interruption: Sendable {
    private enum Progress {
        case waiting
        case begun
        case ended((any Error)?)
    }

    private let work: @Sendable () async throws -> Void
    private let progress = Mutex(Progress.waiting)

    init(_ work: @escaping @Sendable () async throws -> Void) { self.work = work }

    /// Does it now where nobody can write during another's transaction, as on SQLite.
    func prepare(_ engine: Engine) async throws {
        if engine == .sqlite, begin() { try await work() }
    }

    /// Does it while the calling thread, a transaction's own, waits; nothing where it was done before.
    func happen() {
        guard begin() else { return }
        let done = DispatchSemaphore(value: 0)
        Task {
            var failure: (any Error)?
            do { try await work() } catch { failure = error }
            progress.withLock { [failure] in $0 = .ended(failure) }
            done.signal()
        }
        done.wait()
    }

    /// Throws what the work threw.
    func check() throws {
        if case .ended(let failure?) = progress.withLock({ $0 }) { throw failure }
    }

    private func begin() -> Bool {
        progress.withLock { progress in
            guard case .waiting = progress else { return false }
            progress = .begun
            return true
        }
    }
}
