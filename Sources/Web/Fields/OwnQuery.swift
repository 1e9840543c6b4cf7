import Hummingbird
import Sales
import Storage

extension Pages {
    /// A list's query without what it asks of own fields that the member does not see or that are retired.
    ///
    /// A view that somebody shares, or an old address, may ask more than its reader can be shown; the rest of it still
    /// holds, and the page says that something was left out.
    func query(_ request: Request, _ holder: FieldHolder, _ access: Access) async throws -> FormFields {
        let query = try request.query()
        if query.ownFields.isEmpty { return query }
        let offered = try await store.read(access) { db in
            Set(try db.fieldDefinitions(holder).filter { !$0.isRetired }.map(\.id))
        }
        // A place in the list was one in another order, or among others.
        return query.keeping(
            { name, value in FormFields.ownField(name, value).map(offered.contains) ?? true },
            otherwiseWithout: ["after", "before"]
        )
    }
}

extension FormFields {
    fileprivate var ownFields: [Identifier<FieldDefinition>] {
        names.flatMap { name in all(name).compactMap { Self.ownField(name, $0) } }
    }

    /// The own field by which an item filters or orders, or that it makes a column.
    fileprivate static func ownField(_ name: String, _ value: String) -> Identifier<FieldDefinition>? {
        switch name {
        case "order": FieldFilter.parts(value.first == "-" ? String(value.dropFirst()) : value)?.id
        case "column": FieldFilter.parts(value)?.id
        default: FieldFilter.parts(name.hasPrefix("typed-") ? String(name.dropFirst(6)) : name)?.id
        }
    }
}
