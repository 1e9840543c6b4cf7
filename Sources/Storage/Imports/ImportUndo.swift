import SQLEngines
import Sales

/// What an undo has done so far.
package struct ImportUndo: Sendable, Equatable {
    /// A record that stays as it is, and why.
    package struct Kept: Sendable, Equatable {
        package enum Reason: String, Sendable {
            case editedSince, stillUsed
        }

        package var kind: String
        package var name: String
        package var reason: Reason
    }

    package var reversed = 0
    package var kept: [Kept] = []
    /// The last record looked at; nil once all are done.
    package var last: Identifier<AnyRecord>?

    package init() {}
}

extension ScopedConnection {
    /// Takes back what a run did to the next opportunities, as far as nobody edited them since.
    ///
    /// Works in batches so that the writer is never held long; called until `last` is nil.
    package func undoOpportunities(of run: Import, _ undo: ImportUndo, limit: Int = 200) throws -> ImportUndo {
        try requireImporter(of: run)
        var undo = undo
        let ids = try db.opportunities(changedBy: run, after: undo.last, limit: limit, in: key)
        let histories = try db.revisions(of: ids.map { Identifier($0) }, in: key)
        let origin = Origin(access, importID: run.id)
        for id in ids {
            let id = Identifier<Opportunity>(id)
            guard let history = histories[id] else { continue }
            try undoOne(id, history, run, origin, &undo)
        }
        undo.last = ids.count < limit ? nil : ids.last
        return undo
    }

    private func undoOne(
        _ id: Identifier<Opportunity>,
        _ history: [Revision],
        _ run: Import,
        _ origin: Origin,
        _ undo: inout ImportUndo
    ) throws {
        let ours = try db.revisionNumbers(of: id, by: run, in: key)
        let live = history.filter { $0.voidedAt == nil && !$0.fields.isEmpty }
        let mine = live.filter { ours.contains($0.number) }
        if live.isEmpty { return }
        let replaced = try db.replacedRevisions(of: id, by: run, history, in: key)
        let others = live.filter { !ours.contains($0.number) }
        if try history.first.map({ ours.contains($0.number) }) ?? false
            && (!others.isEmpty || db.isEdited(id.erased, since: run, action: .updated, in: key)
                || db.isUsed(id.erased, kind: "opportunity", in: key))
        {
            let name: String = try db.find(
                "SELECT name FROM opportunities WHERE workspace_id = \(key) AND id = \(id)",
                kind: "opportunity"
            )
            undo.kept.append(ImportUndo.Kept(kind: "opportunity", name: name, reason: .editedSince))
            return
        }
        if !mine.isEmpty { try withdraw(mine, restoring: replaced, of: id, newest: history.last?.number ?? 0, origin) }
        try db.restoreUntracked(id, run, origin)
        try db.restate([id], by: origin)
        undo.reversed += 1
    }

    /// Appends one revision that voids the run's, and copies of those that the run had replaced.
    private func withdraw(
        _ mine: [Revision],
        restoring replaced: [(revision: Revision, importID: Identifier<Import>?)],
        of id: Identifier<Opportunity>,
        newest: Int,
        _ origin: Origin
    ) throws {
        let voiding = Revision(
            number: newest + 1,
            happenedAt: access.now,
            recordedAt: access.now,
            actorID: access.member?.id,
            fields: [],
            values: TrackedValues()
        )
        try db.insert([(id, voiding)], by: origin)
        for (offset, replaced) in replaced.enumerated() {
            var copy = replaced.revision
            copy.number = newest + 2 + offset
            copy.voidedAt = nil
            // A copy belongs to the import of its original, which may be undone later.
            try db.insert([(id, copy)], by: Origin(access, importID: replaced.importID))
        }
        try db.insertVoids(mine.map(\.number), of: id, by: voiding.number, at: access.now, in: key)
    }
}

extension Connection {
    fileprivate func opportunities(
        changedBy run: Import,
        after last: Identifier<AnyRecord>?,
        limit: Int,
        in workspace: Int64
    ) throws -> [Identifier<AnyRecord>] {
        let start: SQL = last.map { "AND record_id > \($0)" } ?? ""
        return try all(
            """
            SELECT DISTINCT record_id FROM changes
            WHERE workspace_id = \(workspace) AND import_id = \(run.id) AND record_kind = 'opportunity' \(start)
            ORDER BY record_id LIMIT \(limit)
            """
        )
    }

    fileprivate func revisionNumbers(
        of id: Identifier<Opportunity>,
        by run: Import,
        in workspace: Int64
    ) throws -> Set<Int> {
        let numbers: [Int] = try all(
            """
            SELECT number FROM opportunity_revisions
            WHERE workspace_id = \(workspace) AND opportunity_id = \(id) AND import_id = \(run.id)
            """
        )
        return Set(numbers)
    }

    fileprivate func replacedRevisions(
        of id: Identifier<Opportunity>,
        by run: Import,
        _ history: [Revision],
        in workspace: Int64
    ) throws -> [(revision: Revision, importID: Identifier<Import>?)] {
        var imports: [Int: Identifier<Import>?] = [:]
        try forEach(
            """
            SELECT v.number, o.import_id FROM opportunity_voids v JOIN opportunity_revisions r
                ON r.workspace_id = v.workspace_id AND r.opportunity_id = v.opportunity_id AND r.number = v.voided_by
            JOIN opportunity_revisions o
                ON o.workspace_id = v.workspace_id AND o.opportunity_id = v.opportunity_id AND o.number = v.number
            WHERE v.workspace_id = \(workspace) AND v.opportunity_id = \(id) AND r.import_id = \(run.id)
                AND (o.import_id IS NULL OR o.import_id <> \(run.id))
            """
        ) { row in
            let number: Int = try row.next()
            imports[number] = try row.next() as Identifier<Import>?
        }
        return history.compactMap { revision in imports[revision.number].map { (revision, $0) } }
    }

    /// Whether somebody, or another run that was not undone, changed the record after this run did.
    func isEdited(
        _ id: Identifier<AnyRecord>,
        since run: Import,
        action: Change.Action? = nil,
        in workspace: Int64
    ) throws -> Bool {
        let condition: SQL = action.map { "AND c.action = \($0)" } ?? ""
        let later: Int? = try first(
            """
            SELECT 1 FROM changes c WHERE c.workspace_id = \(workspace) AND c.record_id = \(id) \(condition)
                AND (c.import_id IS NULL OR c.import_id <> \(run.id)) AND NOT EXISTS (
                    SELECT 1 FROM imports i
                    WHERE i.workspace_id = \(workspace) AND i.id = c.import_id AND i.state = 'undone')
                AND c.record_version > (
                    SELECT max(record_version) FROM changes m
                    WHERE m.workspace_id = \(workspace) AND m.record_id = \(id) AND m.import_id = \(run.id))
            LIMIT 1
            """
        )
        return later != nil
    }
}
