import Sales
import Storage

/// Turns one row into an opportunity and the revisions that it justifies.
struct OpportunityRowWriter {
    let engine: ImportEngine
    let setting: ImportSetting
    let number: Int
    let db: ScopedConnection
    let reasonID: Identifier<LossReason>?

    func take(_ row: OpportunityRow, into batch: inout OpportunityBatch, note: (String) -> Void) throws -> RowResult {
        let policy = engine.mapping.existing
        let found = policy == .create ? nil : batch.entry(row.key)
        if let found, policy == .skip, !found.isGone { return .skipped }
        var entry = try found ?? OpportunityBatch.Entry(opportunity: new(row))
        try applyUntracked(row, to: &entry.opportunity)
        let isNew = entry.stored == nil && found == nil || entry.isGone && entry.appended.isEmpty
        let changed = try isNew ? begin(row, &entry, note) : continued(row, &entry, note)
        let isOther = changed || entry.opportunity != found?.opportunity
        batch.put(entry, key: policy == .create ? nil : row.key)
        return isNew ? .created : isOther ? .updated : .skipped
    }

    private func new(_ row: OpportunityRow) throws(RowProblem) -> Opportunity {
        guard let name = row.name.value ?? row.account.value ?? row.key else {
            throw problem("name", "", "A new opportunity needs a name, an account or a key.")
        }
        var opportunity = Opportunity(id: Identifier(at: db.access.now), name: name)
        opportunity.externalKey = engine.mapping.existing == .create ? nil : row.key
        return opportunity
    }

    private func applyUntracked(_ row: OpportunityRow, to opportunity: inout Opportunity) throws {
        row.name.apply(to: &opportunity.name)
        try engine.accounts.find(row.account, field: "account", row: number).apply(to: &opportunity.accountID)
        try engine.products.find(row.product, field: "product", row: number).apply(to: &opportunity.productID)
        row.source.apply(to: &opportunity.source)
        row.type.apply(to: &opportunity.type)
    }

    private func problem(_ column: String, _ value: String, _ sentence: String) -> RowProblem {
        RowProblem(row: number, column: column, value: value, sentence: sentence)
    }
}

extension OpportunityRowWriter {
    /// The tracked values with the row's in their place.
    private func values(_ row: OpportunityRow, over values: TrackedValues) throws -> TrackedValues {
        var values = values
        row.amount.apply(to: &values.amount)
        row.expectedCloseDate.apply(to: &values.expectedCloseDate)
        try engine.members.find(row.owner, field: "owner", row: number).apply(to: &values.ownerID)
        row.forecastCategory.apply(to: &values.forecastCategory)
        row.winProbability.apply(to: &values.winProbability)
        guard let name = row.stage.value else { return values }
        guard let stage = setting.stage(name) else { throw problem("stage", name, "The pipeline has no such stage.") }
        place(&values, in: stage)
        return values
    }

    private func place(_ values: inout TrackedValues, in stage: Stage) {
        values.pipelineID = setting.process?.pipelineID
        values.stageID = stage.id
        values.outcome = Outcome(stage.kind)
        values.lossReasonID = stage.kind == .lost ? reasonID : nil
    }

    private func dates(_ row: OpportunityRow) -> OpportunityDates {
        OpportunityDates(created: row.created.value?.moment, closed: row.closed.value?.moment)
    }

    private func begin(_ row: OpportunityRow, _ entry: inout OpportunityBatch.Entry, _ note: (String) -> Void) throws
        -> Bool
    {
        var start = TrackedValues()
        if let first = setting.process?.openStages.first { place(&start, in: first) }
        return try infer(row, values(row, over: start), &entry, note)
    }

    private func infer(
        _ row: OpportunityRow,
        _ values: TrackedValues,
        _ entry: inout OpportunityBatch.Entry,
        _ note: (String) -> Void
    ) -> Bool {
        guard let openedIn = setting.openedIn else { return false }
        let inferred = InferredHistory(
            values: values,
            openedIn: openedIn,
            dates: dates(row),
            actorID: db.access.member?.id,
            now: db.access.now
        )
        for case .closedBeforeCreated in inferred.notes {
            note("The record closes before it begins; the beginning was moved to the close.")
        }
        return entry.infer(inferred.revisions, now: db.access.now)
    }

    /// A record that is there: one known only from files is inferred anew, another gets what the row tells otherwise.
    private func continued(_ row: OpportunityRow, _ entry: inout OpportunityBatch.Entry, _ note: (String) -> Void)
        throws -> Bool
    {
        let live = entry.live
        guard let standing = OpportunityStanding(live) else { return try begin(row, &entry, note) }
        var values = try values(row, over: standing.values)
        if live.allSatisfy({ $0.cause == .inferred }) && hasDates(row, live) {
            return infer(row, values, &entry, note)
        }
        let hasHistory = live.contains { $0.cause == .imported }
        if hasHistory && (values.outcome == .open || standing.values.outcome != .open) {
            values.stageID = standing.values.stageID
            values.outcome = standing.values.outcome
            values.lossReasonID = standing.values.lossReasonID
        }
        var fields = values.differences(from: standing.values)
        // Where later history says otherwise, only what this file did not say before is new.
        if hasHistory && !live.contains(where: { $0.cause == .person }) {
            fields.formIntersection(values.differences(from: entry.toldByRecord))
        }
        if fields.isEmpty { return false }
        append(values, fields, row, standing, &entry)
        return true
    }

    /// Whether the row tells when things happened, as far as the record's revisions do.
    private func hasDates(_ row: OpportunityRow, _ live: [Revision]) -> Bool {
        row.created.value != nil || row.closed.value != nil || live.allSatisfy { $0.precision == .undated }
    }

    private func append(
        _ values: TrackedValues,
        _ fields: TrackedFields,
        _ row: OpportunityRow,
        _ standing: OpportunityStanding,
        _ entry: inout OpportunityBatch.Entry
    ) {
        let closes = fields.contains(.outcome) && values.outcome != .open
        let last = entry.live.map(\.happenedAt).max() ?? db.access.now
        var moment = OpportunityDates.Moment(db.access.now, .instant)
        if closes, let closed = row.closed.value?.moment {
            moment = closed.instant < last ? .init(last, .instant) : closed
        }
        entry.append(
            values,
            fields,
            at: moment,
            cause: closes ? .inferred : .imported,
            recordedAt: db.access.now,
            actorID: db.access.member?.id
        )
    }
}
