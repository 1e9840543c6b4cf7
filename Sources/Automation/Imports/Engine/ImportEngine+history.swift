import Sales
import Storage

extension ImportEngine {
    /// Takes rows of stage history, those of one record together, in the order of the file.
    func takeHistory(
        _ rows: [(row: Int, value: StageHistoryRow)],
        _ setting: ImportSetting,
        _ run: Import,
        _ db: ScopedConnection,
        _ outcomes: inout BatchOutcomes
    ) throws {
        try members.prepare(rows.compactMap(\.value.actor.value) + rows.compactMap(\.value.owner.value), run, db)
        var batch = try OpportunityBatch(keys: rows.map(\.value.record), db)
        let earlier = try db.historyParts(of: batch.entries.map(\.opportunity.id), run)
        var order: [String] = []
        var byRecord: [String: [(row: Int, entry: StageEntry)]] = [:]
        for (number, row) in rows {
            do {
                let entry = try entry(row, number, setting, in: batch)
                if byRecord[row.record] == nil { order.append(row.record) }
                byRecord[row.record, default: []].append((number, entry))
            } catch {
                outcomes.fail([inFile(error)])
            }
        }
        for record in order { merge(record, byRecord[record] ?? [], earlier, setting, &batch, db, &outcomes) }
        try batch.write(run, db)
    }

    private func count(
        _ rows: [(row: Int, entry: StageEntry)],
        _ isNew: [Bool],
        _ db: ScopedConnection,
        _ outcomes: inout BatchOutcomes
    ) {
        for (told, isNew) in zip(rows, isNew) {
            outcomes.count(isNew ? .created : .skipped)
            if isNew { note(told.entry.values.amount, told.row, db, &outcomes) }
        }
    }

    private func merge(
        _ record: String,
        _ rows: [(row: Int, entry: StageEntry)],
        _ earlier: [Identifier<Opportunity>: StageHistoryMerge.Earlier],
        _ setting: ImportSetting,
        _ batch: inout OpportunityBatch,
        _ db: ScopedConnection,
        _ outcomes: inout BatchOutcomes
    ) {
        guard var entry = batch.entry(record), let process = setting.process, let reason = setting.reasonNotGiven else {
            return
        }
        let merge = StageHistoryMerge(
            rows.map(\.entry),
            into: entry.history,
            earlier: earlier[entry.opportunity.id] ?? .init(),
            pipelineID: process.pipelineID,
            lossReasonID: reason
        )
        count(rows, merge.isNew, db, &outcomes)
        if merge.notes.contains(.closingMovedBehindHistory), let last = rows.last {
            outcomes.findings.append(
                ImportFinding(
                    row: last.row,
                    isFailure: false,
                    column: mapping.fields["record"]?.label("record") ?? "record",
                    value: record,
                    sentence: "The record closed, by its own dates, before this row; the close was moved here."
                )
            )
        }
        entry.appended = merge.appended
        entry.voided = merge.voided
        batch.put(entry, key: record)
    }

    private func entry(
        _ row: StageHistoryRow,
        _ number: Int,
        _ setting: ImportSetting,
        in batch: OpportunityBatch
    ) throws(RowProblem) -> StageEntry {
        guard let found = batch.entry(row.record), !found.isGone else {
            throw RowProblem(
                row: number,
                column: "record",
                value: row.record,
                sentence: "There is no opportunity with this key; import the opportunities first."
            )
        }
        guard let stage = setting.stage(row.stage) else {
            throw RowProblem(
                row: number,
                column: "stage",
                value: row.stage,
                sentence: "The pipeline has no such stage."
            )
        }
        if found.opportunity.values.pipelineID != setting.process?.pipelineID {
            throw RowProblem(
                row: number,
                column: "record",
                value: row.record,
                sentence: "The opportunity is in another pipeline; name that pipeline in the mapping."
            )
        }
        return try entry(row, number, stage)
    }

    private func entry(_ row: StageHistoryRow, _ number: Int, _ stage: Stage) throws(RowProblem) -> StageEntry {
        var entry = StageEntry(
            stageID: stage.id,
            kind: stage.kind,
            enteredAt: row.enteredAt.moment,
            recordedAt: row.recordedAt?.instant,
            actorID: try members.find(row.actor, field: "actor", row: number).value
        )
        func told<Value>(
            _ change: FieldChange<Value>,
            _ field: TrackedFields,
            _ path: WritableKeyPath<TrackedValues, Value?>
        ) {
            if case .keep = change { return }
            entry.fields.insert(field)
            entry.values[keyPath: path] = change.value
        }
        told(row.amount, .amount, \.amount)
        told(row.expectedCloseDate, .expectedCloseDate, \.expectedCloseDate)
        try told(members.find(row.owner, field: "owner", row: number), .owner, \.ownerID)
        told(row.forecastCategory, .forecastCategory, \.forecastCategory)
        told(row.winProbability, .winProbability, \.winProbability)
        return entry
    }
}
