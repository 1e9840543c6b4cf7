import Sales
import Storage

extension ImportEngine {
    func takeOpportunities(
        _ rows: [(row: Int, value: OpportunityRow)],
        _ setting: ImportSetting,
        _ run: Import,
        _ db: ScopedConnection,
        _ outcomes: inout BatchOutcomes
    ) throws {
        try accounts.prepare(rows.compactMap(\.value.account.value), run, db)
        try members.prepare(rows.compactMap(\.value.owner.value), run, db)
        try products.prepare(rows.compactMap(\.value.product.value), run, db)
        var batch = try OpportunityBatch(keys: mapping.existing == .create ? [] : rows.compactMap(\.value.key), db)
        for (number, row) in rows {
            do {
                let reasonID = try lossReason(row, setting, run, db)
                let writer = OpportunityRowWriter(
                    engine: self,
                    setting: setting,
                    number: number,
                    db: db,
                    reasonID: reasonID
                )
                let result = try writer.take(row, into: &batch) { outcomes.note(number, $0) }
                outcomes.count(result)
                if !leavesOut(result), let id = batch.latest { outcomes.take(number, as: id.erased, result) }
                if result != .skipped { note(row.amount.value, number, db, &outcomes) }
            } catch let problem as RowProblem {
                outcomes.fail([inFile(problem)])
            }
        }
        try batch.write(run, db)
    }

    private func lossReason(
        _ row: OpportunityRow,
        _ setting: ImportSetting,
        _ run: Import,
        _ db: ScopedConnection
    ) throws -> Identifier<LossReason>? {
        // The rows that lost nothing would fill the list with reasons that nothing was lost for.
        guard let stage = row.stage.value, setting.stage(stage)?.kind == .lost else { return nil }
        guard let name = row.lossReason.value else { return setting.reasonNotGiven }
        let folded = name.folded
        if let known = setting.lossReasons[folded] ?? lossReasons[folded] { return known }
        let id = try db.lossReason(name, run)
        lossReasons[folded] = id
        return id
    }
}

extension ParsedTime {
    var moment: OpportunityDates.Moment { OpportunityDates.Moment(instant, precision == .day ? .day : .instant) }
}
