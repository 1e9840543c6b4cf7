import SQLEngines
import Sales

/// The values of one record's own fields.
package typealias RecordFields = [Identifier<FieldDefinition>: FieldValue]

/// A value as its row has it.
private struct FieldValueRow: SQLReadable {
    static let columns: SQL = "record_id, field_id, number_value, currency, text_value, id_value"

    var recordID: Identifier<AnyRecord>
    var fieldID: Identifier<FieldDefinition>
    var number: Int64?
    var currency: Currency?
    var text: String?
    var id: Identifier<AnyRecord>?

    init(from row: inout Row) throws {
        recordID = try row.next()
        fieldID = try row.next()
        number = try row.next()
        currency = try row.next()
        text = try row.next()
        id = try row.next()
    }

    /// The value with what the rows of the same field before this one gave.
    func value(_ type: FieldType, _ earlier: FieldValue?) -> FieldValue? {
        switch type {
        case .text: text.map { .text($0) }
        case .link: text.map { .link($0) }
        case .number: number.map { .number(FieldNumber(millionths: $0)) }
        case .money:
            number.flatMap { minor in currency.map { .money(Amount(minor: minor, currency: $0)) } }
        case .day: text.flatMap { Day($0) }.map { .day($0) }
        case .yesNo: number.map { .yesNo($0 == 1) }
        case .member: id.map { .member(Identifier($0)) }
        case .choice, .choices:
            id.map { id in
                if case .choices(let ids)? = earlier { return .choices(ids + [Identifier(id)]) }
                return .choices([Identifier(id)])
            }
        }
    }
}

extension FieldValue {
    /// The values of its rows' columns: number, currency, text, its folded form, its order and identifier.
    fileprivate var rows: [[SQL.Value]] {
        switch self {
        case .text(let text): [[.null, .null, .text(text), .text(text.folded), .text(text.sortKey.key), .null]]
        case .link(let text): [[.null, .null, .text(text), .text(text.folded), .text(text.folded.key), .null]]
        case .day(let day):
            [[.null, .null, .text("\(day)"), .text("\(day)"), .text("\(day)"), .null]]
        case .number(let number): [[.integer(number.millionths), .null, .null, .null, .null, .null]]
        case .money(let amount): [[.integer(amount.minor), amount.currency.sqlValue, .null, .null, .null, .null]]
        case .yesNo(let answer): [[answer.sqlValue, .null, .null, .null, .null, .null]]
        case .member(let id): [[.null, .null, .null, .null, .null, id.sqlValue]]
        case .choices(let ids): ids.map { [.null, .null, .null, .null, .null, $0.sqlValue] }
        }
    }
}

extension String {
    fileprivate var key: String { String(String.UnicodeScalarView(unicodeScalars.prefix(FieldRule.keyLimit))) }
}

extension Connection {
    /// The values of records by their fields, among the given ones; one query for a whole page.
    func fieldValues(
        of records: [Identifier<AnyRecord>],
        _ definitions: [FieldDefinition],
        in workspace: Int64
    ) throws -> [Identifier<AnyRecord>: RecordFields] {
        var found: [Identifier<AnyRecord>: RecordFields] = [:]
        if definitions.isEmpty { return found }
        let types = Dictionary(definitions.map { ($0.id, $0.type) }) { first, _ in first }
        for batch in records.batches(of: 1000) {
            let rows: [FieldValueRow] = try all(
                """
                SELECT \(FieldValueRow.columns) FROM field_values
                WHERE workspace_id = \(workspace) AND record_id IN (\(list: batch))
                ORDER BY record_id, field_id, item
                """
            )
            for row in rows {
                guard let type = types[row.fieldID] else { continue }
                let earlier = found[row.recordID]?[row.fieldID]
                found[row.recordID, default: [:]][row.fieldID] = row.value(type, earlier)
            }
        }
        return found
    }

    /// Writes values over those that are there, with the record's version and its entry in the change log; returns
    /// false where the record has another version by now.
    func writeFields(
        _ new: [Identifier<FieldDefinition>: FieldValue?],
        over old: RecordFields,
        of id: Identifier<AnyRecord>,
        _ holder: FieldHolder,
        version: Int,
        by origin: Origin
    ) throws -> Bool {
        let touched: SQL = holder == .opportunity ? ", changed_at = \(origin.now)" : ""
        let count = try run(
            """
            UPDATE \(holder.table) SET version = version + 1 \(touched)
            WHERE workspace_id = \(origin.workspace) AND id = \(id) AND version = \(version)
            """
        )
        guard count == 1 else { return false }
        var change = Change(holder.rawValue, id, version: version + 1, action: .updated)
        change.before = FieldValues(new.keys.map { ($0.logKey, (old[$0]?.stored).sqlValue) })
        change.after = FieldValues(new.map { ($0.key.logKey, ($0.value?.stored).sqlValue) })
        try replaceFields(new, of: id, in: origin.workspace)
        try log([change], by: origin)
        return true
    }

    private func replaceFields(
        _ new: [Identifier<FieldDefinition>: FieldValue?],
        of id: Identifier<AnyRecord>,
        in workspace: Int64
    ) throws {
        try run(
            """
            DELETE FROM field_values
            WHERE workspace_id = \(workspace) AND record_id = \(id) AND field_id IN (\(list: new.keys.sorted()))
            """
        )
        var rows = SQLRows(columns: 10)
        for (field, value) in new {
            for (item, columns) in (value?.rows ?? []).enumerated() {
                rows.append([workspace.sqlValue, id.sqlValue, field.sqlValue, item.sqlValue] + columns)
            }
        }
        try insert(
            into: "field_values",
            columns: """
                workspace_id, record_id, field_id, item, number_value, currency, text_value, text_folded, text_sort,
                id_value
                """,
            rows: rows
        )
    }
}

extension Identifier<FieldDefinition> {
    /// The field's name in the change log.
    var logKey: String { FieldDefinition.keyStart + description }
}
