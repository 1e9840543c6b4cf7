import SQLEngines
import Sales
import SalesAnalytics

extension Connection {
    /// Reads a workspace's whole history in storage order; the timeline sorts it by small integers.
    func timeline(of workspace: Workspace) throws -> Timeline {
        var reader = RevisionReader(try records(of: workspace), voids: try voids(in: workspace.key))
        try scan(
            "SELECT \(RevisionReader.columns) FROM opportunity_revisions WHERE workspace_id = \(workspace.key)"
        ) { row in
            try reader.read(&row)
        }
        return reader.builder.build()
    }

    /// The directory and the records, still without revisions.
    func records(of workspace: Workspace) throws -> Timeline.Builder {
        let key = workspace.key
        var builder = Timeline.Builder(try directory(of: workspace))
        let records: Int = try first("SELECT count(*) FROM opportunities WHERE workspace_id = \(key)") ?? 0
        builder.reserve(records: records, revisions: records * 4)
        try scan("SELECT \(TimelineRecord.columns) FROM opportunities WHERE workspace_id = \(key)") { row in
            builder.add(try row.next())
        }
        return builder
    }

    func voids(in workspace: Int64) throws -> RevisionReader.Voids {
        var voids: RevisionReader.Voids = [:]
        try scan(
            "SELECT opportunity_id, number, voided_at FROM opportunity_voids WHERE workspace_id = \(workspace)"
        ) { row in
            let id: Identifier<Opportunity> = try row.next()
            let number: Int64 = try row.next()
            voids[id, default: [:]][number] = try row.next() as Int64
        }
        return voids
    }
}

extension TimelineRecord: SQLReadable {
    static let columns: SQL = """
        id, account_id, product_id, source, type, CASE WHEN deleted_at IS NULL THEN 0 ELSE 1 END
        """

    package init(from row: inout Row) throws {
        self.init(
            id: row.identifier(),
            accountID: row.isNull ? row.skipped() : row.identifier(),
            productID: row.isNull ? row.skipped() : row.identifier(),
            source: row.isNull ? row.skipped() : row.text(),
            type: row.isNull ? row.skipped() : row.text(),
            isInBin: row.integer() != 0
        )
        try row.check()
    }
}

extension Row {
    /// An identifier without the generic reading, which costs more than its bytes.
    mutating func identifier<Record>() -> Identifier<Record> {
        let (high, low) = uuid()
        return Identifier(high: high, low: low)
    }

    fileprivate mutating func skipped<Value>() -> Value? {
        skip()
        return nil
    }
}
