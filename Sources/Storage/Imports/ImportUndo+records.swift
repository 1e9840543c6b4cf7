import SQLEngines
import Sales

extension ScopedConnection {
    /// Takes back what a run did to accounts, contacts, products and members, as far as nobody edited or uses them.
    ///
    /// Works backwards through the run's changes, in batches; called until `last` is nil.
    package func undoRecords(of run: Import, _ undo: ImportUndo, limit: Int = 200) throws -> ImportUndo {
        try requireImporter(of: run)
        var undo = undo
        let changes = try db.changes(by: run, before: undo.last, limit: limit, in: key)
        for change in changes {
            switch change.recordKind {
            case "account": try undoOne(change, Account.self, run, &undo)
            case "contact": try undoOne(change, Contact.self, run, &undo)
            case "product": try undoOne(change, Product.self, run, &undo)
            case "member": try undoOne(change, Member.self, run, &undo)
            case "team", "teamMembership":
                try undo.reversed += db.undoTeams(change, by: Origin(access, importID: run.id))
            default: break
            }
        }
        undo.last = changes.count < limit ? nil : changes.last?.id
        return undo
    }

    private func undoOne<Record: StoredRecord>(
        _ change: LoggedChange,
        _ type: Record.Type,
        _ run: Import,
        _ undo: inout ImportUndo
    ) throws {
        let id = Identifier<Record>(change.recordID)
        let origin = Origin(access, importID: run.id)
        let found: [Record] = try db.all(
            """
            SELECT \(Record.table.columns) FROM \(Record.table.name)
            WHERE workspace_id = \(key) AND id = \(id) AND deleted_at IS NULL
            """
        )
        guard let record = found.first else { return }
        if change.action == .updated {
            // What the run made goes as a whole, or stays as it is where somebody has edited it since.
            if try db.isCreated(change.recordID, by: run, in: key) { return }
            try db.restore(change, record, by: origin)
            try db.restoreFields(change, by: origin)
            undo.reversed += 1
        } else if try db.isEdited(change.recordID, since: run, in: key) {
            undo.kept.append(.init(kind: Record.table.kind, name: record.name, reason: .editedSince))
        } else if try db.isUsed(change.recordID, kind: Record.table.kind, in: key) {
            undo.kept.append(.init(kind: Record.table.kind, name: record.name, reason: .stillUsed))
        } else {
            try db.setDeleted(true, id, by: origin)
            undo.reversed += 1
        }
    }
}

/// An entry of the change log as an undo reads it.
struct LoggedChange: SQLReadable {
    var id: Identifier<AnyRecord>
    var recordKind: String
    var recordID: Identifier<AnyRecord>
    var action: Change.Action
    var before: FieldValues?
    var after: FieldValues?

    init(from row: inout Row) throws {
        id = try row.next()
        recordKind = try row.next()
        recordID = try row.next()
        action = try row.next()
        before = try row.next()
        after = try row.next()
    }
}

extension Connection {
    fileprivate func isCreated(_ id: Identifier<AnyRecord>, by run: Import, in workspace: Int64) throws -> Bool {
        let created: Int64? = try first(
            """
            SELECT 1 FROM changes WHERE workspace_id = \(workspace) AND record_id = \(id) AND import_id = \(run.id)
                AND action = \(Change.Action.created) LIMIT 1
            """
        )
        return created != nil
    }

    fileprivate func changes(
        by run: Import,
        before last: Identifier<AnyRecord>?,
        limit: Int,
        in workspace: Int64
    ) throws -> [LoggedChange] {
        let start: SQL = last.map { "AND id < \($0)" } ?? ""
        return try all(
            """
            SELECT id, record_kind, record_id, action, before_values, after_values FROM changes
            WHERE workspace_id = \(workspace) AND import_id = \(run.id) AND record_kind <> 'opportunity' \(start)
            ORDER BY id DESC LIMIT \(limit)
            """
        )
    }

    /// Puts each field that still has the run's value back to the one before.
    func restore<Record: StoredRecord>(_ change: LoggedChange, _ record: Record, by origin: Origin) throws {
        guard let before = change.before, let after = change.after else { return }
        if case .text(let old) = before["prices"], case .text(let new) = after["prices"] {
            return try restorePrices(old, from: new, of: Identifier(change.recordID), by: origin)
        }
        let table = Record.table
        let current = record.values
        var fields: [Int] = []
        var values = current
        for (index, field) in table.fields.enumerated() {
            guard let old = before[field.name], let new = after[field.name] else { continue }
            guard current[index] == new.typed(as: field) else { continue }
            values[index] = old.typed(as: field)
            fields.append(index)
        }
        if fields.isEmpty { return }
        let name = if case .text(let name) = values[0] { name } else { record.name }
        let (id, version) = (record.id, record.version)
        guard try update(id, version: version, name: name, fields: fields, values, was: current, table, origin)
        else { throw ChangedMeanwhile(fields: fields.map { table.fields[$0].name }) }
    }

    func restoreUntracked(_ id: Identifier<Opportunity>, _ run: Import, _ origin: Origin) throws {
        let changes: [LoggedChange] = try all(
            """
            SELECT id, record_kind, record_id, action, before_values, after_values FROM changes
            WHERE workspace_id = \(origin.workspace) AND import_id = \(run.id) AND record_id = \(id)
                AND action = \(Change.Action.updated) ORDER BY id DESC
            """
        )
        for change in changes {
            try restoreUntracked(id, change, origin)
            try restoreFields(change, by: origin)
        }
    }

    private func restoreUntracked(_ id: Identifier<Opportunity>, _ change: LoggedChange, _ origin: Origin) throws {
        guard let before = change.before, let after = change.after else { return }
        let current: Opportunity = try find(
            "SELECT \(Opportunity.columns) FROM opportunities WHERE workspace_id = \(origin.workspace) AND id = \(id)",
            kind: "opportunity"
        )
        let restored = current.untracked.compactMap { name, field -> (String, (column: SQL, value: SQL.Value))? in
            let column = RecordTable.Field(
                name: name,
                column: field.column,
                isIdentifier: ["account", "product"].contains(name)
            )
            guard let old = before[name], after[name]?.typed(as: column) == field.value else { return nil }
            return (name, (field.column, old.typed(as: column)))
        }
        if restored.isEmpty { return }
        let fields = Dictionary(uniqueKeysWithValues: restored)
        guard try update(fields, over: current, .restored, by: origin) else {
            throw ChangedMeanwhile(fields: fields.keys.sorted())
        }
    }
}

extension SQL.Value {
    /// A value of the change log as its column has it: identifiers are text there and bytes here.
    fileprivate func typed(as field: RecordTable.Field) -> SQL.Value {
        guard field.isIdentifier, case .text(let text) = self, let id = Identifier<AnyRecord>(text) else { return self }
        return id.sqlValue
    }
}
