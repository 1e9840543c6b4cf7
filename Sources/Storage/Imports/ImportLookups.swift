import SQLEngines
import Sales

/// A record found by its key or name, and whether it lies in the bin (or, for opportunities, is withdrawn).
package struct Found<Record: Sendable>: Sendable {
    package var record: Record
    package var isGone: Bool
}

/// Whatever an import names is looked up, whoever owns it: only who may import asks.
extension ScopedConnection {
    /// The records of those external keys, those in the bin too; an export gives the id of one that has none.
    package func records<Record: StoredRecord>(externalKeys keys: [String]) throws -> [String: Found<Record>] {
        try requireImporter()
        let table = Record.table
        var found: [String: Found<Record>] = [:]
        for batch in keys.batches(of: 1000) {
            try db.forEach(
                """
                SELECT external_key, CASE WHEN deleted_at IS NULL THEN 0 ELSE 1 END, \(table.columns)
                FROM \(table.name) WHERE workspace_id = \(key) AND external_key IN (\(list: batch))
                """
            ) { row in
                let key: String = try row.next()
                let isGone: Bool = try row.next()
                found[key] = try Found(record: row.next(), isGone: isGone)
            }
        }
        let ids: [Identifier<Record>] = keys.filter { found[$0] == nil }.compactMap { Identifier($0) }
        for batch in ids.batches(of: 1000) {
            try db.forEach(
                """
                SELECT CASE WHEN deleted_at IS NULL THEN 0 ELSE 1 END, \(table.columns) FROM \(table.name)
                WHERE workspace_id = \(key) AND external_key IS NULL AND id IN (\(list: batch))
                """
            ) { row in
                let isGone: Bool = try row.next()
                let record: Record = try row.next()
                found[record.id.description] = Found(record: record, isGone: isGone)
            }
        }
        for key in found.keys { try found[key]?.record.readParts(db, in: self.key) }
        return found
    }

    /// The records not in the bin by their folded name; several of one name are all given, in order of their ids.
    package func records<Record: StoredRecord>(foldedNames names: [String]) throws -> [String: [Record]] {
        try requireImporter()
        let table = Record.table
        var found: [String: [Record]] = [:]
        for batch in names.batches(of: 1000) {
            try db.forEach(
                """
                SELECT name_folded, \(table.columns) FROM \(table.name)
                WHERE workspace_id = \(key) AND deleted_at IS NULL
                    AND name_sort IN (\(list: batch.map(\.sortKey))) AND name_folded IN (\(list: batch))
                ORDER BY id
                """
            ) { row in
                let name: String = try row.next()
                try found[name, default: []].append(row.next())
            }
        }
        return try found.mapValues { records in
            try records.map { record in
                var record: Record = record
                try record.readParts(db, in: key)
                return record
            }
        }
    }

    /// The opportunities of those external keys, or ids where they have none; withdrawn ones and those in the bin too.
    package func opportunities(externalKeys: [String]) throws -> [String: Found<Opportunity>] {
        try requireImporter()
        var found: [String: Found<Opportunity>] = [:]
        for batch in externalKeys.batches(of: 1000) {
            try db.forEach(
                """
                SELECT \(Opportunity.columns), CASE WHEN deleted_at IS NULL AND withdrawn_at IS NULL THEN 0 ELSE 1 END
                FROM opportunities WHERE workspace_id = \(key) AND external_key IN (\(list: batch))
                """
            ) { row in
                let opportunity: Opportunity = try row.next()
                let isGone: Bool = try row.next()
                found[opportunity.externalKey ?? ""] = Found(record: opportunity, isGone: isGone)
            }
        }
        let ids = externalKeys.filter { found[$0] == nil }.compactMap { Identifier<Opportunity>($0) }
        for batch in ids.batches(of: 1000) {
            try db.forEach(
                """
                SELECT \(Opportunity.columns), CASE WHEN deleted_at IS NULL AND withdrawn_at IS NULL THEN 0 ELSE 1 END
                FROM opportunities WHERE workspace_id = \(key) AND external_key IS NULL AND id IN (\(list: batch))
                """
            ) { row in
                let opportunity: Opportunity = try row.next()
                let isGone: Bool = try row.next()
                found[opportunity.id.description] = Found(record: opportunity, isGone: isGone)
            }
        }
        return found
    }

    /// The histories of the records, whole.
    package func histories(of ids: [Identifier<Opportunity>]) throws -> [Identifier<Opportunity>: [Revision]] {
        try requireImporter()
        return try db.revisions(of: ids, in: key)
    }
}
