import SQLEngines
import Sales

/// What changed on the boards that a member sees.
package struct BoardChanges: Sendable, Equatable {
    package var lastNumber: Int64
    package var records: [Record] = []
    /// Whether so much changed, or a pipeline did, that boards are better read anew.
    package var isMuch = false

    package init(lastNumber: Int64) { self.lastNumber = lastNumber }

    package struct Record: Sendable, Equatable {
        package var id: Identifier<Opportunity>
        /// Where it stands; nil for one that is gone, or out of the member's sight.
        package var stageID: Identifier<Stage>?

        package init(id: Identifier<Opportunity>, stageID: Identifier<Stage>?) {
            self.id = id
            self.stageID = stageID
        }
    }
}

extension ScopedConnection {
    /// The number of the last entry of the change log that a reader of this transaction has seen.
    package func lastChange() throws -> Int64 { try db.lastChangeNumber(key) }

    /// What changed after a number among the opportunities that the member sees, or saw before the change.
    ///
    /// Nothing tells of other records: neither which they are nor that there were any.
    package func boardChanges(after number: Int64, atMost limit: Int = 200) throws -> BoardChanges {
        var changes = BoardChanges(lastNumber: number)
        var entries: [ChangedRecord] = try db.all(
            """
            SELECT number, record_kind, record_id, after_values FROM changes
            WHERE workspace_id = \(key) AND number > \(number) ORDER BY number LIMIT \(limit + 1)
            """
        )
        guard let last = entries.last else { return changes }
        changes.lastNumber = last.number
        if entries.count > limit {
            changes.lastNumber = try db.lastChangeNumber(key)
            changes.isMuch = true
            return changes
        }
        changes.isMuch = entries.contains { $0.kind == "pipeline" || $0.kind == "process" }
        entries.removeAll { $0.kind != "opportunity" }
        changes.records = try records(entries)
        return changes
    }

    private func records(_ entries: [ChangedRecord]) throws -> [BoardChanges.Record] {
        let ids = Set(entries.map { Identifier<Opportunity>($0.id) })
        let seen = try opportunities(ids.sorted())
        let there = Set(seen.map(\.id))
        let gone = Set(try formerlySeen(entries).filter { !there.contains($0) })
        return seen.map { BoardChanges.Record(id: $0.id, stageID: $0.values.stageID) }
            + gone.sorted().map { BoardChanges.Record(id: $0, stageID: nil) }
    }

    /// Those that are deleted, and those whose owner before a change the member sees.
    private func formerlySeen(_ entries: [ChangedRecord]) throws -> [Identifier<Opportunity>] {
        let deleted: [Identifier<Opportunity>] = try db.all(
            """
            SELECT id FROM opportunities
            WHERE workspace_id = \(key) AND id IN (\(list: Set(entries.map(\.id)).sorted()))
                AND (deleted_at IS NOT NULL OR withdrawn_at IS NOT NULL) AND \(sees(.opportunities))
            """
        )
        let handedOver = entries.filter { $0.after?["owner"] != nil }
        guard !handedOver.isEmpty, visibleOwners != nil, access.may(.see, .opportunities) else { return deleted }
        let histories = try db.revisions(of: handedOver.map { Identifier<Opportunity>($0.id) }, in: key)
        return deleted
            + handedOver.compactMap { entry in
                let id = Identifier<Opportunity>(entry.id)
                guard case .integer(let number)? = entry.after?["revision"] else { return nil }
                let earlier = histories[id]?.last { $0.number < number && $0.fields.contains(.owner) }
                return earlier.map { reaches(.opportunities, $0.values.ownerID) } == true ? id : nil
            }
    }
}

/// An entry of the change log, as far as boards need it.
private struct ChangedRecord: SQLReadable {
    var number: Int64
    var kind: String
    var id: Identifier<AnyRecord>
    var after: FieldValues?

    init(from row: inout Row) throws {
        number = try row.next()
        kind = try row.next()
        id = try row.next()
        after = try row.next()
    }
}
