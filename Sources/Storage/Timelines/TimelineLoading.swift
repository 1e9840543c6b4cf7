import SQLEngines
import Sales
import SalesAnalytics

extension Connection {
    /// Reads a workspace's whole history in storage order; the timeline sorts it by small integers.
    func timeline(of workspace: Workspace) throws -> Timeline {
        let key = workspace.key
        var builder = Timeline.Builder(try directory(of: workspace))
        let records: Int = try first("SELECT count(*) FROM opportunities WHERE workspace_id = \(key)") ?? 0
        builder.reserve(records: records, revisions: records * 4)
        let voids = try voids(in: key)
        try forEach(
            """
            SELECT \(TimelineRecord.columns) FROM opportunities WHERE workspace_id = \(key)
            """
        ) { row in
            builder.add(try row.next())
        }
        try forEach(
            """
            SELECT opportunity_id, \(Revision.columns) FROM opportunity_revisions WHERE workspace_id = \(key)
            """
        ) { row in
            let id: Identifier<Opportunity> = try row.next()
            var revision: Revision = try row.next()
            if revision.fields.isEmpty { return }
            if let voided = voids[id] { revision.voidedAt = voided[revision.number] }
            builder.add(revision, of: id)
        }
        return builder.build()
    }

    private func voids(in workspace: Int64) throws -> [Identifier<Opportunity>: [Int: Instant]] {
        var voids: [Identifier<Opportunity>: [Int: Instant]] = [:]
        try forEach(
            "SELECT opportunity_id, number, voided_at FROM opportunity_voids WHERE workspace_id = \(workspace)"
        ) { row in
            let id: Identifier<Opportunity> = try row.next()
            let number: Int = try row.next()
            voids[id, default: [:]][number] = try row.next()
        }
        return voids
    }
}

extension TimelineRecord: SQLReadable {
    static let columns: SQL = """
        id, account_id, product_id, source, type, CASE WHEN deleted_at IS NULL THEN 0 ELSE 1 END
        """

    package init(from row: inout Row) throws {
        try self.init(
            id: row.next(),
            accountID: row.next(),
            productID: row.next(),
            source: row.next(),
            type: row.next(),
            isInBin: row.next()
        )
    }
}
