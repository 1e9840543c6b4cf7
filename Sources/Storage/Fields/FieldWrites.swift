import SQLEngines
import Sales

extension ScopedConnection {
    /// The values of records that the caller may see, of the fields that the member sees; one query for a whole page.
    package func fieldValues(
        of records: [Identifier<AnyRecord>],
        _ definitions: [FieldDefinition]
    ) throws -> [Identifier<AnyRecord>: RecordFields] {
        try db.fieldValues(of: records, definitions.filter { $0.isSeen(by: access.member?.role) }, in: key)
    }

    /// The values of one record's fields that the member sees.
    package func fields(of id: Identifier<AnyRecord>, _ holder: FieldHolder) throws -> RecordFields {
        _ = try standing(of: id, holder)
        return try fieldValues(of: [id], fieldDefinitions(holder))[id] ?? [:]
    }

    /// What texts of own fields are looked up in.
    package func fieldContext() throws -> FieldContext {
        FieldContext(currency: access.workspace.currency, members: try members())
    }

    /// Puts values into a record's fields; nil takes one away.
    ///
    /// What others changed since `version` stays, unless it is the same field. A new record's fields need no right to
    /// edit.
    package func setFields(
        _ new: [Identifier<FieldDefinition>: FieldValue?],
        of id: Identifier<AnyRecord>,
        _ holder: FieldHolder,
        version: Int? = nil,
        isNew: Bool = false,
        importID: Identifier<Import>? = nil
    ) throws {
        if new.isEmpty { return }
        let definitions = try fieldDefinitions(holder).filter { new.keys.contains($0.id) }
        guard definitions.count == new.count, !definitions.contains(where: \.isRetired) else {
            throw NotFound(kind: "field")
        }
        guard definitions.allSatisfy({ $0.isEdited(by: access.member?.role) }) else {
            throw NotAllowed(.edit, holder.rights)
        }
        for definition in definitions { try check(new[definition.id] ?? nil, of: definition) }
        let origin = Origin(access, importID: importID)
        for _ in 0..<editAttempts {
            let current = try standing(of: id, holder, isNew: isNew)
            if isNew {
                try require(.create, holder.rights)
            } else {
                try require(.edit, holder.rights, id, owner: current.owner)
            }
            let old = try db.fieldValues(of: [id], definitions, in: key)[id] ?? [:]
            let changed = new.filter { old[$0.key] != $0.value }
            if changed.isEmpty { return }
            let names = changed.keys.map(\.logKey).sorted()
            try db.requireUnchanged(names, id, since: version ?? current.version, current.version, origin)
            if try db.writeFields(changed, over: old, of: id, holder, version: current.version, by: origin) { return }
        }
        throw ChangedMeanwhile()
    }

    /// Refuses a value that is not one of the field's type, names or members.
    private func check(_ value: FieldValue?, of field: FieldDefinition) throws {
        guard let value else { return }
        switch (field.type, value) {
        case (.text, .text), (.number, .number), (.money, .money), (.day, .day), (.yesNo, .yesNo), (.link, .link):
            return
        case (.choice, .choices(let ids)) where ids.count == 1 && field.option(ids[0]) != nil: return
        case (.choices, .choices(let ids))
        where !ids.isEmpty && Set(ids).count == ids.count && ids.allSatisfy { field.option($0) != nil }:
            return
        case (.member, .member(let id)):
            guard try members().contains(where: { $0.id == id }) else { throw NotFound(kind: "member") }
        default: throw NotFound(kind: "field")
        }
    }

    /// One that the member has just made is there for them, whomever they made it for.
    private func standing(
        of id: Identifier<AnyRecord>,
        _ holder: FieldHolder,
        isNew: Bool = false
    ) throws -> RecordStanding {
        let isThere: SQL = holder == .opportunity ? "AND withdrawn_at IS NULL" : ""
        let found: RecordStanding = try db.find(
            """
            SELECT version, owner_id FROM \(holder.table)
            WHERE workspace_id = \(key) AND id = \(id) AND deleted_at IS NULL \(isThere)
            """,
            kind: holder.rawValue
        )
        guard isNew && found.version == 1 || sees(holder.rights, id, owner: found.owner) else {
            throw NotFound(kind: holder.rawValue)
        }
        return found
    }
}

private struct RecordStanding: SQLReadable {
    var version: Int
    var owner: Identifier<Member>?

    init(from row: inout Row) throws {
        version = try row.next()
        owner = try row.next()
    }
}
