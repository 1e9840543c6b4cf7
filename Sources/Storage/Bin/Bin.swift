import SQLEngines
import Sales

/// A record in the bin.
package struct BinEntry: Hashable, Sendable {
    package var kind: BinKind
    package var id: Identifier<AnyRecord>
    package var name: String
    package var version: Int
    package var deletedAt: Instant
    /// Who put it there; nil for the operator at the command line.
    package var deletedBy: String?
    /// The account with which it went, and with which it comes back.
    package var deletedWith: Identifier<Account>?
}

extension ScopedConnection {
    /// What the member sees in the bin, the latest first.
    package func bin(
        _ kind: BinKind,
        at position: ListPosition = .start,
        limit: Int = 50
    ) throws -> ListPage<BinEntry> {
        let condition = isInBin(kind)
        let query = ListQuery(
            table: kind.table,
            condition: condition,
            order: "bin \(kind.rawValue)",
            segments: [.all("deleted_at", .integer)],
            isDescending: true
        )
        let page = try db.page(query, at: position, limit: limit)
        let entries = try binEntries(kind, page.rows.map(\.id))
        return ListPage(
            rows: page.rows.compactMap { entries[$0.id] },
            previous: page.previous,
            next: page.next
        )
    }

    /// Takes the record out of the bin as it was, and an account with all that went with it.
    package func restore(_ kind: BinKind, _ id: Identifier<AnyRecord>, version: Int? = nil) throws {
        let current: BinnedRecord = try db.find(
            "SELECT version, owner_id FROM \(kind.table) WHERE id = \(id) AND \(isInBin(kind))",
            kind: kind.rawValue
        )
        try require(.delete, kind.rights, id, owner: current.ownerID)
        if let version, version != current.version { throw ChangedMeanwhile() }
        let origin = Origin(access)
        if kind == .account {
            for child in [BinKind.contact, .opportunity] {
                // A child that was taken out and deleted again since has an instant of its own.
                let wentAlong: SQL = """
                    deleted_with_id = \(id) AND deleted_at = (
                        SELECT a.deleted_at FROM accounts a WHERE a.workspace_id = \(key) AND a.id = \(id))
                    """
                try requireDeletable(child, wentAlong)
                try db.setDeleted(false, child, wentAlong, by: origin)
            }
        }
        try db.setDeleted(false, kind, only: id, version: current.version, by: origin)
    }

    package func restore(_ id: Identifier<Opportunity>) throws { try restore(.opportunity, id.erased) }
    package func restore(_ id: Identifier<Account>) throws { try restore(.account, id.erased) }
    package func restore(_ id: Identifier<Contact>) throws { try restore(.contact, id.erased) }

    private func isInBin(_ kind: BinKind) -> SQL {
        let condition: SQL = "workspace_id = \(key) AND deleted_at IS NOT NULL AND \(sees(kind.rights))"
        return kind == .opportunity ? "\(condition) AND withdrawn_at IS NULL" : condition
    }

    private func binEntries(
        _ kind: BinKind,
        _ ids: [Identifier<AnyRecord>]
    ) throws -> [Identifier<AnyRecord>: BinEntry] {
        var found: [Identifier<AnyRecord>: BinEntry] = [:]
        let table = kind.table
        try db.forEach(
            """
            SELECT id, name, version, deleted_at, (
                    SELECT m.name FROM changes c
                    JOIN members m ON m.workspace_id = c.workspace_id AND m.id = c.actor_id
                    WHERE c.workspace_id = \(table).workspace_id AND c.record_id = \(table).id
                        AND c.action = \(Change.Action.deleted)
                    ORDER BY c.record_version DESC LIMIT 1),
                deleted_with_id
            FROM \(table) WHERE workspace_id = \(key) AND id IN (\(list: ids))
            """
        ) { row in
            let id: Identifier<AnyRecord> = try row.next()
            found[id] = try BinEntry(
                kind: kind,
                id: id,
                name: row.next(),
                version: row.next(),
                deletedAt: row.next(),
                deletedBy: row.next(),
                deletedWith: row.next()
            )
        }
        return found
    }
}

/// What restoring a record goes by.
private struct BinnedRecord: SQLReadable {
    var version: Int
    var ownerID: Identifier<Member>?

    init(from row: inout Row) throws {
        version = try row.next()
        ownerID = try row.next()
    }
}
