extension FieldValue {
    /// The value as the change log keeps it and as a form brings it back.
    package var stored: String {
        switch self {
        case .text(let text), .link(let text): text
        case .number(let number): number.description
        case .money(let amount): "\(amount.currency.code) \(amount.typed)"
        case .day(let day): day.description
        case .yesNo(let answer): answer ? "yes" : "no"
        case .choices(let ids): ids.map(\.description).joined(separator: ";")
        case .member(let id): id.description
        }
    }
}

extension FieldDefinition {
    /// The value of what the change log has; nothing where it cannot be read any more.
    package func value(stored text: String) -> FieldValue? {
        switch type {
        case .text: .text(text)
        case .link: .link(text)
        case .number: (try? FieldNumber(typed: text)).map { .number($0) }
        case .money:
            Currency(String(text.prefix(3))).flatMap { currency in
                ((try? Amount(typed: String(text.dropFirst(3)), currency)) ?? nil).map { .money($0) }
            }
        case .day: Day(text).map { .day($0) }
        case .yesNo: .yesNo(text == "yes")
        case .choice, .choices: .choices(text.split(separator: ";").compactMap { Identifier(String($0)) })
        case .member: Identifier(text).map { .member($0) }
        }
    }
}

/// What a filter asks of own fields: parameters `field-…`, `field-…From` and `field-…To`, understood where the
/// workspace's definitions are known.
package struct FieldFilter: Hashable, Sendable {
    package var items: [QueryItem] = []

    package init() {}

    package var isEmpty: Bool { items.isEmpty }

    /// The identifier and the end of a parameter's name; nil where it is not one of a field.
    package static func parts(_ name: String) -> (id: Identifier<FieldDefinition>, end: Substring)? {
        guard name.hasPrefix(FieldDefinition.keyStart) else { return nil }
        let rest = name.dropFirst(FieldDefinition.keyStart.count)
        guard let id = Identifier<FieldDefinition>(String(rest.prefix(36))) else { return nil }
        let end = rest.dropFirst(36)
        return ["", "From", "To"].contains(end) ? (id, end) : nil
    }

    /// Takes an item that is one of a field; returns whether it is.
    mutating func read(_ item: QueryItem) throws(FilterError) -> Bool {
        guard let parts = Self.parts(item.name) else { return false }
        guard !item.value.isEmpty, !item.value.utf8.contains(0) else {
            throw .invalidValue(parameter: item.name, value: item.value)
        }
        if !parts.end.isEmpty, items.contains(where: { $0.name == item.name }) { throw .givenTwice(item.name) }
        if !items.contains(item) { items.append(item) }
        return true
    }

    /// In an order of their own, so that the same filter gives the same query.
    var query: [QueryItem] { items.sorted { ($0.name, $0.value) < ($1.name, $1.value) } }
}
