import SQLEngines
import Sales

extension Connection {
    /// The record, unless it is in the bin.
    func record<Record: StoredRecord>(_ id: Identifier<Record>, in workspace: Int64) throws -> Record {
        let table = Record.table
        var record: Record = try find(
            """
            SELECT \(table.columns) FROM \(table.name)
            WHERE workspace_id = \(workspace) AND id = \(id) AND deleted_at IS NULL
            """,
            kind: table.kind
        )
        // Behind the version, so that parts that somebody changes meanwhile are seen by it.
        try record.readParts(self, in: workspace)
        return record
    }

    /// Inserts records and logs their creation.
    func create<Record: StoredRecord>(_ records: [Record], by origin: Origin) throws {
        let table = Record.table
        var rows = SQLRows(columns: table.fields.count + 6)
        for record in records {
            try NameRule.check(record.name)
            rows.append(
                [
                    origin.workspace.sqlValue, record.id.sqlValue, record.version.sqlValue,
                    origin.now.sqlValue, record.name.folded.sqlValue, record.name.sortKey.sqlValue,
                ] + record.values
            )
        }
        try insert(
            into: table.name,
            columns: """
                workspace_id, id, version, created_at, name_folded, name_sort,
                \(table.fields.map(\.column).joined(separator: ", "))
                """,
            rows: rows
        )
        for record in records { try record.createParts(self, in: origin.workspace) }
        try addSearchEntries(of: records, by: origin)
        try log(
            records.map { Change(table.kind, $0.id.erased, version: $0.version, action: .created) },
            by: origin
        )
    }

    /// Stores what `edit` changes of a record that was read at `version`.
    ///
    /// What others changed since then stays, unless it is the same field; so `edit` may be asked again, of a newer
    /// record. Returns the record as it is now.
    func edit<Record: StoredRecord>(
        _ id: Identifier<Record>,
        version: Int? = nil,
        by origin: Origin,
        _ edit: (inout Record) throws -> Void
    ) throws -> Record {
        var version = version
        for _ in 0..<editAttempts {
            let current: Record = try record(id, in: origin.workspace)
            var edited = current
            try edit(&edited)
            let fields = edited.changedFields(from: current)
            if fields.isEmpty { return current }
            let read = version ?? current.version
            version = read
            if try update(edited, fields: fields, over: current, readAt: read, by: origin) {
                edited.version = current.version + 1
                return edited
            }
        }
        throw ChangedMeanwhile()
    }

    /// Stores in what a record differs from how it was read, whatever else others changed meanwhile.
    func replace<Record: StoredRecord>(_ record: Record, from stored: Record, by origin: Origin) throws {
        let fields = record.changedFields(from: stored)
        if fields.isEmpty { return }
        for _ in 0..<editAttempts {
            let current: Record = try self.record(record.id, in: origin.workspace)
            if try update(record, fields: fields, over: current, readAt: stored.version, by: origin) { return }
        }
        throw ChangedMeanwhile()
    }

    private func update<Record: StoredRecord>(
        _ edited: Record,
        fields: [Int],
        over current: Record,
        readAt version: Int,
        by origin: Origin
    ) throws -> Bool {
        let names = fields.map { Record.table.fields[$0].name }
        try requireUnchanged(names, edited.id.erased, since: version, current.version, origin)
        return try update(
            edited.id,
            version: current.version,
            name: edited.name,
            fields: fields,
            edited.values,
            was: current.values,
            Record.table,
            origin
        )
    }

    /// Writes fields of a record and logs them; returns false where it has another version by now.
    func update<Record>(
        _ id: Identifier<Record>,
        version: Int,
        name: String,
        fields: [Int],
        _ values: [SQL.Value],
        was old: [SQL.Value],
        _ table: RecordTable,
        _ origin: Origin
    ) throws -> Bool {
        if fields.contains(0) { try NameRule.check(name) }
        var assignments = fields.map { SQL("\(table.fields[$0].column) = \(values[$0])") }
        if fields.contains(0) { assignments.append("name_folded = \(name.folded), name_sort = \(name.sortKey)") }
        let count = try run(
            """
            UPDATE \(table.name) SET \(assignments.joined(separator: ", ")), version = version + 1
            WHERE workspace_id = \(origin.workspace) AND id = \(id) AND version = \(version)
            """
        )
        guard count == 1 else { return false }
        var change = Change(table.kind, id.erased, version: version + 1, action: .updated)
        (change.before, change.after) = (table.named(fields, of: old), table.named(fields, of: values))
        try log([change], by: origin)
        try refreshSearchEntry(of: id.erased, change, in: origin.workspace)
        return true
    }

    /// Puts a record into the bin, or takes it out.
    func setDeleted<Record: StoredRecord>(
        _ deleted: Bool,
        _ id: Identifier<Record>,
        by origin: Origin
    ) throws {
        let table = Record.table
        let condition: SQL = deleted ? "deleted_at IS NULL" : "deleted_at IS NOT NULL"
        let versions: [Int] = try all(
            """
            UPDATE \(table.name) SET deleted_at = \(deleted ? origin.now : nil), version = version + 1
            WHERE workspace_id = \(origin.workspace) AND id = \(id) AND \(condition) RETURNING version
            """
        )
        guard let version = versions.first else { throw NotFound(kind: table.kind) }
        try log([Change(table.kind, id.erased, version: version, action: deleted ? .deleted : .restored)], by: origin)
    }
}

extension RecordTable {
    func named(_ indexes: [Int], of values: [SQL.Value]) -> FieldValues {
        FieldValues(indexes.map { (fields[$0].name, values[$0]) })
    }
}

/// How often an edit is tried anew on PostgreSQL, where another may commit between its reading and its writing.
let editAttempts = 3
