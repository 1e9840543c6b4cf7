import SQLEngines
import Sales

/// Tells those who listen that a workspace's change log has grown: at once where this process wrote or another one
/// said so, otherwise when it next looks.
///
/// It looks at the database only while somebody listens: each second where processes tell each other, for a notice that
/// was lost, and four times a second where they cannot.
package actor ChangeWatch {
    private let store: Store
    private let pause: Duration?
    private var listeners: [Int: Listener] = [:]
    private var lastListener = 0
    private var watching: Task<Void, Never>?
    private static let quiet = Duration.seconds(15)

    private struct Listener {
        var workspace: Workspace
        var number: Int64
        var lastTold = ContinuousClock.now
        var continuation: AsyncStream<Int64>.Continuation
    }

    package init(_ store: Store, every pause: Duration? = nil) {
        self.store = store
        self.pause = pause
    }

    /// The log's last number, each time that it has grown beyond `number`; the newest only, where one is slow to take it.
    ///
    /// The same number again after some quiet seconds, so that who listens for somebody far away can see whether they
    /// are still there.
    package func numbers(in workspace: Workspace, after number: Int64) -> AsyncStream<Int64> {
        lastListener += 1
        let id = lastListener
        let (stream, continuation) = AsyncStream<Int64>.makeStream(bufferingPolicy: .bufferingNewest(1))
        listeners[id] = Listener(workspace: workspace, number: number, continuation: continuation)
        continuation.onTermination = { [weak self] _ in
            Task { await self?.remove(id) }
        }
        if watching == nil { watching = Task { await watch() } }
        return stream
    }

    package var isWatching: Bool { watching != nil }

    private func remove(_ id: Int) {
        listeners[id] = nil
        guard listeners.isEmpty else { return }
        watching?.cancel()
        watching = nil
    }

    private func watch() async {
        let (ticks, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let others = store.database.ringsOfOthers()
        let pause = pause ?? (others == nil ? .milliseconds(250) : .seconds(1))
        continuation.yield()
        await withTaskGroup(of: Void.self) { group in
            for rings in [store.commits.rings(), others].compactMap({ $0 }) {
                group.addTask { for await _ in rings { continuation.yield() } }
            }
            group.addTask {
                while (try? await Task.sleep(for: pause)) != nil { continuation.yield() }
            }
            for await _ in ticks {
                await look()
                // Many small writes are told as one.
                if (try? await Task.sleep(for: .milliseconds(20))) == nil { break }
            }
            group.cancelAll()
        }
    }

    private func look() async {
        let workspaces = Dictionary(listeners.values.map { ($0.workspace.key, $0.workspace) }) { first, _ in first }
        for workspace in workspaces.values {
            // A database that does not answer is asked again; each page tells its own reader.
            guard let number = try? await store.lastChange(of: workspace) else { continue }
            for (id, listener) in listeners where listener.workspace.key == workspace.key {
                guard listener.number < number || listener.lastTold.duration(to: .now) > Self.quiet else { continue }
                listeners[id]?.number = number
                listeners[id]?.lastTold = .now
                listener.continuation.yield(number)
            }
        }
    }
}

extension Store {
    /// The number of the log's last entry, after numbering what was committed.
    package func lastChange(of workspace: Workspace) async throws -> Int64 {
        try await numberChanges(of: workspace)
        return try await database.read { try $0.lastChangeNumber(workspace.key) }
    }
}
