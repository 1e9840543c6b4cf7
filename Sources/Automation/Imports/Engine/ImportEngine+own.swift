import Sales
import Storage

extension ImportEngine {
    /// Writes what the rows say of own fields into the records that the batch has written.
    func fillOwn(_ run: Import, _ db: ScopedConnection, _ outcomes: inout BatchOutcomes) throws {
        guard let holder = mapping.kind.holder, !outcomes.taken.isEmpty else { return }
        var values: [Identifier<AnyRecord>: OwnValues] = [:]
        for row in outcomes.taken { values[row.id, default: [:]].merge(row.own) { $1 } }
        var changed = try db.setFields(values, holder, in: run)
        // A row that says nothing else that is new updates its record all the same.
        for row in outcomes.taken where changed.remove(row.id) != nil && row.result == .skipped {
            outcomes.accounting.skipped -= 1
            outcomes.accounting.updated += 1
        }
    }

    /// Whether what a row says is left out, since its record is there.
    func leavesOut(_ result: RowResult) -> Bool { result == .skipped && mapping.existing == .skip }
}
