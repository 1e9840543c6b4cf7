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
    /// Logs a part of an opportunity that was added, changed or taken away: what it is of, which comes first, and which
    /// of its values became others than they were, or than a new part has.
    func touch(
        _ id: Identifier<Opportunity>,
        before: [(String, SQL.Value)]?,
        after: [(String, SQL.Value)]?,
        usual: [SQL.Value]
    ) throws {
        let (old, new) = (before?.map(\.1) ?? usual, after?.map(\.1) ?? usual)
        let told = old.indices.filter { $0 == 0 || old[$0] != new[$0] }
        func values(_ fields: [(String, SQL.Value)]?) -> [(String, SQL.Value)]? {
            fields.map { all in told.map { all[$0] } }
        }
        try db.touch(.opportunity, id.erased, before: values(before), after: values(after), by: Origin(access))
    }

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
