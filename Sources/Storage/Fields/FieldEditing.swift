import SQLEngines
import Sales

extension ScopedConnection {
    /// The fields of a kind of records, or of all, that the member sees, in their order; the retired ones too.
    package func fieldDefinitions(_ holder: FieldHolder? = nil) throws -> [FieldDefinition] {
        try db.fieldDefinitions(holder, in: key).filter { $0.isSeen(by: access.member?.role) }
    }

    /// Adds a field behind the others of its kind of records.
    @discardableResult
    package func addField(_ field: FieldDefinition) throws -> FieldDefinition {
        try require(.edit, .settings)
        try field.check()
        let others = try db.fieldDefinitions(field.holder, in: key)
        // A form that was sent twice makes one field.
        if let same = others.first(where: { $0.id == field.id }) { return same }
        if others.filter({ !$0.isRetired }).count >= FieldRule.fieldLimit { throw FieldError.tooMany }
        try requireFree(field, among: others)
        try db.run(
            """
            INSERT INTO field_definitions (workspace_id, id, record_kind, type, \(FieldName.columns), help, section,
                position, seen_by, edited_by, created_at, version)
            VALUES (\(key), \(field.id), \(field.holder), \(field.type), \(values: field.name.values), \(field.help),
                \(field.section), \(others.count), \(FieldDefinition.words(field.seenBy)),
                \(FieldDefinition.words(field.editedBy)), \(access.now), 1)
            """
        )
        try write(field.options, of: field)
        try db.log(
            [Change("field", field.id.erased, version: 1, action: .created, after: field.logged)],
            by: Origin(access)
        )
        return field
    }

    /// Renames a field, changes who sees it or what can be chosen, retires it or brings it back; values stay.
    package func editField(
        _ id: Identifier<FieldDefinition>,
        version: Int,
        _ change: (inout FieldDefinition) throws -> Void
    ) throws {
        try require(.edit, .settings)
        let all = try db.fieldDefinitions(nil, in: key)
        guard let old = all.first(where: { $0.id == id }) else { throw NotFound(kind: "field") }
        var new = old
        try change(&new)
        if new == old { return }
        try new.check()
        if new.name != old.name || old.isRetired { try requireFree(new, among: all) }
        try db.write(
            """
            name_en = \(new.name[.english]), name_zh_hans = \(new.name[.simplifiedChinese]),
            name_zh_hant = \(new.name[.traditionalChinese]), help = \(new.help), section = \(new.section),
            seen_by = \(FieldDefinition.words(new.seenBy)), edited_by = \(FieldDefinition.words(new.editedBy)),
            archived_at = \(new.isRetired ? access.now : nil)
            """,
            Change("field", id.erased, version: version + 1, action: .updated, before: old.logged, after: new.logged),
            Origin(access)
        )
        if new.options != old.options { try write(new.options, of: new) }
    }

    /// Puts a field before the one above it, or behind the one below it, among those that are not retired.
    package func moveField(_ id: Identifier<FieldDefinition>, up: Bool, version: Int) throws {
        try require(.edit, .settings)
        let all = try db.fieldDefinitions(nil, in: key)
        guard let holder = all.first(where: { $0.id == id })?.holder else { throw NotFound(kind: "field") }
        var ids = all.filter { $0.holder == holder && !$0.isRetired }.map(\.id)
        guard let place = ids.firstIndex(of: id) else { throw NotFound(kind: "field") }
        let other = up ? place - 1 : place + 1
        guard ids.indices.contains(other) else { return }
        ids.swapAt(place, other)
        for (position, id) in ids.enumerated() {
            try db.run(
                "UPDATE field_definitions SET position = \(position) WHERE workspace_id = \(key) AND id = \(id)"
            )
        }
        let fields = [place, other].map { FieldValues([("position", ($0 + 1).sqlValue)]) }
        try db.write(
            "position = \(other)",
            Change("field", id.erased, version: version + 1, action: .updated, before: fields[0], after: fields[1]),
            Origin(access)
        )
    }

    /// How many records have a value of each field, for those who decide about fields.
    package func fieldUse() throws -> [Identifier<FieldDefinition>: Int] {
        try require(.see, .settings)
        var found: [Identifier<FieldDefinition>: Int] = [:]
        try db.forEach(
            "SELECT field_id, count(*) FROM field_values WHERE workspace_id = \(key) AND item = 0 GROUP BY field_id"
        ) { row in
            let id: Identifier<FieldDefinition> = try row.next()
            found[id] = try row.next()
        }
        return found
    }

    private func requireFree(_ field: FieldDefinition, among others: [FieldDefinition]) throws {
        let taken = others.filter { $0.id != field.id && $0.holder == field.holder && !$0.isRetired }
        guard !field.isRetired else { return }
        for name in field.name.all where taken.contains(where: { $0.name.isCalled(name) }) {
            throw FieldError.nameTaken(name)
        }
    }

    /// Writes a list's names in their order; one that records may have chosen is never deleted.
    private func write(_ options: [FieldOption], of field: FieldDefinition) throws {
        for (position, option) in options.enumerated() {
            try db.run(
                """
                INSERT INTO field_options (workspace_id, id, field_id, \(FieldName.columns), position, archived_at)
                VALUES (\(key), \(option.id), \(field.id), \(values: option.name.values), \(position),
                    \(option.isRetired ? access.now : nil))
                ON CONFLICT (workspace_id, id) DO UPDATE SET name_en = excluded.name_en,
                    name_zh_hans = excluded.name_zh_hans, name_zh_hant = excluded.name_zh_hant,
                    position = excluded.position, archived_at = excluded.archived_at
                """
            )
        }
    }
}

extension Connection {
    fileprivate func write(_ assignments: SQL, _ change: Change, _ origin: Origin) throws {
        let count = try run(
            """
            UPDATE field_definitions SET \(assignments), version = version + 1
            WHERE workspace_id = \(origin.workspace) AND id = \(change.recordID)
                AND version = \(change.recordVersion - 1)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile() }
        try log([change], by: origin)
    }
}
