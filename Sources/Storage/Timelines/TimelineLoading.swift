import SQLEngines
import Sales
import SalesAnalytics

extension Connection {
    /// The range's records with all their revisions, each read once, in the order of the key.
    func part(_ range: IdentifierRange, of workspace: Int64, _ assembly: TimelineAssembly) throws -> TimelinePart {
        var part = TimelinePart(assembly)
        try scan(
            """
            SELECT \(TimelineRecord.columns) FROM opportunities
            WHERE workspace_id = \(workspace) AND id BETWEEN \(range.from) AND \(range.to) ORDER BY id
            """
        ) { row in
            part.add(try row.next())
        }
        var reader = RevisionReader(part, voids: try voids(range, of: workspace))
        try scan(
            """
            SELECT \(RevisionReader.columns) FROM opportunity_revisions
            WHERE workspace_id = \(workspace) AND opportunity_id BETWEEN \(range.from) AND \(range.to)
            ORDER BY opportunity_id, number
            """
        ) { row in
            try reader.read(&row)
        }
        return reader.end()
    }

    private func voids(_ range: IdentifierRange, of workspace: Int64) throws -> RevisionReader.Voids {
        var voids = RevisionReader.Voids()
        try scan(
            """
            SELECT opportunity_id, number, voided_at FROM opportunity_voids
            WHERE workspace_id = \(workspace) AND opportunity_id BETWEEN \(range.from) AND \(range.to)
            """
        ) { row in
            let id: Identifier<Opportunity> = row.identifier()
            let number = row.integer()
            voids[id, default: [:]][number] = row.integer()
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
