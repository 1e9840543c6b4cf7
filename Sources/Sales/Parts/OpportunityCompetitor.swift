/// Who else wants to make a sale, and what speaks for and against them here.
package struct OpportunityCompetitor: Hashable, Sendable {
    package var id: Identifier<OpportunityCompetitor>
    /// One of the workspace's list.
    package var competitorID: Identifier<Choice>
    package var strengths: String
    package var weaknesses: String
    /// Whether the customer bought there.
    package var isLostTo: Bool
    package var version: Int

    /// In code points, of strengths and of weaknesses.
    package static let noteLimit = 2000

    package init(
        id: Identifier<OpportunityCompetitor>,
        competitorID: Identifier<Choice>,
        strengths: String = "",
        weaknesses: String = "",
        isLostTo: Bool = false,
        version: Int = 1
    ) {
        self.id = id
        self.competitorID = competitorID
        self.strengths = strengths
        self.weaknesses = weaknesses
        self.isLostTo = isLostTo
        self.version = version
    }
}

/// A part of an opportunity that cannot be as asked.
package enum PartError: Error, Equatable {
    /// The contact, or the competitor, stands in the opportunity already.
    case alreadyThere
    case noteTooLong
}

extension PartError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .alreadyThere: "This one stands in the opportunity already."
        case .noteTooLong: "A note has at most \(OpportunityCompetitor.noteLimit) characters; shorten it."
        }
    }
}
