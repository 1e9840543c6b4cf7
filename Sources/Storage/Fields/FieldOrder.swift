import SQLEngines
import Sales

extension FieldType {
    /// Whether lists can be ordered by it; names of several lists and members would need an order of their own.
    package var isOrdered: Bool { ![.choices, .member, .link].contains(self) }

    fileprivate var column: ListColumn { ListColumn(sql: "own_key", kind: isText ? .text : .integer) }
    fileprivate var stored: SQL { isText ? "text_sort" : "number_value" }
    private var isText: Bool { [.text, .day, .link].contains(self) }
}

extension ScopedConnection {
    /// The segments of a list in the order of an own field, those without a value last.
    ///
    /// Where many records are shown the field's index is walked and each record asked; where few, these are found
    /// first and put in order.
    func fieldSegments(
        _ id: Identifier<FieldDefinition>,
        _ holder: FieldHolder,
        among condition: SQL,
        isNarrow: Bool,
        isDescending: Bool
    ) throws -> [ListSegment] {
        let field = try fieldDefinitions(holder).first { $0.id == id }
        guard let field, field.type.isOrdered else { throw NotFound(kind: "field") }
        let walk = FieldWalk(field: field, holder: holder, condition: condition, isNarrow: isNarrow, workspace: key)
        let segments: [ListSegment]
        switch field.type {
        case .choice:
            let options = isDescending ? field.options.reversed() : field.options
            segments = options.map { walk.segment("option \($0.id)", "id_value = \($0.id)", nil) }
        case .money:
            let own = access.workspace.currency
            segments = [
                walk.segment("own", "currency = \(own)", field.type),
                walk.segment("other", "currency <> \(own)", field.type),
            ]
        default: segments = [walk.segment("own", "1 = 1", field.type)]
        }
        return segments + [walk.without]
    }
}

/// Where the rows of a list by an own field come from.
private struct FieldWalk {
    var field: FieldDefinition
    var holder: FieldHolder
    var condition: SQL
    var isNarrow: Bool
    var workspace: Int64

    private var values: SQL { "field_values WHERE workspace_id = \(workspace) AND field_id = \(field.id) AND item = 0" }

    /// The records whose value is such, in the order of the values of a type, or of the records.
    func segment(_ name: String, _ such: SQL, _ type: FieldType?) -> ListSegment {
        let key: SQL = type?.stored ?? "1"
        var segment = ListSegment(name: name, condition: "1 = 1", key: type?.column)
        if isNarrow {
            segment.source = """
                (SELECT (SELECT \(key) FROM \(values) AND \(such) AND record_id = id) AS own_key, id
                    FROM \(holder.table) WHERE \(condition) \(everyRow)) AS chosen WHERE own_key IS NOT NULL
                """
        } else {
            segment.source = """
                (SELECT \(key) AS own_key, record_id AS id FROM \(values) AND \(such)) AS own
                    WHERE EXISTS (SELECT 1 FROM \(holder.table) WHERE \(holder.table).id = own.id AND \(condition))
                """
        }
        return segment
    }

    /// The records without a value, in the order in which they came.
    var without: ListSegment {
        var segment = ListSegment(name: "without", condition: "1 = 1", key: nil)
        segment.source = """
            \(holder.table) WHERE \(condition) AND NOT EXISTS (SELECT 1 FROM \(values) AND record_id = id)
            """
        return segment
    }
}
