import SQLEngines
import Sales

extension ScopedConnection {
    /// The own fields among those that a merge is to take though the survivor has a value; only who may edit one may
    /// choose.
    func ownFields(takenBy names: Set<String>, _ holder: FieldHolder) throws -> Set<Identifier<FieldDefinition>> {
        let asked = names.filter { FieldFilter.parts($0) != nil }
        if asked.isEmpty { return [] }
        let editable = try importableFields(holder).filter { asked.contains($0.key) }
        if let unknown = asked.subtracting(editable.map(\.key)).min() { throw MergeError.unknownField(unknown) }
        return Set(editable.map(\.id))
    }
}

extension Connection {
    /// Gives a merge's survivor the own fields' values that it lacks, whoever may see them, so that none is lost, and
    /// those that somebody chose.
    func mergeFields(
        _ merge: Merge,
        _ holder: FieldHolder,
        taking chosen: Set<Identifier<FieldDefinition>>,
        by origin: Origin
    ) throws {
        let definitions = try fieldDefinitions(holder, in: origin.workspace)
        let ids = [merge.survivorID, merge.mergedID]
        let values = try fieldValues(of: ids, definitions, in: origin.workspace)
        let own = values[merge.survivorID] ?? [:]
        let taken = (values[merge.mergedID] ?? [:]).filter { field, value in
            own[field] == nil || chosen.contains(field) && own[field] != value
        }
        if taken.isEmpty { return }
        let version = try write(taken.mapValues { $0 }, over: own, of: merge.survivorID, holder, by: origin)
        var rows = SQLRows(columns: 4)
        for field in taken.keys.sorted() { rows.append(origin.workspace, merge.id, field, version) }
        try insert(
            into: "field_merge_moves",
            columns: "workspace_id, merge_id, field_id, record_version",
            rows: rows
        )
    }

    /// Gives the survivor the values back that it had before a merge gave it others, as far as nobody edited them
    /// since.
    func unmergeFields(_ merge: Merge, _ holder: FieldHolder, by origin: Origin) throws {
        var given: [(field: Identifier<FieldDefinition>, version: Int?)] = []
        try forEach(
            """
            SELECT field_id, record_version FROM field_merge_moves
            WHERE workspace_id = \(origin.workspace) AND merge_id = \(merge.id)
            """
        ) { row in given.append((try row.next(), try row.next())) }
        if given.isEmpty { return }
        let definitions = try fieldDefinitions(holder, in: origin.workspace)
        let ids = [merge.survivorID, merge.mergedID]
        let values = try fieldValues(of: ids, definitions, in: origin.workspace)
        let own = values[merge.survivorID] ?? [:]
        let before = try given.compactMap(\.version).first.flatMap {
            try loggedValues($0, of: merge.survivorID, in: origin.workspace)?.before
        }
        var returned: [Identifier<FieldDefinition>: FieldValue?] = [:]
        for (field, _) in given where own[field] != nil && own[field] == values[merge.mergedID]?[field] {
            returned.updateValue(definitions.first { $0.id == field }?.value(in: before), forKey: field)
        }
        if !returned.isEmpty { _ = try write(returned, over: own, of: merge.survivorID, holder, by: origin) }
    }

    /// Returns the record's new version.
    private func write(
        _ new: [Identifier<FieldDefinition>: FieldValue?],
        over old: RecordFields,
        of id: Identifier<AnyRecord>,
        _ holder: FieldHolder,
        by origin: Origin
    ) throws -> Int {
        let version: Int? = try first(
            "SELECT version FROM \(holder.table) WHERE workspace_id = \(origin.workspace) AND id = \(id)"
        )
        guard let version, try writeFields(new, over: old, of: id, holder, version: version, by: origin) else {
            throw ChangedMeanwhile()
        }
        return version + 1
    }
}
