import Synchronization

/// Rings for whoever waits, so that they need not ask again and again.
package final class Bell: Sendable {
    private let waiting = Mutex<[Int: AsyncStream<Void>.Continuation]>([:])
    private let last = Atomic(0)

    package init() {}

    /// One element for any number of rings since the one before was taken.
    package func rings() -> AsyncStream<Void> {
        let number = last.wrappingAdd(1, ordering: .relaxed).newValue
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        waiting.withLock { $0[number] = continuation }
        continuation.onTermination = { [weak self] _ in
            self?.waiting.withLock { $0[number] = nil }
        }
        return stream
    }

    package func ring() {
        for continuation in waiting.withLock({ Array($0.values) }) { continuation.yield() }
    }
}
