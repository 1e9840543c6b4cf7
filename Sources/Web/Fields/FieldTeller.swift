import Sales
import Storage

/// Tells values of own fields in words.
struct FieldTeller: Sendable {
    let definitions: [FieldDefinition]
    let members: [Member]
    let words: Words

    func text(_ value: FieldValue, of field: FieldDefinition) -> String {
        switch value {
        case .text(let text), .link(let text): text
        case .number(let number): grouped(number)
        case .money(let amount): words.money(amount)
        case .day(let day): words.day(day)
        case .yesNo(let answer): words(answer ? "fields.yes" : "fields.no")
        case .choices(let ids):
            field.options.filter { ids.contains($0.id) }.map { $0.name.shown(in: words.language) }
                .joined(separator: words("fields.comma"))
        case .member(let id): members.first { $0.id == id }?.name ?? "–"
        }
    }

    /// A change of the log where it is one of a field that the member sees.
    func change(_ field: ChangedField) -> RecordHistory.Change? {
        guard let definition = definitions.first(where: { $0.key == field.name }) else { return nil }
        func told(_ value: ChangedValue) -> String? {
            guard case .text(let stored) = value, let value = definition.value(stored: stored) else { return nil }
            return text(value, of: definition)
        }
        return RecordHistory.Change(
            field: definition.name.shown(in: words.language),
            before: told(field.before),
            after: told(field.after) ?? "–"
        )
    }

    /// The name of a field by its record in the log; nil where the member does not see it.
    func name(of id: Identifier<AnyRecord>) -> String? {
        definitions.first { $0.id.erased == id }?.name.shown(in: words.language)
    }

    private func grouped(_ number: FieldNumber) -> String {
        let parts = number.description.split(separator: ".")
        guard let whole = Int64(parts[0]), whole != 0 || number.millionths >= 0 else { return number.description }
        return parts.count == 1 ? whole.grouped : "\(whole.grouped).\(parts[1])"
    }
}
