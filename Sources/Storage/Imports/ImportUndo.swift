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
        try requireAdministrator()
        var undo = undo
        let ids = try db.opportunities(revisedBy: run, after: undo.last, limit: limit, in: key)
        let histories = try db.revisions(of: ids.map { Identifier($0) }, in: key)
        let origin = Origin(access)
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
        if mine.isEmpty { return }
        let replaced = try db.replacedRevisions(of: id, by: run, history, in: key)
        let others = live.filter { !ours.contains($0.number) }
        let began = replaced.isEmpty && others.allSatisfy { $0.number > mine[0].number }
        if began, try !others.isEmpty || db.isEdited(id.erased, since: run, in: key) {
            let name: String = try db.find(
                "SELECT name FROM opportunities WHERE workspace_id = \(key) AND id = \(id)",
                kind: "opportunity"
            )
            undo.kept.append(ImportUndo.Kept(kind: "opportunity", name: name, reason: .editedSince))
            return
        }
        try withdraw(mine, restoring: replaced, of: id, newest: history.last?.number ?? 0, origin)
        try db.restoreUntracked(id, run, origin)
        try db.restate([id], by: origin)
        undo.reversed += 1
    }

    /// Appends one revision that voids the run's, and copies of those that the run had replaced.
    private func withdraw(
        _ mine: [Revision],
        restoring replaced: [Revision],
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
        let copies = replaced.enumerated().map { offset, revision in
            var copy = revision
            copy.number = newest + 2 + offset
            copy.voidedAt = nil
            return copy
        }
        try db.insert(([voiding] + copies).map { (id, $0) }, by: origin)
        try db.insertVoids(mine.map(\.number), of: id, by: voiding.number, at: access.now, in: key)
    }
}

extension Connection {
    fileprivate func opportunities(
        revisedBy run: Import,
        after last: Identifier<AnyRecord>?,
        limit: Int,
        in workspace: Int64
    ) throws -> [Identifier<AnyRecord>] {
        let start: SQL = last.map { "AND opportunity_id > \($0)" } ?? ""
        return try all(
            """
            SELECT DISTINCT opportunity_id FROM opportunity_revisions
            WHERE workspace_id = \(workspace) AND import_id = \(run.id) \(start)
            ORDER BY opportunity_id LIMIT \(limit)
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
    ) throws -> [Revision] {
        let numbers: [Int] = try all(
            """
            SELECT v.number FROM opportunity_voids v JOIN opportunity_revisions r
                ON r.workspace_id = v.workspace_id AND r.opportunity_id = v.opportunity_id AND r.number = v.voided_by
            JOIN opportunity_revisions o
                ON o.workspace_id = v.workspace_id AND o.opportunity_id = v.opportunity_id AND o.number = v.number
            WHERE v.workspace_id = \(workspace) AND v.opportunity_id = \(id) AND r.import_id = \(run.id)
                AND (o.import_id IS NULL OR o.import_id <> \(run.id))
            """
        )
        return history.filter { numbers.contains($0.number) }
    }

    /// Whether somebody, or another run, changed the record after this run did.
    func isEdited(_ id: Identifier<AnyRecord>, since run: Import, in workspace: Int64) throws -> Bool {
        let later: Int? = try first(
            """
            SELECT 1 FROM changes c WHERE c.workspace_id = \(workspace) AND c.record_id = \(id)
                AND (c.import_id IS NULL OR c.import_id <> \(run.id)) AND c.record_version > (
                    SELECT max(record_version) FROM changes m
                    WHERE m.workspace_id = \(workspace) AND m.record_id = \(id) AND m.import_id = \(run.id))
            LIMIT 1
            """
        )
        return later != nil
    }
}
