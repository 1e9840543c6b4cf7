import Sales

/// One made-up sale: what happened, what was reported of it, and what will become of it.
package struct SimulatedOpportunity: Hashable, Sendable {
    /// 0, 1, … in the order of creation.
    package let index: Int
    package let id: Identifier<Opportunity>
    package let name: String
    package let accountIndex: Int
    package let accountID: Identifier<Account>
    package let productID: Identifier<Product>
    package let source: String
    package let type: String
    /// The account's customer type, by its place in the plan.
    package let customerType: Int
    /// What happened when: both clocks agree.
    package let truth: [Revision]
    /// What the CRM was told, in the order of telling: late, in bulk, with wrong drags that were taken back.
    package let reported: [Revision]
    /// What becomes of it after the logs have ended.
    package let eventualOutcome: Outcome

    /// The record as the CRM has it when the reported log ends.
    package func opportunity(observedAt: Instant) -> Opportunity {
        Opportunity(
            id: id,
            name: name,
            revisionNumber: reported.count,
            values: reported.state(at: observedAt, knownAt: observedAt) ?? TrackedValues(),
            accountID: accountID,
            productID: productID,
            source: source,
            type: type
        )
    }
}
