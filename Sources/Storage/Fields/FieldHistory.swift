import SQLEngines
import Sales

extension ScopedConnection {
    /// What entries of the log say, without own fields that the member does not see.
    ///
    /// Of such a field's own definition nothing is told either: its name may say as much as its values.
    func seen(_ values: [[LoggedField]], of rows: [HistoryRow]) throws -> [[LoggedField]] {
        let concernsFields =
            rows.contains { ["field", "export"].contains($0.recordKind) }
            || values.contains { $0.contains(where: \.isOwn) }
        if !concernsFields { return values }
        let definitions = try fieldDefinitions()
        let (keys, ids) = (Set(definitions.map(\.key)), Set(definitions.map(\.id.erased)))
        return zip(rows, values).map { row, values in
            if row.recordKind == "field", !ids.contains(row.recordID) { return [] }
            let seen = values.filter { !$0.isOwn || keys.contains($0.name) }
            return row.recordKind == "export" ? seen.map { $0.filtering(byOwn: keys) } : seen
        }
    }
}

extension LoggedField {
    /// Whether it is one that the workspace made itself.
    fileprivate var isOwn: Bool { name.hasPrefix(FieldDefinition.keyStart) }

    /// An export's filter without what it asks of other own fields than these.
    fileprivate func filtering(byOwn keys: Set<String>) -> LoggedField {
        guard name == "filter", case .text(let text) = after else { return self }
        var field = self
        let items = [QueryItem](logged: text).filter { item in
            !item.name.hasPrefix(FieldDefinition.keyStart) || keys.contains(where: item.name.hasPrefix)
        }
        field.after = .text(items.logged)
        return field
    }
}
