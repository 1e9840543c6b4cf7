/// A contact with a customer: what was done, or will be, with whom, when and with what result.
package enum Activity {
    /// How people came together.
    package enum Kind: String, CaseIterable, Sendable {
        case call, visit, meeting, message, mail
    }

    /// What came of it.
    package enum Outcome: String, CaseIterable, Sendable {
        case reached
        /// Tried in vain: nobody answered, or nobody was there.
        case notReached
    }
}

/// For whom a next step waits.
package enum WaitingFor: String, CaseIterable, Sendable {
    case us, customer, approval
}
