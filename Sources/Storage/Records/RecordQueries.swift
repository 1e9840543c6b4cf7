import SQLEngines
import Sales

extension Connection {
    /// The record, unless it is in the bin.
    func record<Record: StoredRecord>(_ id: Identifier<Record>, in workspace: Int64) throws -> Record {
        let table = Record.table
        return try find(
            """
            SELECT \(table.columns) FROM \(table.name)
            WHERE workspace_id = \(workspace) AND id = \(id) AND deleted_at IS NULL
            """,
            kind: table.kind
        )
    }

    /// Inserts records and logs their creation.
    func create<Record: StoredRecord>(_ records: [Record], by origin: Origin) throws {
        let table = Record.table
        var rows = SQLRows(columns: table.fields.count + 5)
        for record in records {
            rows.append(
                [
                    origin.workspace.sqlValue, record.id.sqlValue, record.version.sqlValue,
                    origin.now.sqlValue, record.name.folded.sqlValue,
                ] + record.values
            )
        }
        try insert(
            into: table.name,
            columns: """
                workspace_id, id, version, created_at, name_folded, \(table.fields.map(\.column).joined(separator: ", "))
                """,
            rows: rows
        )
        try log(
            records.map { Change(table.kind, $0.id.erased, version: $0.version, action: .created) },
            by: origin
        )
    }

    /// Stores what `edit` changes of a record that was read at `version`.
    ///
    /// What others changed since then stays, unless it is the same field. Returns the record as it is now.
    func edit<Record: StoredRecord>(
        _ id: Identifier<Record>,
        version: Int? = nil,
        by origin: Origin,
        _ edit: (inout Record) throws -> Void
    ) throws -> Record {
        let current: Record = try record(id, in: origin.workspace)
        var edited = current
        try edit(&edited)
        let fields = edited.changedFields(from: current)
        if fields.isEmpty { return current }
        if let version {
            try requireUnchanged(
                fields.map { Record.table.fields[$0].name },
                id.erased,
                since: version,
                current.version,
                origin
            )
        }
        try update(edited, fields: fields, from: current, by: origin)
        edited.version = current.version + 1
        return edited
    }

    private func update<Record: StoredRecord>(
        _ edited: Record,
        fields: [Int],
        from current: Record,
        by origin: Origin
    ) throws {
        let table = Record.table
        let values = edited.values
        var assignments = fields.map { SQL("\(table.fields[$0].column) = \(values[$0])") }
        if fields.contains(0) { assignments.append("name_folded = \(edited.name.folded)") }
        let count = try run(
            """
            UPDATE \(table.name) SET \(assignments.joined(separator: ", ")), version = version + 1
            WHERE workspace_id = \(origin.workspace) AND id = \(edited.id) AND version = \(current.version)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile() }
        let change = Change(
            table.kind,
            edited.id.erased,
            version: current.version + 1,
            action: .updated,
            before: table.named(fields, of: current.values),
            after: table.named(fields, of: values)
        )
        try log([change], by: origin)
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
