import SQLEngines
import Sales

extension Connection {
    /// Lets the survivor of a merge have the other's tags, and a contact's places in opportunities.
    ///
    /// The merged record keeps its own tags in the bin. Where both contacts stand in one opportunity the merged one's
    /// place stays its own, unseen, until the merge is undone.
    func carryParts(of merge: Merge, by origin: Origin) throws {
        guard let kind = BinKind(rawValue: merge.recordKind) else { return }
        let tags = try tagNames(of: kind, merge.mergedID, in: origin.workspace).keys.sorted()
        let added = try changeTags(of: kind, merge.survivorID, adding: tags, by: origin)?.added ?? []
        try insert(added.map(\.erased), "tag", of: merge, in: origin.workspace)
        guard kind == .contact else { return }
        let moved = try repointRoles(from: merge.mergedID, to: merge.survivorID, by: origin)
        try insert(moved, "contactRole", of: merge, in: origin.workspace)
        let joined = try repointParticipants(from: merge.mergedID, to: merge.survivorID, in: origin.workspace)
        try insert(joined, "participant", of: merge, in: origin.workspace)
    }

    /// Gives back what `carryParts` carried, as far as it is still there.
    func returnParts(of merge: Merge, by origin: Origin) throws {
        guard let kind = BinKind(rawValue: merge.recordKind) else { return }
        let tags = try parts("tag", of: merge, in: origin.workspace).map { Identifier<Tag>($0) }
        try changeTags(of: kind, merge.survivorID, removing: tags, by: origin)
        let joined = try parts("participant", of: merge, in: origin.workspace)
        if !joined.isEmpty {
            _ = try repointParticipants(from: merge.survivorID, to: merge.mergedID, only: joined, in: origin.workspace)
        }
        let moved = try parts("contactRole", of: merge, in: origin.workspace)
        if moved.isEmpty { return }
        _ = try repointRoles(from: merge.survivorID, to: merge.mergedID, only: moved, by: origin)
    }

    /// Lets one contact take another's part in activities where it has none, and returns in which.
    private func repointParticipants(
        from old: Identifier<AnyRecord>,
        to new: Identifier<AnyRecord>,
        only ids: [Identifier<AnyRecord>]? = nil,
        in workspace: Int64
    ) throws -> [Identifier<AnyRecord>] {
        let chosen: SQL = ids.map { "AND activity_id IN (\(list: $0))" } ?? ""
        return try all(
            """
            UPDATE activity_contacts SET contact_id = \(new)
            WHERE workspace_id = \(workspace) AND contact_id = \(old) \(chosen)
                AND activity_id NOT IN (SELECT other.activity_id FROM activity_contacts other
                    WHERE other.workspace_id = \(workspace) AND other.contact_id = \(new))
            RETURNING activity_id
            """
        )
    }

    private func parts(_ part: String, of merge: Merge, in workspace: Int64) throws -> [Identifier<AnyRecord>] {
        try all(
            """
            SELECT part_id FROM merge_parts
            WHERE workspace_id = \(workspace) AND merge_id = \(merge.id) AND part_kind = \(part)
            """
        )
    }

    private func insert(
        _ ids: [Identifier<AnyRecord>],
        _ part: String,
        of merge: Merge,
        in workspace: Int64
    ) throws {
        var rows = SQLRows(columns: 4)
        for id in ids { rows.append(workspace, merge.id, part, id) }
        try insert(into: "merge_parts", columns: "workspace_id, merge_id, part_kind, part_id", rows: rows)
    }

    /// Lets places of one contact be another's, where that one has none in the opportunity, and returns which.
    private func repointRoles(
        from old: Identifier<AnyRecord>,
        to new: Identifier<AnyRecord>,
        only ids: [Identifier<AnyRecord>]? = nil,
        by origin: Origin
    ) throws -> [Identifier<AnyRecord>] {
        let chosen: SQL = ids.map { "AND id IN (\(list: $0))" } ?? ""
        var moved: [(id: Identifier<AnyRecord>, opportunity: Identifier<AnyRecord>)] = []
        try forEach(
            """
            UPDATE opportunity_contacts SET contact_id = \(new), version = version + 1
            WHERE workspace_id = \(origin.workspace) AND contact_id = \(old) \(chosen)
                AND NOT (removed_at IS NULL AND opportunity_id IN (
                    SELECT other.opportunity_id FROM opportunity_contacts other
                    WHERE other.workspace_id = \(origin.workspace) AND other.contact_id = \(new)
                        AND other.removed_at IS NULL))
            RETURNING id, opportunity_id
            """
        ) { row in
            moved.append((try row.next(), try row.next()))
        }
        for opportunity in Set(moved.map(\.opportunity)).sorted() {
            try touch(
                .opportunity,
                opportunity,
                before: [("contact", old.sqlValue)],
                after: [("contact", new.sqlValue)],
                by: origin
            )
        }
        return moved.map(\.id).sorted()
    }
}
