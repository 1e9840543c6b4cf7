import SQLEngines
import Sales

extension Connection {
    /// Gives a merge's survivor the own fields' values that it lacks, whoever may see them, so that none is lost.
    func mergeFields(_ merge: Merge, _ holder: FieldHolder, by origin: Origin) throws {
        let definitions = try fieldDefinitions(holder, in: origin.workspace)
        let ids = [merge.survivorID, merge.mergedID]
        let values = try fieldValues(of: ids, definitions, in: origin.workspace)
        let own = values[merge.survivorID] ?? [:]
        let taken = (values[merge.mergedID] ?? [:]).filter { own[$0.key] == nil }
        if taken.isEmpty { return }
        try write(taken.mapValues { $0 }, over: own, of: merge.survivorID, holder, by: origin)
        var rows = SQLRows(columns: 3)
        for field in taken.keys.sorted() { rows.append(origin.workspace, merge.id, field) }
        try insert(into: "field_merge_moves", columns: "workspace_id, merge_id, field_id", rows: rows)
    }

    /// Takes the values away again that a merge gave, as far as nobody edited them since.
    func unmergeFields(_ merge: Merge, _ holder: FieldHolder, by origin: Origin) throws {
        let given: [Identifier<FieldDefinition>] = try all(
            """
            SELECT field_id FROM field_merge_moves WHERE workspace_id = \(origin.workspace) AND merge_id = \(merge.id)
            """
        )
        if given.isEmpty { return }
        let definitions = try fieldDefinitions(holder, in: origin.workspace)
        let ids = [merge.survivorID, merge.mergedID]
        let values = try fieldValues(of: ids, definitions, in: origin.workspace)
        let own = values[merge.survivorID] ?? [:]
        let returned = given.filter { own[$0] != nil && own[$0] == values[merge.mergedID]?[$0] }
        if returned.isEmpty { return }
        let none = Dictionary(uniqueKeysWithValues: returned.map { ($0, FieldValue?.none) })
        try write(none, over: own, of: merge.survivorID, holder, by: origin)
    }

    private func write(
        _ new: [Identifier<FieldDefinition>: FieldValue?],
        over old: RecordFields,
        of id: Identifier<AnyRecord>,
        _ holder: FieldHolder,
        by origin: Origin
    ) throws {
        let version: Int? = try first(
            "SELECT version FROM \(holder.table) WHERE workspace_id = \(origin.workspace) AND id = \(id)"
        )
        guard let version, try writeFields(new, over: old, of: id, holder, version: version, by: origin) else {
            throw ChangedMeanwhile()
        }
    }
}
