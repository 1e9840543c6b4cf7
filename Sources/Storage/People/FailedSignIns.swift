import SQLEngines
import Sales

/// Whose failed attempts to sign in are counted: an address or a client.
package struct SignInSubject: Sendable {
    package var hash: TokenHash
    package var limit: SignInLimit

    package init(_ hash: TokenHash, _ limit: SignInLimit) {
        self.hash = hash
        self.limit = limit
    }
}

extension Store {
    /// Counts an attempt as failed before it is made, so that many at once are no more than one after the other.
    ///
    /// Refuses one that has to wait, and does not count it. In the database, so that it holds for every process.
    package func beginSignIn(_ subjects: [SignInSubject], now: Instant) async throws {
        try await database.write { db in
            let subjects = subjects.sorted { $0.hash.lockKey < $1.hash.lockKey }
            for subject in subjects { try db.lock(signInLock | subject.hash.lockKey) }
            let attempts = try subjects.map { try db.failedAttempts(of: $0, now: now) }
            let opens = zip(subjects, attempts).compactMap { $1?.opens(under: $0.limit) }.max() ?? now
            if opens > now {
                throw SignInError.tooManyAttempts(seconds: Int((opens.milliseconds - now.milliseconds + 999) / 1000))
            }
            for (subject, before) in zip(subjects, attempts) {
                try db.store(FailedAttempts(count: (before?.count ?? 0) + 1, last: now), of: subject.hash)
            }
            let oldest = subjects.map(\.limit.memory).max() ?? 0
            try db.run("DELETE FROM failed_sign_ins WHERE last_failed_at < \(now.milliseconds - oldest)")
        }
    }

    /// Forgets the attempts for an address that succeeded, and takes back the client's one.
    package func succeedSignIn(address: SignInSubject, client: SignInSubject) async throws {
        try await database.write { db in
            try db.run("DELETE FROM failed_sign_ins WHERE subject = \(address.hash)")
            try db.run("DELETE FROM failed_sign_ins WHERE subject = \(client.hash) AND failures = 1")
            try db.run("UPDATE failed_sign_ins SET failures = failures - 1 WHERE subject = \(client.hash)")
        }
    }
}

extension Connection {
    fileprivate func failedAttempts(of subject: SignInSubject, now: Instant) throws -> FailedAttempts? {
        let found: FailedAttempts? = try first(
            "SELECT failures, last_failed_at FROM failed_sign_ins WHERE subject = \(subject.hash)"
        )
        return found.flatMap { $0.isForgotten(at: now, under: subject.limit) ? nil : $0 }
    }

    fileprivate func store(_ attempts: FailedAttempts, of subject: TokenHash) throws {
        try run(
            """
            INSERT INTO failed_sign_ins (subject, failures, last_failed_at)
            VALUES (\(subject), \(attempts.count), \(attempts.last))
            ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, last_failed_at = excluded.last_failed_at
            """
        )
    }
}

extension FailedAttempts: SQLReadable {
    package init(from row: inout Row) throws { try self.init(count: row.next(), last: row.next()) }
}

/// The high bits of the lock's key; the low ones are the subject's.
private let signInLock: Int64 = 0x534C_0005 << 32
