import SQLEngines
import Sales

/// What a filter asks of one field.
private struct FieldCondition {
    var field: Identifier<FieldDefinition>
    /// Of a row of values.
    var condition: SQL

    func rows(in workspace: Int64) -> SQL {
        "FROM field_values WHERE workspace_id = \(workspace) AND field_id = \(field) AND \(condition)"
    }
}

extension ScopedConnection {
    /// Adds that the records have what the filter asks of their own fields.
    ///
    /// Where few have it they are named, so that they are found first; where many have it, each record that a walk
    /// through the list meets is asked.
    func add(_ filter: FieldFilter, _ holder: FieldHolder, to conditions: inout Conditions) throws {
        for asked in try self.conditions(filter, holder) {
            if let few = try few(asked) {
                conditions.add("id IN (\(list: few))")
            } else {
                conditions.add("EXISTS (SELECT 1 \(asked.rows(in: key)) AND record_id = id)")
            }
        }
    }

    /// The filter without what it asks of fields, where so many have that that a walk finds a page soon.
    func withoutCommonFields<Filter: RecordFilter>(_ filter: Filter, _ holder: FieldHolder) throws -> Filter {
        if try conditions(filter.fields, holder).contains(where: { try few($0) != nil }) { return filter }
        var filter = filter
        filter.fields = FieldFilter()
        return filter
    }

    private func few(_ asked: FieldCondition) throws -> [Identifier<AnyRecord>]? {
        let found: [Identifier<AnyRecord>] = try db.all(
            "SELECT record_id \(asked.rows(in: key)) LIMIT \(fewFielded + 1)"
        )
        return found.count > fewFielded ? nil : Set(found).sorted()
    }

    private func conditions(_ filter: FieldFilter, _ holder: FieldHolder) throws -> [FieldCondition] {
        if filter.isEmpty { return [] }
        let definitions = try fieldDefinitions(holder)
        var asked: [Identifier<FieldDefinition>: [QueryItem]] = [:]
        for item in filter.items {
            guard let id = FieldFilter.parts(item.name)?.id, definitions.contains(where: { $0.id == id }) else {
                throw FilterError.unknownParameter(item.name, known: definitions.map(\.key))
            }
            asked[id, default: []].append(item)
        }
        return try definitions.compactMap { definition in
            try asked[definition.id].map {
                FieldCondition(field: definition.id, condition: try condition($0, definition))
            }
        }
    }

    private func condition(_ items: [QueryItem], _ field: FieldDefinition) throws -> SQL {
        func values(_ end: String) -> [QueryItem] { items.filter { $0.name == field.key + end } }
        let (plain, from, to) = (values(""), values("From").first, values("To").first)
        switch field.type {
        case .day, .number, .money:
            try requireNone(plain.first)
            return try range(from, to, of: field.type)
        case .text, .link, .yesNo, .choice, .choices, .member:
            try requireNone(from, to)
            return try anyOf(plain, of: field.type)
        }
    }

    private func range(_ from: QueryItem?, _ to: QueryItem?, of type: FieldType) throws -> SQL {
        if type == .day {
            var conditions = Conditions("text_sort IS NOT NULL")
            conditions.add("text_sort", in: try bounds(from, to) { Day($0).map(\.description) })
            return conditions.sql
        }
        var conditions = Conditions("number_value IS NOT NULL")
        if type == .money {
            conditions.add("currency = \(access.workspace.currency)")
            conditions.add("number_value", in: try bounds(from, to) { Int64($0) })
        } else {
            conditions.add("number_value", in: try bounds(from, to) { (try? FieldNumber(typed: $0))?.millionths })
        }
        return conditions.sql
    }

    private func anyOf(_ items: [QueryItem], of type: FieldType) throws -> SQL {
        switch type {
        case .text, .link:
            // The index by the texts' order holds the texts alone, which are fewer than all values.
            let parts = items.map { "text_folded LIKE \($0.value.folded.likePart) ESCAPE '\\'" as SQL }
            return "text_sort IS NOT NULL AND \(anyOf(parts))"
        case .yesNo:
            return anyOf(
                try items.map { item in
                    guard ["yes", "no"].contains(item.value) else { throw item.fault }
                    return "number_value = \(item.value == "yes")"
                }
            )
        default:
            let ids = try items.map { item in
                guard let id = Identifier<AnyRecord>(item.value) else { throw item.fault }
                return id
            }
            return "id_value IN (\(list: ids))"
        }
    }

    private func requireNone(_ items: QueryItem?...) throws {
        if let item = items.compactMap({ $0 }).first { throw item.fault }
    }

    private func bounds<Value: Hashable & Comparable & Sendable>(
        _ from: QueryItem?,
        _ to: QueryItem?,
        _ read: (String) -> Value?
    ) throws -> Bounds<Value> {
        func value(_ item: QueryItem?) throws -> Value? {
            guard let item else { return nil }
            guard let value = read(item.value) else { throw item.fault }
            return value
        }
        return Bounds(atLeast: try value(from), atMost: try value(to))
    }

    private func anyOf(_ conditions: [SQL]) -> SQL {
        conditions.isEmpty ? "1 = 0" : "(\(conditions.joined(separator: " OR ")))"
    }
}

extension QueryItem {
    fileprivate var fault: FilterError { .invalidValue(parameter: name, value: value) }
}

extension String {
    /// The pattern of texts that have this part; `%`, `_` and `\` stand for themselves.
    fileprivate var likePart: String { "%\(likeBeginning)" }

    /// The pattern of texts that begin so.
    var likeBeginning: String { "\(map { "%_\\".contains($0) ? "\\\($0)" : "\($0)" }.joined())%" }
}

/// How many records are rather named one by one than met on a walk through a list.
private let fewFielded = 1000
