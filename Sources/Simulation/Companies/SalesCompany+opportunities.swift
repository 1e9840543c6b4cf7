extension SalesCompany {
    /// The opportunities in the order of their creation, each made when it is asked for.
    package var opportunities: some Sequence<SimulatedOpportunity> { OpportunityIterator(self) }
}

private struct OpportunityIterator: Sequence, IteratorProtocol {
    private var storyteller: Storyteller
    private let count: Int
    private var index = 0

    init(_ company: SalesCompany) {
        storyteller = Storyteller(company)
        count = company.plan.opportunities
    }

    mutating func next() -> SimulatedOpportunity? {
        guard index < count else { return nil }
        defer { index += 1 }
        return storyteller.tell(index)
    }
}
