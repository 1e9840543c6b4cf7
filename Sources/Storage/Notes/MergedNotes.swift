import SQLEngines
import Sales

extension Connection {
    /// Lets the notes, files and activities of the merged record hang on the survivor, those that were deleted too.
    func moveNotes(_ merge: Merge, by origin: Origin) throws {
        for kind in PartKind.allCases {
            let moved = try move(kind, of: merge, from: merge.mergedID, to: merge.survivorID, where: "1 = 1", origin)
            var rows = SQLRows(columns: 4)
            for id in moved { rows.append(origin.workspace, merge.id, kind.rawValue, id) }
            try insert(into: "merge_parts", columns: "workspace_id, merge_id, part_kind, part_id", rows: rows)
        }
    }

    /// Gives them back to the record that they came from.
    func moveBackNotes(_ merge: Merge, by origin: Origin) throws {
        for kind in PartKind.allCases {
            let moved: SQL = """
                SELECT part_id FROM merge_parts WHERE workspace_id = \(origin.workspace)
                    AND merge_id = \(merge.id) AND part_kind = \(kind.rawValue)
                """
            // What was written since under a note goes with the note.
            let were: SQL = kind == .note ? "(id IN (\(moved)) OR parent_id IN (\(moved)))" : "id IN (\(moved))"
            _ = try move(kind, of: merge, from: merge.survivorID, to: merge.mergedID, where: were, origin)
        }
    }

    private func move(
        _ kind: PartKind,
        of merge: Merge,
        from old: Identifier<AnyRecord>,
        to new: Identifier<AnyRecord>,
        where condition: SQL,
        _ origin: Origin
    ) throws -> [Identifier<AnyRecord>] {
        let column: SQL = merge.recordKind == Account.table.kind ? "account_id" : "contact_id"
        let moved: [MovedPart] = try all(
            """
            UPDATE \(kind.table) SET \(column) = \(new), version = version + 1
            WHERE workspace_id = \(origin.workspace) AND \(column) = \(old) AND \(condition) RETURNING id, version
            """
        )
        let sorted = moved.sorted { $0.id < $1.id }
        try log(
            sorted.map { part in
                var change = Change(kind.rawValue, part.id, version: part.version, action: .updated)
                change.before = FieldValues([(merge.recordKind, old.sqlValue)])
                change.after = FieldValues([(merge.recordKind, new.sqlValue)])
                return change
            },
            by: origin
        )
        return sorted.map(\.id)
    }
}

/// What hangs on a record and is no record itself, by the change log's word.
private enum PartKind: String, CaseIterable {
    case note, file, activity

    var table: SQL {
        switch self {
        case .note: "notes"
        case .file: "files"
        case .activity: "activities"
        }
    }
}

private struct MovedPart: SQLReadable {
    var id: Identifier<AnyRecord>
    var version: Int

    init(from row: inout Row) throws {
        id = try row.next()
        version = try row.next()
    }
}
