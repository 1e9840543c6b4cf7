import Sales

/// What hangs on a simulated sale beside its history, each with the time at which its owner entered it.
package struct SimulatedDetails: Sendable {
    /// Who enters all but the notes, and when.
    package var owner: Identifier<Member>?
    package var enteredAt: Instant
    package var people: [Person] = []
    /// Their sum is the sale's amount.
    package var lines: [OpportunityLine] = []
    package var competitors: [Rival] = []
    /// By their places in the book.
    package var tags: [Int] = []
    package var notes: [Note] = []
    package var answers: Answers?

    /// A person of the decision chain.
    package struct Person: Sendable {
        package var role: StartingContactRole
        package var part: OpportunityContact
    }

    /// A competitor by its place in the book.
    package struct Rival: Sendable {
        package var competitor: Int
        package var id: Identifier<OpportunityCompetitor>
        package var strengths: String
        package var weaknesses: String
        package var isLostTo: Bool
    }

    /// What the company's own fields hold.
    package struct Answers: Sendable {
        package var deployment: Int
        package var isTender: Bool
        package var plannedStart: Day?
    }
}

extension SalesCompany {
    /// How many of the newest sales and customers have details, so that millions stay quick to make.
    package static let detailed = 2000

    package func hasDetails(_ opportunity: SimulatedOpportunity) -> Bool {
        opportunity.index >= plan.opportunities - Self.detailed
    }

    package var competitorNames: [String] { DetailBook.competitors.map { $0.name[plan.language] } }
    package var tagNames: [String] { DetailBook.tags.map { $0[plan.language] } }

    /// What hangs on the sale; the same for the same company, whatever was made before.
    ///
    /// `host` is the member who looks at the company and may be asked for in a note.
    package func details(of opportunity: SimulatedOpportunity, host: Identifier<Member>? = nil) -> SimulatedDetails {
        var teller = DetailTeller(company: self, opportunity: opportunity, host: host)
        return teller.tell()
    }
}

extension SplitMix64 {
    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    mutating func pick<Element>(_ all: [Element]) -> Element? { all.isEmpty ? nil : all[below(all.count)] }
}
