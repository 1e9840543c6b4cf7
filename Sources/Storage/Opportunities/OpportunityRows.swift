import SQLEngines
import Sales

extension Connection {
    /// Inserts new opportunities with their first revisions; the row is the state that the revisions give.
    func create(_ new: [(opportunity: Opportunity, revisions: [Revision])], by origin: Origin) throws {
        var rows = SQLRows(columns: 28)
        var changes: [Change] = []
        for (opportunity, revisions) in new {
            try NameRule.check(opportunity.name)
            guard let standing = OpportunityStanding(revisions) else { throw NotFound(kind: "revision") }
            rows.append(opportunity.row(standing, newest: revisions.last?.number ?? 1, by: origin))
            changes.append(Change("opportunity", opportunity.id.erased, version: 1, action: .created))
        }
        try insert(
            into: "opportunities",
            columns: """
                workspace_id, id, name, name_folded, name_sort, account_id, product_id, source, type, external_key,
                \(TrackedValues.columns), began_at, stage_entered_at, closed_at, revision_number, created_at, changed_at,
                version, withdrawn_at
                """,
            rows: rows
        )
        try insert(new.flatMap { new in new.revisions.map { (new.opportunity.id, $0) } }, by: origin)
        try addSearchEntries(of: new.map(\.opportunity), by: origin)
        try log(changes, by: origin)
    }

    /// Writes the state that the revisions now give into the rows, and logs which fields that changed.
    ///
    /// A record whose revisions are all voided is withdrawn: in no list, and in no figure of the happened clock.
    func restate(
        _ ids: [Identifier<Opportunity>],
        touching fields: TrackedFields = .all,
        by origin: Origin
    ) throws {
        let histories = try revisions(of: ids, in: origin.workspace)
        var changes: [Change] = []
        for id in ids {
            guard let revisions = histories[id], let newest = revisions.last else { continue }
            let standing = OpportunityStanding(revisions)
            let version = try restate(id, standing, newest: newest.number, by: origin)
            changes.append(
                Change(
                    "opportunity",
                    id.erased,
                    version: version,
                    action: standing == nil ? .withdrawn : .revised,
                    after: FieldValues(
                        [("revision", newest.number.sqlValue)] + fields.names.map { ($0, SQL.Value.null) }
                    )
                )
            )
        }
        try log(changes, by: origin)
    }

    /// The unique key of revisions refuses a number that another writer took meanwhile, so no count is checked here.
    private func restate(
        _ id: Identifier<Opportunity>,
        _ standing: OpportunityStanding?,
        newest: Int,
        by origin: Origin
    ) throws -> Int {
        var assignments: SQL = "revision_number = \(newest), changed_at = \(origin.now), version = version + 1"
        if let standing {
            let values = standing.values
            assignments += """
                , pipeline_id = \(values.pipelineID), stage_id = \(values.stageID), amount = \(values.amount?.minor),
                currency = \(values.amount?.currency), expected_close_date = \(values.expectedCloseDate),
                owner_id = \(values.ownerID), forecast_category = \(values.forecastCategory),
                win_probability = \(values.winProbability), outcome = \(values.outcome),
                loss_reason_id = \(values.lossReasonID), began_at = \(standing.beganAt),
                stage_entered_at = \(standing.stageEnteredAt), closed_at = \(standing.closedAt), withdrawn_at = NULL
                """
        } else {
            assignments += ", withdrawn_at = \(origin.now)"
        }
        return try find(
            """
            UPDATE opportunities SET \(assignments)
            WHERE workspace_id = \(origin.workspace) AND id = \(id) RETURNING version
            """,
            kind: "opportunity"
        )
    }
}

extension Opportunity {
    fileprivate func row(_ standing: OpportunityStanding, newest: Int, by origin: Origin) -> [SQL.Value] {
        [
            origin.workspace.sqlValue, id.sqlValue, name.sqlValue, name.folded.sqlValue, name.sortKey.sqlValue,
            accountID.sqlValue, productID.sqlValue, source.sqlValue, type.sqlValue, externalKey.sqlValue,
        ] + standing.values.sqlValues + [
            standing.beganAt.sqlValue, standing.stageEnteredAt.sqlValue, standing.closedAt.sqlValue,
            newest.sqlValue, origin.now.sqlValue, origin.now.sqlValue, version.sqlValue, .null,
        ]
    }
}
