import SQLEngines
import Sales

extension Connection {
    /// All revisions of the records in the order of their numbers, with what was voided when.
    func revisions(
        of ids: [Identifier<Opportunity>],
        in workspace: Int64
    ) throws -> [Identifier<Opportunity>: [Revision]] {
        var found: [Identifier<Opportunity>: [Revision]] = [:]
        for batch in ids.batches(of: 1000) {
            try forEach(
                """
                SELECT opportunity_id, \(Revision.columns) FROM opportunity_revisions
                WHERE workspace_id = \(workspace) AND opportunity_id IN (\(list: batch))
                ORDER BY opportunity_id, number
                """
            ) { row in
                let id: Identifier<Opportunity> = try row.next()
                try found[id, default: []].append(row.next())
            }
            try markVoided(&found, batch, in: workspace)
        }
        return found
    }

    private func markVoided(
        _ revisions: inout [Identifier<Opportunity>: [Revision]],
        _ ids: ArraySlice<Identifier<Opportunity>>,
        in workspace: Int64
    ) throws {
        try forEach(
            """
            SELECT opportunity_id, number, voided_at FROM opportunity_voids
            WHERE workspace_id = \(workspace) AND opportunity_id IN (\(list: ids))
            """
        ) { row in
            let id: Identifier<Opportunity> = try row.next()
            let number: Int = try row.next()
            guard let index = revisions[id]?.firstIndex(where: { $0.number == number }) else { return }
            revisions[id]?[index].voidedAt = try row.next()
        }
    }

    /// Stores revisions as they are; their numbers must follow the record's newest.
    func insert(_ revisions: [(id: Identifier<Opportunity>, revision: Revision)], by origin: Origin) throws {
        if revisions.isEmpty { return }
        var rows = SQLRows(columns: 21)
        rows.reserveCapacity(revisions.count)
        for (id, revision) in revisions {
            rows.append(
                [origin.workspace.sqlValue, id.sqlValue, origin.importID.sqlValue] + revision.sqlValues
            )
        }
        try insert(
            into: "opportunity_revisions",
            columns: "workspace_id, opportunity_id, import_id, \(Revision.columns)",
            rows: rows
        )
    }

    /// Takes revisions back by `number`, which must be a revision of the same record stored before.
    func insertVoids(
        _ voided: [Int],
        of id: Identifier<Opportunity>,
        by number: Int,
        at instant: Instant,
        in workspace: Int64
    ) throws {
        var rows = SQLRows(columns: 5)
        for old in voided { rows.append(workspace, id, old, number, instant) }
        try insert(
            into: "opportunity_voids",
            columns: "workspace_id, opportunity_id, number, voided_by, voided_at",
            rows: rows
        )
    }
}

extension Array {
    func batches(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
