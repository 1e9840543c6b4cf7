import Sales

/// Makes the details of one sale from the company's seed and the sale's place alone.
struct DetailTeller {
    let company: SalesCompany
    let opportunity: SimulatedOpportunity
    let host: Identifier<Member>?
    let standing: OpportunityStanding?
    var random: SplitMix64
    private let ids: IdentifierSource

    init(company: SalesCompany, opportunity: SimulatedOpportunity, host: Identifier<Member>?) {
        (self.company, self.opportunity, self.host) = (company, opportunity, host)
        standing = OpportunityStanding(opportunity.reported)
        random = SplitMix64(seed: company.plan.seed ^ 0xDE7A_115, record: opportunity.index)
        ids = IdentifierSource(seed: company.plan.seed, kind: 9, start: company.observedAt)
    }

    var values: TrackedValues { standing?.values ?? TrackedValues() }
    var language: Language { company.plan.language }
    private var enteredAt: Instant { opportunity.reported.first?.recordedAt ?? company.observedAt }

    mutating func tell() -> SimulatedDetails {
        var details = SimulatedDetails(owner: values.ownerID, enteredAt: enteredAt)
        let outcome = values.outcome ?? .open
        details.people = people(outcome)
        if random.chance(outcome == .open ? 0.5 : outcome == .won ? 0.7 : 0.12) { details.lines = lines() }
        details.competitors = competitors(outcome)
        if random.chance(0.27) { details.tags = tags() }
        if random.chance(outcome == .open ? 0.6 : 0.25) { details.answers = answers() }
        details.notes = notes(outcome, details.people.map(\.part.contactID))
        return details
    }

    /// An identifier of the nth part of the sale.
    func part<Part>(_ number: Int, at instant: Instant? = nil) -> Identifier<Part> {
        ids.identifier(opportunity.index * 64 + number, at: instant ?? enteredAt)
    }

    private mutating func people(_ outcome: Outcome) -> [SimulatedDetails.Person] {
        guard random.chance(outcome == .open ? 0.85 : outcome == .won ? 0.7 : 0.2) else { return [] }
        let contacts = company.contacts(of: opportunity.accountIndex)
        let attitudes: [OpportunityContact.Attitude] =
            outcome == .lost ? [.neutral, .against, .unknown, .supports] : [.supports, .supports, .neutral, .unknown]
        return contacts.enumerated().map { index, contact in
            SimulatedDetails.Person(
                role: contact.role,
                part: OpportunityContact(
                    id: part(index),
                    contactID: contact.contact.id,
                    attitude: random.pick(attitudes) ?? .unknown,
                    isPrimary: index == 0
                )
            )
        }
    }

    private mutating func competitors(_ outcome: Outcome) -> [SimulatedDetails.Rival] {
        let lostTo = company.isLostToCompetitor(values.lossReasonID)
        guard random.chance(lostTo ? 0.9 : outcome == .open ? 0.3 : 0.1) else { return [] }
        let first = random.below(DetailBook.competitors.count)
        let count = random.chance(0.2) ? 2 : 1
        return (0..<count).map { index in
            let place = (first + index) % DetailBook.competitors.count
            let words = DetailBook.competitors[place]
            return SimulatedDetails.Rival(
                competitor: place,
                id: part(8 + index),
                strengths: words.strengths[language],
                weaknesses: words.weaknesses[language],
                isLostTo: lostTo && index == 0
            )
        }
    }

    private mutating func tags() -> [Int] {
        let first = random.below(DetailBook.tags.count)
        return random.chance(0.25) ? [first, (first + 2) % DetailBook.tags.count] : [first]
    }

    private mutating func answers() -> SimulatedDetails.Answers {
        SimulatedDetails.Answers(
            deployment: random.below(3),
            isTender: random.chance(0.3),
            plannedStart: values.expectedCloseDate?.advanced(by: 14 + random.below(8) * 7)
        )
    }
}

extension SalesCompany {
    /// Whether the reason says that somebody else was quicker.
    func isLostToCompetitor(_ reason: Identifier<LossReason>?) -> Bool {
        let place = LossReason.Starting.allCases.firstIndex(of: .competitorFaster)
        return reason != nil && place.map { lossReasons[$0].id } == reason
    }
}
