import SQLEngines
import Sales

extension ScopedConnection {
    /// The opportunity, where the member sees its owner's records or it was shared.
    package func opportunity(_ id: Identifier<Opportunity>) throws -> Opportunity {
        try db.find(
            """
            SELECT \(Opportunity.columns) FROM opportunities
            WHERE workspace_id = \(key) AND id = \(id) AND \(isThere) AND \(sees(.opportunities))
            """,
            kind: "opportunity"
        )
    }

    /// The opportunities the member sees, the newest first.
    package func opportunities(
        before: Identifier<Opportunity>? = nil,
        limit: Int = 50
    ) throws -> [Opportunity] {
        let start: SQL = before.map { "AND id < \($0)" } ?? ""
        return try db.all(
            """
            SELECT \(Opportunity.columns) FROM opportunities
            WHERE workspace_id = \(key) AND \(isThere) AND \(sees(.opportunities)) \(start)
            ORDER BY id DESC LIMIT \(limit)
            """
        )
    }

    /// Those of the opportunities that are there and that the member sees, in the order of the identifiers.
    package func opportunities(_ ids: [Identifier<Opportunity>]) throws -> [Opportunity] {
        var found: [Identifier<Opportunity>: Opportunity] = [:]
        for batch in ids.batches(of: 1000) {
            let opportunities: [Opportunity] = try db.all(
                """
                SELECT \(Opportunity.columns) FROM opportunities
                WHERE workspace_id = \(key) AND id IN (\(list: batch)) AND \(isThere) AND \(sees(.opportunities))
                """
            )
            for opportunity in opportunities { found[opportunity.id] = opportunity }
        }
        return ids.compactMap { found[$0] }
    }

    /// How many opportunities there are, for those who see all.
    package func opportunityCount() throws -> Int {
        try db.first(
            "SELECT count(*) FROM opportunities WHERE workspace_id = \(key) AND \(isThere) AND \(sees(.opportunities))"
        )
            ?? 0
    }

    /// The opportunity's whole history, in the order of its numbers.
    package func revisions(of id: Identifier<Opportunity>) throws -> [Revision] {
        _ = try opportunity(id)
        return try db.revisions(of: [id], in: key)[id] ?? []
    }

    private var isThere: SQL { "deleted_at IS NULL AND withdrawn_at IS NULL" }
}

/// What somebody asks when making an opportunity.
package struct NewOpportunity: Sendable {
    package var name: String
    package var pipelineID: Identifier<Pipeline>
    /// The first open stage unless given.
    package var stageID: Identifier<Stage>?
    package var accountID: Identifier<Account>?
    package var productID: Identifier<Product>?
    package var ownerID: Identifier<Member>?
    package var amount: Amount?
    package var expectedCloseDate: Day?
    package var source: String?
    package var type: String?

    package init(name: String, pipelineID: Identifier<Pipeline>) {
        self.name = name
        self.pipelineID = pipelineID
    }
}

extension ScopedConnection {
    /// Makes an opportunity in an open stage; its owner is the member unless another is named.
    package func create(_ new: NewOpportunity) throws -> Opportunity {
        try require(.create, .opportunities)
        if let accountID = new.accountID { _ = try account(accountID) }
        let process = try db.process(of: new.pipelineID, on: access.today, in: key)
        guard let stage = new.stageID.map(process.stage) ?? process.openStages.first, stage.kind == .open else {
            throw StageChangeError.unknownStage
        }
        var opportunity = Opportunity(id: Identifier(at: access.now), name: new.name)
        opportunity.accountID = new.accountID
        opportunity.productID = new.productID
        opportunity.source = new.source
        opportunity.type = new.type
        opportunity.values = TrackedValues(
            pipelineID: new.pipelineID,
            stageID: stage.id,
            amount: new.amount,
            expectedCloseDate: new.expectedCloseDate,
            ownerID: new.ownerID ?? access.member?.id,
            outcome: .open
        )
        let revision = Revision(
            number: 1,
            happenedAt: access.now,
            recordedAt: access.now,
            actorID: access.member?.id,
            decision: .allowed,
            fields: opportunity.values.differences(from: TrackedValues()),
            values: opportunity.values
        )
        try db.create([(opportunity, [revision])], by: Origin(access))
        return try self.opportunity(opportunity.id)
    }
}
