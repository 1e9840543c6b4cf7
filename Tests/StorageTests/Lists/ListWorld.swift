import Sales
import Storage
import TestSupport

/// The named world with a few opportunities that differ in all that lists filter and sort by.
extension NamedWorld {
    /// What one of them is made of; nothing is usual.
    struct Sample {
        var name: String
        var owner: Member?
        var account: Account?
        var amount: Amount?
        var close: String?
        var source: String?
        var stage: Stage?
    }

    /// Made one a minute, in this order.
    var samples: [Sample] {
        let euro = workspace.currency
        let dollar = Currency("USD")!
        return [
            Sample(name: "云帆科技", owner: ana, account: acme, amount: Amount(minor: 500, currency: euro)),
            Sample(name: "Zebra", owner: ben, account: globex, close: "2026-01-01", source: "Fair"),
            Sample(name: "阿里", owner: cleo, amount: Amount(minor: 100, currency: dollar), stage: proposal),
            Sample(name: "Berlin 50%", owner: ben, amount: Amount(minor: 900, currency: euro), close: "2026-02-01"),
            Sample(name: "北京", owner: nil, amount: Amount(minor: 500, currency: euro), source: "Web"),
            Sample(name: "Amsterdam", owner: ana, amount: Amount(minor: -3, currency: euro), close: "2026-02-01"),
        ]
    }

    /// Fills the samples and returns their ids in order.
    @discardableResult
    func fillSamples() async throws -> [Identifier<Opportunity>] {
        var ids: [Identifier<Opportunity>] = []
        for (minute, sample) in samples.enumerated() {
            let made = try await store.write(asOperator(Int64(minute))) { [self] db in
                var new = NewOpportunity(name: sample.name, pipelineID: pipeline.id)
                new.ownerID = sample.owner?.id
                new.accountID = sample.account?.id
                new.amount = sample.amount
                new.expectedCloseDate = sample.close.flatMap { Day($0) }
                new.source = sample.source
                new.stageID = sample.stage?.id
                return try db.create(new)
            }
            ids.append(made.id)
        }
        return ids
    }

    /// The names that a filter shows to everybody's eyes, or to a member's.
    func names(
        _ filter: OpportunityFilter,
        by order: ListOrder<OpportunityKey> = ListOrder(.created),
        as access: Access? = nil
    ) async throws -> [String] {
        try await store.read(access ?? asOperator(10)) { db in
            try db.opportunities(filter, by: order).rows.map(\.opportunity.name)
        }
    }
}
