/// How many failed attempts to sign in are let through before the next has to wait, and for how long.
package struct SignInLimit: Hashable, Sendable {
    /// Attempts that need not wait.
    package var free: Int
    /// The wait after the first attempt beyond those; it doubles with each further one.
    package var firstWait: Int64
    package var longestWait: Int64
    /// After so long without an attempt all is forgotten.
    package var memory: Int64

    /// For one address: somebody who guesses a password.
    package static let address = SignInLimit(
        free: 5,
        firstWait: 30_000,
        longestWait: 900_000,
        memory: 3_600_000
    )

    /// For one client: somebody who guesses addresses, or an office behind one.
    package static let client = SignInLimit(
        free: 30,
        firstWait: 30_000,
        longestWait: 900_000,
        memory: 3_600_000
    )
}

/// The failed attempts of one address or client.
package struct FailedAttempts: Hashable, Sendable {
    package var count: Int
    package var last: Instant

    package init(count: Int, last: Instant) {
        self.count = count
        self.last = last
    }

    /// When the next attempt is let through.
    package func opens(under limit: SignInLimit) -> Instant {
        guard count >= limit.free else { return last }
        let doublings = min(count - limit.free, 20)
        let wait = min(limit.firstWait << doublings, limit.longestWait)
        return Instant(milliseconds: last.milliseconds + wait)
    }

    package func isForgotten(at now: Instant, under limit: SignInLimit) -> Bool {
        now.milliseconds - last.milliseconds >= limit.memory
    }
}

/// Somebody could not sign in.
package enum SignInError: Error, Equatable {
    /// There is no such address with that password; which of the two is wrong is not told.
    case wrong
    case tooManyAttempts(seconds: Int)
    /// So many sign in at once that the next would wait too long.
    case busy
    /// The password is right, but no workspace lets the person in any more.
    case noWorkspace
}

extension SignInError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .wrong: "The address or the password is wrong."
        case .tooManyAttempts(let seconds): "Too many attempts failed. Try again in \(seconds) seconds."
        case .busy: "Too many people sign in at this moment. Try again in a few seconds."
        case .noWorkspace: "Your access was ended. Ask an administrator of your workspace."
        }
    }
}
