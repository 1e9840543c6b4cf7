import Dispatch
import Sales

/// Hashes passwords, at most two at a time and on threads of their own.
///
/// Each takes 32 MiB and a quarter of a second of a core: more at once would be a way to stop the server.
package actor PasswordHasher {
    private let cost: PasswordHash.Cost
    /// For addresses that nobody has: checking them takes as long as any.
    private let decoy: String
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Who comes when so many wait is sent away; at two a time they would wait for seconds.
    private let longestQueue: Int

    package init() { self.init(cost: .standard) }

    init(cost: PasswordHash.Cost, atOnce: Int = 2, longestQueue: Int = 40) {
        self.cost = cost
        self.longestQueue = longestQueue
        free = atOnce
        decoy = PasswordHash(ofNobodyAt: cost).text
    }

    /// The hash of a new password.
    package func hash(_ password: String) async throws -> String {
        let (bytes, cost) = (PasswordRule.bytes(of: password), cost)
        return try await run { try PasswordHash(of: bytes, cost).text }
    }

    /// Whether a password gives the stored hash; without one it takes as long and does not.
    package func isRight(_ password: String, _ stored: String?) async throws -> Bool {
        // Longer ones were never taken, and need not be read to their end.
        let bytes = Array(PasswordRule.bytes(of: password).prefix(PasswordRule.mostBytes + 1))
        let hash = stored.flatMap(PasswordHash.init) ?? PasswordHash(decoy)
        let isThere = stored != nil
        return try await run { try hash?.matches(bytes) == true && isThere }
    }

    /// Whether a hash was made with other parameters than new ones are.
    nonisolated package func isOutdated(_ stored: String) -> Bool { PasswordHash(stored)?.cost != cost }

    private func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await take()
        defer { giveBack() }
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async { continuation.resume(with: Result { try body() }) }
        }
    }

    private func take() async throws {
        if free > 0 {
            free -= 1
        } else if waiting.count < longestQueue {
            await withCheckedContinuation { waiting.append($0) }
        } else {
            throw SignInError.busy
        }
    }

    private func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
