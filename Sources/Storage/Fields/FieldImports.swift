import SQLEngines
import Sales

extension ScopedConnection {
    /// The fields of a kind of records that the member may fill from a file, in their order.
    package func importableFields(_ holder: FieldHolder) throws -> [FieldDefinition] {
        try fieldDefinitions(holder).filter { !$0.isRetired && $0.isEdited(by: access.member?.role) }
    }

    /// Puts what a file's rows say into the records' own fields; returns the records in which something is another now.
    ///
    /// One query finds what all of them have; nil takes a value away.
    package func setFields(
        _ new: [Identifier<AnyRecord>: [Identifier<FieldDefinition>: FieldValue?]],
        _ holder: FieldHolder,
        in run: Import
    ) throws -> Set<Identifier<AnyRecord>> {
        if new.isEmpty { return [] }
        try requireImporter(of: holder.rights)
        let named = Set(new.values.flatMap(\.keys))
        let definitions = try importableFields(holder).filter { named.contains($0.id) }
        guard definitions.count == named.count else { throw NotFound(kind: "field") }
        let ids = new.keys.sorted()
        // Before the values: what somebody commits between the two is found by the version.
        let versions = try db.versions(of: ids, holder, in: key)
        let old = try db.fieldValues(of: ids, definitions, in: key)
        var changed: Set<Identifier<AnyRecord>> = []
        for id in ids {
            let before = old[id] ?? [:]
            let fields = (new[id] ?? [:]).filter { before[$0.key] != $0.value }
            guard !fields.isEmpty, let version = versions[id] else { continue }
            guard try db.writeFields(fields, over: before, of: id, holder, version: version, by: origin(run)) else {
                throw ChangedMeanwhile(fields: fields.keys.map(\.logKey).sorted())
            }
            changed.insert(id)
        }
        return changed
    }
}

extension Connection {
    private func version(of id: Identifier<AnyRecord>, _ holder: FieldHolder, in workspace: Int64) throws -> Int? {
        try versions(of: [id], holder, in: workspace)[id]
    }

    func versions(
        of ids: [Identifier<AnyRecord>],
        _ holder: FieldHolder,
        in workspace: Int64
    ) throws -> [Identifier<AnyRecord>: Int] {
        var found: [Identifier<AnyRecord>: Int] = [:]
        for batch in ids.batches(of: 1000) {
            try forEach(
                "SELECT id, version FROM \(holder.table) WHERE workspace_id = \(workspace) AND id IN (\(list: batch))"
            ) { row in
                let id: Identifier<AnyRecord> = try row.next()
                found[id] = try row.next()
            }
        }
        return found
    }

    /// Puts each own field that still has an import's value back to the one before.
    func restoreFields(_ change: LoggedChange, by origin: Origin) throws {
        guard let before = change.before, let after = change.after, let holder = FieldHolder(change: change),
            after.values.keys.contains(where: { $0.hasPrefix(FieldDefinition.keyStart) })
        else { return }
        let (id, workspace) = (change.recordID, origin.workspace)
        let definitions = try fieldDefinitions(holder, in: workspace).filter { after[$0.key] != nil }
        let current = try fieldValues(of: [id], definitions, in: workspace)[id] ?? [:]
        var old: [Identifier<FieldDefinition>: FieldValue?] = [:]
        for field in definitions where (current[field.id]?.stored).sqlValue == after[field.key] {
            let value = field.value(in: before)
            if value != current[field.id] { old.updateValue(value, forKey: field.id) }
        }
        guard !old.isEmpty, let version = try version(of: id, holder, in: workspace) else { return }
        guard try writeFields(old, over: current, of: id, holder, version: version, by: origin) else {
            throw ChangedMeanwhile(fields: old.keys.map(\.logKey).sorted())
        }
    }
}

extension FieldHolder {
    fileprivate init?(change: LoggedChange) { self.init(rawValue: change.recordKind) }
}
