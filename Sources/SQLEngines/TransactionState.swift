/// Whether an open transaction can still be used; the same rules for both engines.
///
/// PostgreSQL ends a transaction at its first error. SQLite goes on, so that an error caught inside a closure would
/// commit half of it: here it behaves as PostgreSQL does.
final class TransactionState {
    private var failure: (any Error)?
    private var isStreaming = false
    private let cancellation: Cancellation?
    private let isReading: Bool
    /// What was asked once, with the rows that were found.
    private var answers: [SQL: Any] = [:]

    init(_ cancellation: Cancellation? = nil, isReading: Bool) {
        self.cancellation = cancellation
        self.isReading = isReading
    }

    /// Runs a statement, unless an earlier one failed or is still sending rows.
    func statement<R>(_ body: () throws -> R) throws -> R {
        try requireUsable()
        do {
            if isStreaming { throw DatabaseError.streaming }
            return try body()
        } catch {
            if failure == nil { failure = error }
            throw error
        }
    }

    /// Runs a statement whose rows are read meanwhile.
    func stream(_ body: () throws -> Void) throws {
        try statement {
            isStreaming = true
            defer { isStreaming = false }
            try body()
            try requireUsable()
        }
    }

    /// The rows of an earlier time in a transaction that only reads, or else those of `body`.
    ///
    /// Few are kept: what is asked in a loop has another binding each time.
    func once<T>(_ sql: SQL, _ body: () throws -> [T]) throws -> [T] {
        guard isReading else { return try body() }
        try requireUsable()
        if let known = answers[sql] as? [T] { return known }
        let found = try body()
        if answers.count >= 64 { answers = [:] }
        answers[sql] = found
        return found
    }

    /// Throws the first error of this transaction, if its closure caught it.
    func requireUsable() throws {
        try cancellation?.check()
        if let failure { throw failure }
    }
}
