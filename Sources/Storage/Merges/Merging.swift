import SQLEngines
import Sales

extension ScopedConnection {
    /// Makes two accounts one: contacts, opportunities and child accounts come to hang on the survivor, and the other
    /// goes to the bin with a note of where it went.
    @discardableResult
    package func merge(_ new: NewMerge<Account>) throws -> Merge {
        if new.survivorID == new.mergedID { throw MergeError.sameRecord }
        let (survivor, merged) = (try account(new.survivorID), try account(new.mergedID))
        try require(.edit, .accounts, survivor.id.erased, owner: survivor.ownerID)
        try require(.delete, .accounts, merged.id.erased, owner: merged.ownerID)
        let parentID =
            new.taken.contains("parent") || survivor.parentID == nil ? merged.parentID : survivor.parentID
        try requireNoCycle(from: survivor.parentID, to: merged.id)
        if parentID != survivor.parentID { try requireNoCycle(from: parentID, to: survivor.id) }
        let fields = try ownFields(takenBy: new.taken, .account)
        let merge = try db.merge(new, survivor, merged, by: Origin(access))
        try db.mergeFields(merge, .account, taking: fields, by: Origin(access))
        return merge
    }

    /// Makes two contacts one.
    @discardableResult
    package func merge(_ new: NewMerge<Contact>) throws -> Merge {
        if new.survivorID == new.mergedID { throw MergeError.sameRecord }
        let (survivor, merged) = (try contact(new.survivorID), try contact(new.mergedID))
        try require(.edit, .contacts, survivor.id.erased, owner: survivor.ownerID)
        try require(.delete, .contacts, merged.id.erased, owner: merged.ownerID)
        let fields = try ownFields(takenBy: new.taken, .contact)
        let merge = try db.merge(new, survivor, merged, by: Origin(access))
        try db.mergeFields(merge, .contact, taking: fields, by: Origin(access))
        return merge
    }

    /// The record into which this one was merged, however often that one was merged further; nil for others.
    package func survivor<Record: StoredRecord>(of id: Identifier<Record>) throws -> Identifier<Record>? {
        try db.survivor(of: id, in: key)
    }

    /// Refuses where going up from an account comes to another.
    func requireNoCycle(from start: Identifier<Account>?, to end: Identifier<Account>) throws {
        var seen: Set<Identifier<Account>> = []
        var next = start
        while let id = next, seen.insert(id).inserted {
            if id == end { throw MergeError.cycle }
            let parents: [Identifier<Account>?] = try db.all(
                "SELECT parent_id FROM accounts WHERE workspace_id = \(key) AND id = \(id)"
            )
            next = parents.first ?? nil
        }
    }
}

extension Connection {
    func survivor<Record: StoredRecord>(
        of id: Identifier<Record>,
        in workspace: Int64
    ) throws -> Identifier<Record>? {
        var seen: Set<Identifier<Record>> = [id]
        var last: Identifier<Record>?
        while let next = try mergedInto(last ?? id, in: workspace), seen.insert(next).inserted { last = next }
        return last
    }

    private func mergedInto<Record: StoredRecord>(
        _ id: Identifier<Record>,
        in workspace: Int64
    ) throws -> Identifier<Record>? {
        try first(
            """
            SELECT merged_into_id FROM \(Record.table.name)
            WHERE workspace_id = \(workspace) AND id = \(id)
                AND deleted_at IS NOT NULL AND merged_into_id IS NOT NULL
            """
        )
    }

    fileprivate func merge<Record: MergeableRecord>(
        _ new: NewMerge<Record>,
        _ survivor: Record,
        _ merged: Record,
        by origin: Origin
    ) throws -> Merge {
        guard survivor.version == new.survivorVersion, merged.version == new.mergedVersion else {
            throw ChangedMeanwhile()
        }
        var merge = Merge(
            id: Identifier(at: origin.now),
            recordKind: Record.table.kind,
            survivorID: survivor.id.erased,
            mergedID: merged.id.erased,
            mergedVersion: merged.version,
            mergedAt: origin.now
        )
        let fields = try survivor.fields(toTakeFrom: merged, new.taken)
        if let keyField = Record.keyField, fields.contains(keyField) {
            // A key belongs to one record, in the bin or not.
            merge.releasedVersion = try change(merged, [keyField], to: [.null], by: origin)
            merge.mergedVersion += 1
        }
        if !fields.isEmpty {
            let values = fields.map { merged.values[$0] }
            merge.survivorVersion = try change(survivor, fields, to: values, by: origin)
        }
        try bin(&merge, Record.self, by: origin)
        try insert(merge, in: origin.workspace)
        for reference in Record.references { try move(reference, merge, by: origin) }
        try carryParts(of: merge, by: origin)
        try moveNotes(merge, by: origin)
        try refreshLastContacts(of: merge, in: origin.workspace)
        return merge
    }

    /// Writes some fields of a record, and returns its new version.
    private func change<Record: MergeableRecord>(
        _ record: Record,
        _ fields: [Int],
        to new: [SQL.Value],
        by origin: Origin
    ) throws -> Int {
        var values = record.values
        for (field, value) in zip(fields, new) { values[field] = value }
        let name = if case .text(let name) = values[0] { name } else { record.name }
        let (version, table) = (record.version, Record.table)
        guard
            try update(
                record.id,
                version: version,
                name: name,
                fields: fields,
                values,
                was: record.values,
                table,
                origin
            )
        else { throw ChangedMeanwhile() }
        return version + 1
    }

    private func bin<Record: MergeableRecord>(_ merge: inout Merge, _ type: Record.Type, by origin: Origin) throws {
        let count = try run(
            """
            UPDATE \(Record.table.name)
            SET deleted_at = \(origin.now), merged_into_id = \(merge.survivorID), version = version + 1
            WHERE workspace_id = \(origin.workspace) AND id = \(merge.mergedID) AND version = \(merge.mergedVersion)
                AND deleted_at IS NULL
            """
        )
        guard count == 1 else { throw ChangedMeanwhile() }
        merge.mergedVersion += 1
        var change = Change(Record.table.kind, merge.mergedID, version: merge.mergedVersion, action: .deleted)
        change.after = FieldValues([("mergedInto", merge.survivorID.sqlValue)])
        try log([change], by: origin)
    }

    private func insert(_ merge: Merge, in workspace: Int64) throws {
        try run(
            """
            INSERT INTO merges (workspace_id, \(Merge.columns))
            VALUES (\(workspace), \(merge.id), \(merge.recordKind), \(merge.survivorID), \(merge.mergedID),
                \(merge.survivorVersion), \(merge.releasedVersion), \(merge.mergedVersion), \(merge.mergedAt),
                \(merge.undoneAt))
            """
        )
    }
}

extension StoredRecord {
    /// The field that no two records of a workspace have alike.
    static var keyField: Int? { table.fields.firstIndex { $0.name == "externalKey" } }

    /// The fields whose values are taken from a record that is merged into this one.
    fileprivate func fields(toTakeFrom merged: Self, _ taken: Set<String>) throws -> [Int] {
        let names = Self.table.fields.map(\.name)
        let taken = taken.filter { FieldFilter.parts($0) == nil }
        if let unknown = taken.subtracting(names).min() { throw MergeError.unknownField(unknown) }
        // An amount is nothing without its currency.
        let pairs = names.filter { $0.hasSuffix("Currency") }.map { ($0, String($0.dropLast("Currency".count))) }
        var wanted = taken
        for (currency, amount) in pairs where taken.contains(amount) || taken.contains(currency) {
            wanted.formUnion([currency, amount])
        }
        let own = values
        return changedFields(from: merged).filter { field in
            own[field] == .null || wanted.contains(names[field]) && merged.values[field] != .null
        }
    }
}
