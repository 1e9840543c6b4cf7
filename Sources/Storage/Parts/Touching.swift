import SQLEngines
import Sales

extension Connection {
    /// Logs a change of what hangs on a record as one more version of the record, and returns that.
    ///
    /// So the record's history tells it, and open boards and lists see that something changed.
    @discardableResult
    func touch(
        _ kind: BinKind,
        _ id: Identifier<AnyRecord>,
        before: [(String, SQL.Value)]? = nil,
        after: [(String, SQL.Value)]? = nil,
        by origin: Origin
    ) throws -> Int {
        let changed: SQL = kind == .opportunity ? ", changed_at = \(origin.now)" : ""
        let version: Int = try find(
            """
            UPDATE \(kind.table) SET version = version + 1\(changed)
            WHERE workspace_id = \(origin.workspace) AND id = \(id) RETURNING version
            """,
            kind: kind.rawValue
        )
        var change = Change(kind.rawValue, id, version: version, action: .updated)
        (change.before, change.after) = (before.map(FieldValues.init), after.map(FieldValues.init))
        try log([change], by: origin)
        return version
    }
}

extension ScopedConnection {
    /// The opportunity whose parts are to be changed.
    func withParts(_ id: Identifier<Opportunity>) throws -> Opportunity {
        let current = try opportunity(id)
        try require(.edit, .opportunities, id.erased, owner: current.values.ownerID)
        return current
    }

    /// Writes a part's row where it still has the version.
    func updatePart<Part>(
        _ table: SQL,
        _ id: Identifier<Part>,
        version: Int,
        _ assignments: SQL
    ) throws {
        let count = try db.run(
            """
            UPDATE \(table) SET \(assignments), version = version + 1
            WHERE workspace_id = \(key) AND id = \(id) AND version = \(version)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile() }
    }
}
