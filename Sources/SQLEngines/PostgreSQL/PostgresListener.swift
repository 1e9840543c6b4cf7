import CLibPQ
import Foundation
import Synchronization

/// A connection of its own that hears what is told by `NOTIFY`, and is opened again whenever it was lost.
///
/// It waits on a thread of its own, since libpq blocks.
final class PostgresListener: Sendable {
    private struct State {
        var isStarted = false
        var isClosed = false
    }

    private let conninfo: String
    private let hear: @Sendable (_ text: String?) -> Void
    private let state = Mutex(State())
    private let alarm = Alarm()

    /// Calls `hear` with the text of each notice, and with nothing when it begins to listen: what was told before is
    /// unknown then.
    init(conninfo: String, _ hear: @escaping @Sendable (_ text: String?) -> Void) {
        self.conninfo = conninfo
        self.hear = hear
    }

    func start() {
        let isFirst = state.withLock { state in
            defer { state.isStarted = true }
            return !state.isStarted && !state.isClosed
        }
        if isFirst { Thread.detachNewThread { self.run() } }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        alarm.raise()
    }

    private var isClosed: Bool { state.withLock { $0.isClosed } }

    private func run() {
        while !isClosed {
            let connection = PostgresConnecting.open(conninfo)
            if let connection, listen(on: connection) {
                hear(nil)
                while hearAll(from: connection), !isClosed { alarm.wait(beside: PQsocket(connection)) }
            }
            PQfinish(connection)
            if !isClosed { alarm.wait(milliseconds: 1_000) }
        }
    }

    private func listen(on connection: OpaquePointer) -> Bool {
        guard let channel = PQexec(connection, PostgresNotices.channel) else { return false }
        defer { PQclear(channel) }
        guard let name = PQgetvalue(channel, 0, 0) else { return false }
        let result = PQexec(connection, "LISTEN \(String(cString: name))")
        defer { PQclear(result) }
        return PQresultStatus(result) == PGRES_COMMAND_OK
    }

    /// Hears what has arrived; false once the connection is lost.
    private func hearAll(from connection: OpaquePointer) -> Bool {
        let isThere = PQconsumeInput(connection) == 1
        while let notice = PQnotifies(connection) {
            hear(String(cString: notice.pointee.extra))
            PQfreemem(notice)
        }
        return isThere
    }
}

/// What wakes a thread that waits for a connection.
private final class Alarm: Sendable {
    private let reading: Int32
    private let writing: Int32

    init() {
        var files: [Int32] = [-1, -1]
        // Without a pipe, which only a process without free files is refused, the thread ends a second later.
        _ = pipe(&files)
        (reading, writing) = (files[0], files[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    func raise() { _ = write(writing, "!", 1) }

    /// Waits until the connection's socket has something to read, or the alarm is raised.
    func wait(beside socket: Int32 = -1, milliseconds: Int32 = -1) {
        var files = [socket, reading].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        _ = poll(&files, nfds_t(files.count), reading < 0 ? 1_000 : milliseconds)
    }
}
