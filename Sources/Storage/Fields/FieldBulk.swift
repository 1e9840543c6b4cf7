import SQLEngines
import Sales

extension FieldHolder {
    package init(_ kind: BinKind) {
        self =
            switch kind {
            case .account: .account
            case .contact: .contact
            case .opportunity: .opportunity
            }
    }
}

extension ScopedConnection {
    /// The field, where the member may fill it in on records of the kind.
    func editableField(_ id: Identifier<FieldDefinition>, of kind: BinKind) throws -> FieldDefinition {
        guard let field = try importableFields(FieldHolder(kind)).first(where: { $0.id == id }) else {
            throw NotFound(kind: "field")
        }
        return field
    }

    /// Sets a field of one record to a value as the change log keeps it; returns the record's version if it is another
    /// now.
    func set(
        _ id: Identifier<FieldDefinition>,
        to stored: String?,
        of kind: BinKind,
        _ record: Identifier<AnyRecord>
    ) throws -> Int? {
        let (field, holder) = (try editableField(id, of: kind), FieldHolder(kind))
        let value = stored.flatMap { field.value(stored: $0) }
        if stored != nil && value == nil { throw NotFound(kind: "field") }
        let before = try db.versions(of: [record], holder, in: key)[record]
        try setFields([id: value], of: record, holder)
        let after = try db.versions(of: [record], holder, in: key)[record]
        return after == before ? nil : after
    }

    /// Gives a record the value back that it had before a change made this version of it; false where somebody set the
    /// field since, or the record lies in the bin.
    func giveBack(
        _ id: Identifier<FieldDefinition>,
        _ version: Int,
        of kind: BinKind,
        _ record: Identifier<AnyRecord>
    ) throws -> Bool {
        let holder = FieldHolder(kind)
        let current: Int? = try db.first(
            """
            SELECT version FROM \(kind.table) WHERE workspace_id = \(key) AND id = \(record) AND deleted_at IS NULL
            """
        )
        guard let current, let field = try db.fieldDefinitions(holder, in: key).first(where: { $0.id == id }),
            let (before, after) = try db.loggedValues(version, of: record, in: key)
        else { return false }
        let values = try db.fieldValues(of: [record], [field], in: key)[record] ?? [:]
        guard (values[id]?.stored).sqlValue == after[field.key] else { return false }
        return try db.writeFields(
            [id: field.value(in: before)],
            over: values,
            of: record,
            holder,
            version: current,
            by: Origin(access)
        )
    }
}
