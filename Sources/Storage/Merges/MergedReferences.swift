import SQLEngines
import Sales

// What refers to a record that is merged, and back again when the merge is undone.

extension Connection {
    /// Lets everything that refers to the merged record refer to the survivor, what lies in the bin too.
    func move(_ reference: MergeReference, _ merge: Merge, by origin: Origin) throws {
        let moved = try repoint(reference, from: merge.mergedID, to: merge.survivorID, where: "1 = 1", by: origin)
        var rows = SQLRows(columns: 4)
        for id in moved { rows.append(origin.workspace, merge.id, reference.kind.rawValue, id) }
        try insert(into: "merge_moves", columns: "workspace_id, merge_id, record_kind, record_id", rows: rows)
    }

    /// Lets records that refer to one refer to another, logs it, and returns which they are.
    func repoint(
        _ reference: MergeReference,
        from old: Identifier<AnyRecord>,
        to new: Identifier<AnyRecord>,
        where condition: SQL,
        by origin: Origin
    ) throws -> [Identifier<AnyRecord>] {
        let moved: [RecordVersion] = try all(
            """
            UPDATE \(reference.kind.table) SET \(reference.column) = \(new), version = version + 1
            WHERE workspace_id = \(origin.workspace) AND \(reference.column) = \(old) AND \(condition)
            RETURNING id, version
            """
        )
        let sorted = moved.sorted { $0.id < $1.id }
        try log(
            sorted.map { moved in
                var change = Change(reference.kind.rawValue, moved.id, version: moved.version, action: .updated)
                change.before = FieldValues([(reference.field, old.sqlValue)])
                change.after = FieldValues([(reference.field, new.sqlValue)])
                return change
            },
            by: origin
        )
        return sorted.map(\.id)
    }
}

private struct RecordVersion: SQLReadable {
    var id: Identifier<AnyRecord>
    var version: Int

    init(from row: inout Row) throws {
        id = try row.next()
        version = try row.next()
    }
}
