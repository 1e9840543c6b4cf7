import Foundation
import Synchronization

/// Tells the other processes of a server's database what was committed, and hears what they tell.
///
/// Nobody relies on it: a connection may be lost, and a pooler between here and the server may not pass notices on.
final class PostgresNotices: Sendable {
    /// Names the channel by the schema, since several installations may share a database.
    static let channel = "SELECT 'sluice_' || oid FROM pg_namespace WHERE nspname = current_schema()"

    /// Any number of commits within it are told as one.
    private static let pause = Duration.milliseconds(20)

    private struct State {
        var isClosed = false
        var last: ContinuousClock.Instant?
        var telling: Task<Void, Never>?
    }

    private let pool: PostgresPool
    private let listener: PostgresListener
    private let bell = Bell()
    private let name: String
    private let state = Mutex(State())

    init(conninfo: String, pool: PostgresPool) {
        self.pool = pool
        let name = UUID().uuidString
        self.name = name
        listener = PostgresListener(conninfo: conninfo) { [bell] text in
            // What this process told it knows.
            if text != name { bell.ring() }
        }
    }

    /// Begins to listen, and rings once it does.
    func rings() -> AsyncStream<Void> {
        let rings = bell.rings()
        listener.start()
        return rings
    }

    func tell() {
        state.withLock { state in
            if state.telling != nil || state.isClosed { return }
            let last = state.last
            state.telling = Task { await tellOthers(after: last) }
        }
    }

    /// Tells what is still to be told, and ends the connection that listens.
    func close() async {
        let telling = state.withLock { state in
            state.isClosed = true
            return state.telling
        }
        await telling?.value
        listener.close()
    }

    private func tellOthers(after last: ContinuousClock.Instant?) async {
        if let last { try? await Task.sleep(until: last + Self.pause, clock: .continuous) }
        // From here on a commit is told anew, since the notice may be sent before it.
        state.withLock { state in
            state.telling = nil
            state.last = .now
        }
        // One that cannot be sent is made good by the others, who look at the database from time to time.
        _ = try? await pool.withSession { [name] session in
            try await session.transaction("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE") { db in
                // A notice that a crash takes along is not missed; waiting for the disk would be.
                try db.run("SET LOCAL synchronous_commit = off")
                try db.forEach(
                    """
                    SELECT pg_notify('sluice_' || oid, \(name)) FROM pg_namespace WHERE nspname = current_schema()
                    """
                ) { _ in }
            }
        }
    }
}
