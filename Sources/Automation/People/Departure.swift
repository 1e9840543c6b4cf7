import Sales
import Storage

/// A member leaves: access ends at once, then all they own goes to somebody, in steps that let others write between.
///
/// One that was interrupted goes on when it is run again.
package struct Departure: Sendable {
    private let store: Store
    private let access: Access

    package init(_ store: Store, _ access: Access) {
        self.store = store
        self.access = access
    }

    /// Ends the access of a member and hands over what they own; returns how many records that were.
    package func deactivate(
        _ id: Identifier<Member>,
        handingOverTo successor: Identifier<Member>?,
        version: Int? = nil,
        progress: (Int) async -> Void = { _ in }
    ) async throws -> Int {
        // Who has left already and still owns something was not handed over to the end.
        guard access.may(.delete, .members) else { throw NotAllowed(.delete, .members) }
        let hasLeft = try await store.read(access) { try !$0.member(id).isActive }
        if !hasLeft || successor == nil {
            try await store.write(access) { db in
                _ = try db.deactivate(id, handingOverTo: successor, version: version)
            }
        }
        guard let successor else { return 0 }
        return try await handOver(from: id, to: successor, progress: progress)
    }

    /// Hands over all that a member owns, who may stay or have left.
    package func handOver(
        from id: Identifier<Member>,
        to successor: Identifier<Member>,
        progress: (Int) async -> Void = { _ in }
    ) async throws -> Int {
        var total = 0
        var left = try await store.read(access) { try $0.holdings(of: id).total }
        while left > 0 {
            total += try await store.write(access) { try $0.handOver(from: id, to: successor, limit: Self.step) }
            await progress(total)
            let now = try await store.read(access) { try $0.holdings(of: id).total }
            // An owner told for a day to come outlasts today's hand-over.
            if now >= left { break }
            left = now
        }
        return total
    }

    /// Few enough that the writer is free again soon.
    private static let step = 50
}
