import SQLEngines
import Sales

extension Connection {
    /// What the change log says of the change that made this version of a record.
    func loggedValues(
        _ version: Int,
        of id: Identifier<AnyRecord>,
        in workspace: Int64
    ) throws -> (before: FieldValues, after: FieldValues)? {
        var found: (FieldValues, FieldValues)?
        try forEach(
            """
            SELECT before_values, after_values FROM changes
            WHERE workspace_id = \(workspace) AND record_id = \(id) AND record_version = \(version)
            """
        ) { row in
            let (before, after): (FieldValues?, FieldValues?) = (try row.next(), try row.next())
            if let before, let after { found = (before, after) }
        }
        return found
    }
}

extension FieldDefinition {
    /// The field's value among those that the change log keeps of a record; none where it had none.
    func value(in logged: FieldValues?) -> FieldValue? {
        guard case .text(let text)? = logged?[key] else { return nil }
        return value(stored: text)
    }
}
