/// Whether an open transaction can still be used; the same rules for both engines.
///
/// PostgreSQL ends a transaction at its first error. SQLite goes on, so that an error caught inside a closure would
/// commit half of it: here it behaves as PostgreSQL does.
final class TransactionState {
    private var failure: (any Error)?
    private var isStreaming = false
    private let cancellation: Cancellation?

    init(_ cancellation: Cancellation? = nil) { self.cancellation = cancellation }

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

    /// Throws the first error of this transaction, if its closure caught it.
    func requireUsable() throws {
        try cancellation?.check()
        if let failure { throw failure }
    }
}
