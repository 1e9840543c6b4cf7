import SQLEngines
import Sales
import SalesAnalytics

extension FieldType {
    /// Whether figures can be sliced by it: it has few values, each with a name.
    package var isSlice: Bool { [.yesNo, .choice, .choices, .member].contains(self) }
}

extension ScopedConnection {
    /// The fields of opportunities and of their accounts by which the member may slice figures.
    package func sliceFields() throws -> [FieldDefinition] {
        try [.opportunity, .account].flatMap { try fieldDefinitions($0) }.filter { !$0.isRetired && $0.type.isSlice }
    }

    /// The groups of such a field and who stands in them; refused where the member does not see it or it is retired.
    package func fieldSlice(
        _ id: Identifier<FieldDefinition>,
        in language: Language,
        yes: String,
        no: String
    ) throws -> FieldSlice {
        guard let field = try sliceFields().first(where: { $0.id == id }) else { throw NotFound(kind: "field") }
        let groups: [FieldSlice.Group]
        switch field.type {
        case .yesNo: groups = [FieldSlice.Group(id: "yes", name: yes), FieldSlice.Group(id: "no", name: no)]
        case .member:
            groups = try members().map { FieldSlice.Group(id: $0.id.description, name: $0.name) }
        default:
            groups = field.options.map { .init(id: $0.id.description, name: $0.name.shown(in: language)) }
        }
        return FieldSlice(
            isOfAccounts: field.holder == .account,
            hasSeveral: field.type == .choices,
            groups: groups,
            members: try sliceMembers(field, groups)
        )
    }

    private func sliceMembers(_ field: FieldDefinition, _ groups: [FieldSlice.Group]) throws -> [FieldSlice.Member] {
        let places = Dictionary(groups.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var members: [FieldSlice.Member] = []
        let values: SQL = "FROM field_values WHERE workspace_id = \(key) AND field_id = \(field.id)"
        if field.type == .yesNo {
            try db.forEach("SELECT record_id, number_value \(values) AND number_value IS NOT NULL") { row in
                let (record, answer): (Identifier<FieldSlice>, Int64) = (try row.next(), try row.next())
                members.append((record, answer == 1 ? 0 : 1))
            }
        } else {
            let numbers = Dictionary(
                uniqueKeysWithValues: places.compactMap { text, place in
                    Identifier<AnyRecord>(text).map { ($0, place) }
                }
            )
            try db.forEach("SELECT record_id, id_value \(values) AND id_value IS NOT NULL") { row in
                let (record, value): (Identifier<FieldSlice>, Identifier<AnyRecord>) = (try row.next(), try row.next())
                if let place = numbers[value] { members.append((record, place)) }
            }
        }
        return members
    }
}
