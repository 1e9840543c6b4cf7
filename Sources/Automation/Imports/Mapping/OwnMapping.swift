import Sales
import Storage

/// The workspace's own fields that a mapping fills, and what their values are looked up in.
struct OwnMapping: Sendable {
    var definitions: [FieldDefinition] = []
    var context: FieldContext?
}

extension ImportKind {
    /// The kind of records whose own fields the rows can fill.
    package var holder: FieldHolder? {
        switch self {
        case .accounts: .account
        case .contacts: .contact
        case .opportunities: .opportunity
        case .products, .members, .stageHistory: nil
        }
    }

    /// Whether a field's name is one of an own field that rows of the kind can have.
    func mayHave(own name: String) -> Bool {
        guard holder != nil, let parts = FieldFilter.parts(name) else { return false }
        return parts.end.isEmpty
    }
}

extension ImportMapping {
    /// All fields that the mapping fills, in the order of the guide, the workspace's own ones last.
    var filled: [ImportField] {
        let all = kind.fields + own.definitions.map { ImportField(name: $0.key, type: .own($0)) }
        return all.filter { fields[$0.name] != nil }
    }

    /// The mapping with the definitions of the own fields that it fills; refuses one that the member may not fill.
    func knowing(_ db: ScopedConnection) throws -> ImportMapping {
        let names = fields.keys.filter { FieldFilter.parts($0) != nil }.sorted()
        guard let holder = kind.holder, !names.isEmpty else { return self }
        var known = self
        known.own.definitions = try db.importableFields(holder).filter { names.contains($0.key) }
        if let unknown = names.first(where: { name in !known.own.definitions.contains { $0.key == name } }) {
            throw MappingError.unknownField(unknown, kind: kind, nearest: nil)
        }
        known.own.context = try db.fieldContext()
        return known
    }
}
