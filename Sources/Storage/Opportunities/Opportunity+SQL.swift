import SQLEngines
import Sales

extension Opportunity: SQLReadable {
    static let columns: SQL = """
        id, name, version, revision_number, account_id, product_id, source, type, external_key, pipeline_id, stage_id,
        amount, currency, expected_close_date, owner_id, forecast_category, win_probability, outcome, loss_reason_id
        """

    package init(from row: inout Row) throws {
        try self.init(
            id: row.next(),
            name: row.next(),
            version: row.next(),
            revisionNumber: row.next()
        )
        accountID = try row.next()
        productID = try row.next()
        source = try row.next()
        type = try row.next()
        externalKey = try row.next()
        values = try TrackedValues(from: &row)
    }
}

extension TrackedValues: SQLReadable {
    static let columns: SQL = """
        pipeline_id, stage_id, amount, currency, expected_close_date, owner_id, forecast_category, win_probability,
        outcome, loss_reason_id
        """

    package init(from row: inout Row) throws {
        try self.init(
            pipelineID: row.next(),
            stageID: row.next(),
            amount: row.nextAmount(),
            expectedCloseDate: row.next(),
            ownerID: row.next(),
            forecastCategory: row.next(),
            winProbability: row.next(),
            outcome: row.next(),
            lossReasonID: row.next()
        )
    }

    var sqlValues: [SQL.Value] {
        [
            pipelineID.sqlValue, stageID.sqlValue, (amount?.minor).sqlValue, (amount?.currency).sqlValue,
            expectedCloseDate.sqlValue, ownerID.sqlValue, forecastCategory.sqlValue, winProbability.sqlValue,
            outcome.sqlValue, lossReasonID.sqlValue,
        ]
    }

    /// Only what `fields` names, since a revision carries no other values.
    func only(_ fields: TrackedFields) -> TrackedValues {
        var values = TrackedValues()
        values.take(fields, from: self)
        return values
    }
}

extension TrackedFields: SQLBindable, SQLReadable {}

extension Revision: SQLReadable {
    static let columns: SQL = """
        number, happened_at, precision_code, recorded_at, actor_id, cause_code, decision_code, fields,
        \(TrackedValues.columns)
        """

    /// Reads a revision; whether it is voided stands in another table.
    package init(from row: inout Row) throws {
        try self.init(
            number: row.next(),
            happenedAt: row.next(),
            precision: row.next(),
            recordedAt: row.next(),
            actorID: row.next(),
            cause: row.next(),
            decision: row.next(),
            fields: row.next(),
            values: row.next()
        )
    }

    var sqlValues: [SQL.Value] {
        [
            number.sqlValue, happenedAt.sqlValue, precision.sqlValue, recordedAt.sqlValue, actorID.sqlValue,
            cause.sqlValue, decision.sqlValue, fields.sqlValue,
        ] + values.only(fields).sqlValues
    }
}
