import GRDBSQLite

/// Stops statements that run too long; SQLite has no such limit of its own.
final class StatementDeadline {
    /// Instructions of SQLite's machine between two looks at the clock, about a millisecond.
    private static let interval: Int32 = 50_000

    private let limit: Duration
    private let connection: OpaquePointer?
    private var end: ContinuousClock.Instant = .now

    init?(_ limit: Duration?, on connection: OpaquePointer?) {
        guard let limit else { return nil }
        self.limit = limit
        self.connection = connection
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_progress_handler(connection, Self.interval, { StatementDeadline.isOver($0) ? 1 : 0 }, context)
    }

    deinit { sqlite3_progress_handler(connection, 0, nil, nil) }

    /// Gives the statement that starts now the whole time.
    func restart() { end = .now + limit }

    private static func isOver(_ context: UnsafeMutableRawPointer?) -> Bool {
        guard let context else { return false }
        return Unmanaged<StatementDeadline>.fromOpaque(context).takeUnretainedValue().end < .now
    }
}
