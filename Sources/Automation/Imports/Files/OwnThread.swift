import Dispatch

/// Runs what reads a whole file on a thread of its own, so that no thread of Swift's cooperative pool waits.
package func onOwnThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
    }
}
