import SQLEngines
import Sales

extension ScopedConnection {
    /// Takes the next records of a bulk action back, as far as nobody edited the same since; called until its state is
    /// `undone`.
    ///
    /// It goes by the action and not by what the member sees now: who gave records away by mistake gets them back.
    package func undo(_ run: BulkRun, limit: Int) throws -> BulkRun {
        guard run.state == .undoing else { throw BulkError.movedOn }
        try requireBulk(run.action, on: run.kind)
        var next = run
        for step in try bulkSteps(of: run, after: run.processed - 1, limit: limit) {
            if step.isDone {
                let isReversed = try reverse(run, step)
                try db.run(
                    """
                    UPDATE bulk_action_records SET result = \((isReversed ? BulkResult.reversed : .kept).word)
                    WHERE workspace_id = \(key) AND bulk_action_id = \(run.id) AND position = \(step.position)
                    """
                )
            }
            next.processed = step.position + 1
        }
        if next.processed >= run.selected { (next.state, next.undoneAt) = (.undone, access.now) }
        try save(next, after: run)
        return next
    }

    private func reverse(_ run: BulkRun, _ step: BulkStep) throws -> Bool {
        guard let version = step.version else { return false }
        switch run.action {
        case .delete: return try setDeleted(false, run.kind, step.id, version)
        case .restore: return try setDeleted(true, run.kind, step.id, version)
        case .addTag(let tag): return try reverseTagging(run.kind, step.id, removing: [tag])
        case .removeTag(let tag): return try reverseTagging(run.kind, step.id, adding: [tag])
        case .setField(let field, _): return try giveBack(field, version, of: run.kind, step.id)
        case .move, .setExpectedCloseDate: return try takeBack(step.revision, of: Identifier(step.id))
        case .setOwner:
            switch run.kind {
            case .opportunity: return try takeBack(step.revision, of: Identifier(step.id))
            case .account: return try giveBack(Identifier<Account>(step.id), version, \.ownerID)
            case .contact: return try giveBack(Identifier<Contact>(step.id), version, \.ownerID)
            }
        }
    }

    private func setDeleted(
        _ deleted: Bool,
        _ kind: BinKind,
        _ id: Identifier<AnyRecord>,
        _ version: Int
    ) throws -> Bool {
        try db.setDeleted(deleted, kind, "id = \(id) AND version = \(version)", by: Origin(access)) == 1
    }

    /// Voids the action's revision, unless a later one that stands sets the same field.
    private func takeBack(_ number: Int?, of id: Identifier<Opportunity>) throws -> Bool {
        let found: [Opportunity] = try db.all(
            """
            SELECT \(Opportunity.columns) FROM opportunities
            WHERE workspace_id = \(key) AND id = \(id) AND deleted_at IS NULL AND withdrawn_at IS NULL
            """
        )
        guard let number, let current = found.first else { return false }
        let history = try db.revisions(of: [id], in: key)[id] ?? []
        guard let ours = history.first(where: { $0.number == number }), ours.voidedAt == nil else { return false }
        let isEdited = history.contains {
            $0.number > number && $0.voidedAt == nil && !$0.fields.isDisjoint(with: ours.fields)
        }
        if isEdited { return false }
        _ = try takeBack([number], of: current)
        return true
    }

    /// Gives a customer back to the owner before, unless another became it since.
    private func giveBack<Record: StoredRecord>(
        _ id: Identifier<Record>,
        _ version: Int,
        _ owner: WritableKeyPath<Record, Identifier<Member>?>
    ) throws -> Bool {
        let values: [FieldValues?] = try db.all(
            """
            SELECT before_values FROM changes
            WHERE workspace_id = \(key) AND record_id = \(id) AND record_version = \(version)
            """
        )
        guard let before = values.first ?? nil, let old = before["owner"] else { return false }
        var previous: Identifier<Member>?
        if case .text(let text) = old { previous = Identifier(text) }
        do {
            _ = try db.edit(id, version: version, by: Origin(access)) { $0[keyPath: owner] = previous }
            return true
        } catch is ChangedMeanwhile {
            return false
        } catch is NotFound {
            return false
        }
    }

    private func bulkSteps(of run: BulkRun, after position: Int, limit: Int) throws -> [BulkStep] {
        try db.all(
            """
            SELECT position, record_id, result, record_version, revision_number FROM bulk_action_records
            WHERE workspace_id = \(key) AND bulk_action_id = \(run.id) AND position > \(position)
            ORDER BY position LIMIT \(limit)
            """
        )
    }
}

/// A record of a bulk action as its undo reads it.
private struct BulkStep: SQLReadable {
    var position: Int
    var id: Identifier<AnyRecord>
    var isDone: Bool
    var version: Int?
    var revision: Int?

    init(from row: inout Row) throws {
        position = try row.next()
        id = try row.next()
        let result: String? = try row.next()
        isDone = result == BulkResult.done.word
        version = try row.next()
        revision = try row.next()
    }
}
