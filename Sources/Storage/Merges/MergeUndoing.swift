import SQLEngines
import Sales

extension ScopedConnection {
    /// The merges into a record, the newest first.
    package func merges(into id: Identifier<AnyRecord>) throws -> [Merge] {
        try db.all(
            """
            SELECT \(Merge.columns) FROM merges WHERE workspace_id = \(key) AND survivor_id = \(id)
            ORDER BY id DESC LIMIT 50
            """
        )
    }

    /// Takes a merge back: the merged record returns from the bin with what hung on it, and the survivor has its values
    /// again, all as far as nobody edited them since.
    @discardableResult
    package func undo(_ id: Identifier<Merge>) throws -> MergeUndo {
        let merge: Merge = try db.find(
            "SELECT \(Merge.columns) FROM merges WHERE workspace_id = \(key) AND id = \(id)",
            kind: "merge"
        )
        if merge.recordKind == Account.table.kind {
            let survivor = try account(Identifier(merge.survivorID))
            try requireMerger(.accounts, merge, owner: survivor.ownerID, Account.self)
            try db.unmergeFields(merge, .account, by: Origin(access))
            return try db.undo(merge, Account.self, by: Origin(access))
        }
        let survivor = try contact(Identifier(merge.survivorID))
        try requireMerger(.contacts, merge, owner: survivor.ownerID, Contact.self)
        try db.unmergeFields(merge, .contact, by: Origin(access))
        return try db.undo(merge, Contact.self, by: Origin(access))
    }

    /// Refuses those who could not merge the records again.
    private func requireMerger<Record: MergeableRecord>(
        _ kind: RecordKind,
        _ merge: Merge,
        owner: Identifier<Member>?,
        _ type: Record.Type
    ) throws {
        try require(.edit, kind, merge.survivorID, owner: owner)
        let owners: [Identifier<Member>?] = try db.all(
            "SELECT owner_id FROM \(Record.table.name) WHERE workspace_id = \(key) AND id = \(merge.mergedID)"
        )
        try require(.delete, kind, merge.mergedID, owner: owners.first ?? nil)
    }
}

extension Connection {
    fileprivate func undo<Record: MergeableRecord>(
        _ merge: Merge,
        _ type: Record.Type,
        by origin: Origin
    ) throws -> MergeUndo {
        try close(merge, by: origin)
        // First, since the external key that it took is to be free.
        if let version = merge.survivorVersion {
            try restore(at: version, Identifier<Record>(merge.survivorID), by: origin)
        }
        try unbin(merge, type, by: origin)
        if let version = merge.releasedVersion {
            try restore(at: version, Identifier<Record>(merge.mergedID), by: origin)
        }
        try returnParts(of: merge, by: origin)
        try moveBackNotes(merge, by: origin)
        var undone = MergeUndo(returned: 0, kept: 0)
        for reference in type.references {
            let (returned, all) = try moveBack(reference, merge, by: origin)
            undone.returned += returned
            undone.kept += all - returned
        }
        try refreshLastContacts(of: merge, in: origin.workspace)
        return undone
    }

    private func close(_ merge: Merge, by origin: Origin) throws {
        let count = try run(
            """
            UPDATE merges SET undone_at = \(origin.now)
            WHERE workspace_id = \(origin.workspace) AND id = \(merge.id) AND undone_at IS NULL
            """
        )
        guard count == 1 else { throw MergeError.undone }
    }

    private func unbin<Record: MergeableRecord>(_ merge: Merge, _ type: Record.Type, by origin: Origin) throws {
        let count = try run(
            """
            UPDATE \(Record.table.name) SET deleted_at = NULL, merged_into_id = NULL, version = version + 1
            WHERE workspace_id = \(origin.workspace) AND id = \(merge.mergedID) AND version = \(merge.mergedVersion)
                AND merged_into_id = \(merge.survivorID) AND deleted_at IS NOT NULL
            """
        )
        guard count == 1 else { throw MergeError.changedSince }
        try log(
            [Change(Record.table.kind, merge.mergedID, version: merge.mergedVersion + 1, action: .restored)],
            by: origin
        )
    }

    /// Puts each field that an entry of the change log tells of back, where it still has that value.
    private func restore<Record: MergeableRecord>(
        at version: Int,
        _ id: Identifier<Record>,
        by origin: Origin
    ) throws {
        let changes: [LoggedChange] = try all(
            """
            SELECT id, record_kind, record_id, action, before_values, after_values FROM changes
            WHERE workspace_id = \(origin.workspace) AND record_id = \(id) AND record_version = \(version)
            """
        )
        guard let change = changes.first else { return }
        try restore(change, record(id, in: origin.workspace), by: origin)
    }

    /// How many of the records that were moved go back, of how many.
    private func moveBack(_ reference: MergeReference, _ merge: Merge, by origin: Origin) throws -> (Int, Int) {
        let moved: SQL = """
            SELECT record_id FROM merge_moves WHERE workspace_id = \(origin.workspace) AND merge_id = \(merge.id)
                AND record_kind = \(reference.kind.rawValue)
            """
        let all: Int = try first("SELECT count(*) FROM (\(moved)) AS moved") ?? 0
        let returned = try repoint(
            reference,
            from: merge.survivorID,
            to: merge.mergedID,
            where: "id IN (\(moved))",
            by: origin
        )
        return (returned.count, all)
    }
}
