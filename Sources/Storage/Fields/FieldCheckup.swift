import SQLEngines
import Sales

extension Store {
    /// Values of own fields that are none of their field's type, or of a record that is not there, as sentences.
    ///
    /// Each batch goes on behind the last record of the one before.
    func fieldProblems(of workspace: Workspace, batchSize: Int) async throws -> [String] {
        let definitions = try await database.read { try $0.fieldDefinitions(nil, in: workspace.key) }
        if definitions.isEmpty { return [] }
        let byID = Dictionary(definitions.map { ($0.id, $0) }) { first, _ in first }
        let members = try await database.read { try $0.memberIDs(in: workspace.key) }
        var (unfit, orphans) = (FoundRecords(), FoundRecords())
        var last: CheckedValue.Place?
        repeat {
            let after = last
            let (rows, there) = try await database.read { db in
                let rows = try db.checkedValues(after: after, limit: batchSize, in: workspace.key)
                return (rows, try db.holders(of: Set(rows.map(\.place.record)).sorted(), in: workspace.key))
            }
            for row in rows {
                guard let field = byID[row.place.field] else { continue }
                if there[row.place.record] != field.holder { orphans.add(row.place.record) }
                if !row.fits(field, members) { unfit.add(row.place.record) }
            }
            last = rows.count < batchSize ? nil : rows.last?.place
        } while last != nil
        return [
            unfit.sentence("values of own fields are none that their fields can have", FoundRecords.restore),
            orphans.sentence("values of own fields belong to no record of their kind", FoundRecords.restore),
        ]
        .compactMap { $0 }
    }
}

/// A row of values with all by which it can be judged.
private struct CheckedValue: SQLReadable {
    /// The row's key.
    struct Place {
        var record: Identifier<AnyRecord>
        var field: Identifier<FieldDefinition>
        var item: Int
    }

    var place: Place
    var number: Int64?
    var currency: Currency?
    var text: String?
    var id: Identifier<AnyRecord>?

    init(from row: inout Row) throws {
        place = Place(record: try row.next(), field: try row.next(), item: try row.next())
        number = try row.next()
        currency = try row.next()
        text = try row.next()
        id = try row.next()
    }

    func fits(_ field: FieldDefinition, _ members: Set<Identifier<Member>>) -> Bool {
        if field.type != .choices, place.item != 0 { return false }
        if (currency != nil) != (field.type == .money) { return false }
        switch field.type {
        case .text, .link: return text != nil
        case .number, .money: return number != nil
        case .day: return text.flatMap { Day($0) } != nil
        case .yesNo: return number == 0 || number == 1
        case .choice, .choices: return id.map { field.option(Identifier($0)) != nil } ?? false
        case .member: return id.map { members.contains(Identifier($0)) } ?? false
        }
    }
}

extension Connection {
    fileprivate func memberIDs(in workspace: Int64) throws -> Set<Identifier<Member>> {
        let ids: [Identifier<Member>] = try all("SELECT id FROM members WHERE workspace_id = \(workspace)")
        return Set(ids)
    }

    fileprivate func checkedValues(
        after last: CheckedValue.Place?,
        limit: Int,
        in workspace: Int64
    ) throws -> [CheckedValue] {
        let start: SQL =
            last.map { "AND (record_id, field_id, item) > (\($0.record), \($0.field), \($0.item))" } ?? ""
        return try all(
            """
            SELECT record_id, field_id, item, number_value, currency, text_value, id_value FROM field_values
            WHERE workspace_id = \(workspace) \(start) ORDER BY record_id, field_id, item LIMIT \(limit)
            """
        )
    }

    /// Of which kind the records are; those in the bin keep their values.
    fileprivate func holders(
        of records: [Identifier<AnyRecord>],
        in workspace: Int64
    ) throws -> [Identifier<AnyRecord>: FieldHolder] {
        var found: [Identifier<AnyRecord>: FieldHolder] = [:]
        for holder in FieldHolder.allCases {
            for batch in records.batches(of: 1000) {
                let ids: [Identifier<AnyRecord>] = try all(
                    "SELECT id FROM \(holder.table) WHERE workspace_id = \(workspace) AND id IN (\(list: batch))"
                )
                for id in ids { found[id] = holder }
            }
        }
        return found
    }
}
