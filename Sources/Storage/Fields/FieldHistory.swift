import SQLEngines
import Sales

extension ScopedConnection {
    /// What entries of the log say, without own fields that the member does not see.
    ///
    /// Of such a field's own definition nothing is told either: its name may say as much as its values.
    func seen(_ values: [[LoggedField]], of rows: [HistoryRow]) throws -> [[LoggedField]] {
        let concernsFields =
            rows.contains { $0.recordKind == "field" } || values.contains { $0.contains(where: \.isOwn) }
        if !concernsFields { return values }
        let definitions = try fieldDefinitions()
        let (keys, ids) = (Set(definitions.map(\.key)), Set(definitions.map(\.id.erased)))
        return zip(rows, values).map { row, values in
            if row.recordKind == "field", !ids.contains(row.recordID) { return [] }
            return values.filter { !$0.isOwn || keys.contains($0.name) }
        }
    }
}

extension LoggedField {
    /// Whether it is one that the workspace made itself.
    fileprivate var isOwn: Bool { name.hasPrefix(FieldDefinition.keyStart) }
}
