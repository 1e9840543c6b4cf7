import Sales
import Storage

/// The own fields that an export has as columns behind the others.
struct ExportFields: Sendable {
    let fields: [FieldDefinition]
    let language: Language
    let currency: Currency

    /// The values of records, in their order; one query for a page.
    func values(of ids: [Identifier<AnyRecord>], _ db: ScopedConnection) throws -> [[ExportValue]] {
        if fields.isEmpty { return ids.map { _ in [] } }
        let values = try db.fieldValues(of: ids, fields)
        var names: [Identifier<Member>: String] = [:]
        if fields.contains(where: { $0.type == .member }) {
            for member in try db.members() { names[member.id] = member.name }
        }
        return ids.map { id in
            fields.map { field in
                guard let value = values[id]?[field.id] else { return .blank }
                return exported(value, of: field, names)
            }
        }
    }

    private func exported(
        _ value: FieldValue,
        of field: FieldDefinition,
        _ names: [Identifier<Member>: String]
    ) -> ExportValue {
        switch value {
        case .text(let text), .link(let text): .text(text)
        case .number(let number): .decimal(number)
        // Another currency than the workspace's stands beside its amount.
        case .money(let amount): amount.currency == currency ? .amount(amount) : .text(value.stored)
        case .day(let day): .day(day)
        case .yesNo: .text(value.stored)
        case .choices(let ids):
            .text(
                field.options.filter { ids.contains($0.id) }.map { $0.name.shown(in: language) }.joined(separator: "; ")
            )
        case .member(let id): .init(names[id])
        }
    }
}
