/// How a database is opened.
package struct DatabaseOptions: Sendable {
    /// Connections of PostgreSQL's pool, or readers of SQLite beside its one writer.
    package var maximumConnections = 8

    /// How long a transaction waits for a connection of PostgreSQL's pool before `DatabaseError.poolExhausted`.
    package var waitingTime: Duration = .seconds(5)

    /// How long SQLite waits for a file that another program has locked before `DatabaseError.locked`.
    package var busyTimeout: Duration = .seconds(5)

    /// How long one statement may run before `DatabaseError.statementTimeout`; `nil` is without limit.
    package var statementTimeout: Duration? = .seconds(60)

    /// Whether every write is refused.
    package var isReadOnly = false

    package init() {}
}

extension Duration {
    var milliseconds: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }

    var seconds: Double { Double(milliseconds) / 1_000 }
}
