import Foundation
import Hummingbird
import Sales

/// The address of a list or board: which records it shows, and what else it is asked for.
struct FilterAddress<Filter: RecordFilter>: Sendable {
    var path: String
    var filter: Filter
    /// Such as the order; in the order in which they are written.
    var others: [QueryItem]
    /// Whether it is written as it is kept: a form sends empty fields, and amounts as people type them.
    var isTidy = true
    /// Whether something was left out that the member cannot ask for.
    var isTrimmed = false

    init(path: String, filter: Filter, others: [QueryItem] = []) {
        self.path = path
        self.filter = filter
        self.others = others
    }

    /// Reads an address; a parameter that is neither the filter's nor among the others is refused.
    ///
    /// `typed-amountFrom` is an amount of the currency as people write it; `amountFrom` has minor units.
    init(path: String, _ fields: FormFields, others names: [String], currency: Currency) throws {
        let known = Filter.parameters.map(\.name) + fields.ownParameters
        let all = Set(known + known.map(\.asTyped) + names)
        if let unknown = fields.names.subtracting(all).min() {
            throw FilterError.unknownParameter(unknown, known: known + names)
        }
        let typed = try known.compactMap { name in
            try Amount(typed: fields[name.asTyped], currency).map { QueryItem(name, "\($0.minor)") }
        }
        self.path = path
        filter = try Filter(query: known.flatMap(fields.filled) + typed)
        others = names.flatMap(fields.filled)
        isTrimmed = fields.isTrimmed
        isTidy = fields.names.allSatisfy { !$0.isTypedName && !fields[$0].isEmpty }
    }

    var query: [QueryItem] { filter.query + others }
    var href: String { query.isEmpty ? path : "\(path)?\(query.inAddress)" }

    /// The first value of what else is asked for.
    subscript(other name: String) -> String? {
        get { others.first { $0.name == name }?.value }
        set {
            others.removeAll { $0.name == name }
            if let newValue { others.append(QueryItem(name, newValue)) }
        }
    }

    func with(_ change: (inout Self) -> Void) -> Self {
        var changed = self
        change(&changed)
        return changed
    }

    /// The same with another filter; one that cannot be read leaves this one.
    func with(filter items: [QueryItem]) -> Self {
        with { address in
            if let filter = try? Filter(query: items) { address.filter = filter }
        }
    }
}

extension FormFields {
    /// The values of a field that are not blank.
    fileprivate func filled(_ name: String) -> [QueryItem] {
        all(name).map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
            .map { QueryItem(name, $0) }
    }
}

extension String {
    fileprivate var asTyped: String { "typed-\(self)" }
    fileprivate var isTypedName: Bool { hasPrefix("typed-") }
}

extension [QueryItem] {
    /// As it stands behind the question mark of an address.
    var inAddress: String { map { "\($0.name.inQuery)=\($0.value.inQuery)" }.joined(separator: "&") }
}
