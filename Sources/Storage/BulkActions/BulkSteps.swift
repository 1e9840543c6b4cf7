import SQLEngines
import Sales

extension ScopedConnection {
    /// Does the next records of a bulk action, each with its result; called until its state is `finished`.
    package func advance(_ run: BulkRun, limit: Int) throws -> BulkRun {
        guard run.state == .running else { throw BulkError.movedOn }
        var next = run
        for entry in try bulkEntries(of: run, after: run.processed - 1, limit: limit) {
            let outcome = try outcome(of: run.action, on: run.kind, entry.id)
            try db.run(
                """
                UPDATE bulk_action_records SET result = \(outcome.result.word), reason = \(outcome.result.reason),
                    record_version = \(outcome.version), revision_number = \(outcome.revision)
                WHERE workspace_id = \(key) AND bulk_action_id = \(run.id) AND position = \(entry.position)
                """
            )
            next.processed = entry.position + 1
        }
        if next.processed >= run.selected { (next.state, next.finishedAt) = (.finished, access.now) }
        try save(next, after: run)
        return next
    }

    /// What the action did to one record; a broken rule is its result, and an error of the database ends the step.
    private func outcome(
        of action: BulkAction,
        on kind: BinKind,
        _ id: Identifier<AnyRecord>
    ) throws -> BulkOutcome {
        do {
            if case .setField(let field, let value) = action {
                let version = try set(field, to: value, of: kind, id)
                return BulkOutcome(result: version == nil ? .unchanged : .done, version: version)
            }
            if action.tag != nil { return try performTagging(action, on: kind, id) }
            switch kind {
            case .opportunity: return try perform(action, on: Identifier<Opportunity>(id))
            case .account: return try perform(action, on: Identifier<Account>(id))
            case .contact: return try perform(action, on: Identifier<Contact>(id))
            }
        } catch StageChangeError.alreadyInStage {
            return BulkOutcome(result: .unchanged)
        } catch {
            guard let refusal = BulkRefusal(error) else { throw error }
            return BulkOutcome(result: .refused(refusal))
        }
    }

    private func perform(_ action: BulkAction, on id: Identifier<Opportunity>) throws -> BulkOutcome {
        if action == .restore { return try restored(.opportunity, id.erased) }
        let before = try opportunity(id)
        let after: Opportunity
        switch action {
        case .setOwner(let owner): after = try revise(id) { $0.ownerID = owner }
        case .setExpectedCloseDate(let day): after = try revise(id) { $0.expectedCloseDate = day }
        case .move(let stage, let reason):
            after = try move(id, NewStageChange(stageID: stage, happenedAt: access.now, lossReasonID: reason))
        case .delete:
            try delete(id)
            return BulkOutcome(result: .done, version: before.version + 1)
        case .addTag, .removeTag, .setField, .restore: throw Unfit()
        }
        if after.version == before.version { return BulkOutcome(result: .unchanged) }
        return BulkOutcome(result: .done, version: after.version, revision: after.revisionNumber)
    }

    private func perform(_ action: BulkAction, on id: Identifier<Account>) throws -> BulkOutcome {
        if action == .restore { return try restored(.account, id.erased) }
        let before = try account(id)
        switch action {
        case .setOwner(let owner):
            let after = try edit(id) { (account: inout Account) in account.ownerID = owner }
            return BulkOutcome(from: before.version, to: after.version)
        case .delete:
            try delete(id)
            return BulkOutcome(result: .done, version: before.version + 1)
        case .setExpectedCloseDate, .move, .addTag, .removeTag, .setField, .restore: throw Unfit()
        }
    }

    private func perform(_ action: BulkAction, on id: Identifier<Contact>) throws -> BulkOutcome {
        if action == .restore { return try restored(.contact, id.erased) }
        let before = try contact(id)
        switch action {
        case .setOwner(let owner):
            let after = try edit(id) { (contact: inout Contact) in contact.ownerID = owner }
            return BulkOutcome(from: before.version, to: after.version)
        case .delete:
            try delete(id)
            return BulkOutcome(result: .done, version: before.version + 1)
        case .setExpectedCloseDate, .move, .addTag, .removeTag, .setField, .restore: throw Unfit()
        }
    }

    private func performTagging(
        _ action: BulkAction,
        on kind: BinKind,
        _ id: Identifier<AnyRecord>
    ) throws -> BulkOutcome {
        var version: Int?
        if case .addTag(let tag) = action { version = try add(tag, to: kind, id) }
        if case .removeTag(let tag) = action { version = try remove(tag, from: kind, id) }
        return BulkOutcome(result: version == nil ? .unchanged : .done, version: version)
    }

    private func restored(_ kind: BinKind, _ id: Identifier<AnyRecord>) throws -> BulkOutcome {
        try restore(kind, id)
        let version: Int = try db.find(
            "SELECT version FROM \(kind.table) WHERE workspace_id = \(key) AND id = \(id)",
            kind: kind.rawValue
        )
        return BulkOutcome(result: .done, version: version)
    }
}

/// What a step did to a record, and the version and revision by which an undo knows it again.
private struct BulkOutcome {
    var result: BulkResult
    var version: Int?
    var revision: Int?

    init(result: BulkResult, version: Int? = nil, revision: Int? = nil) {
        self.result = result
        self.version = version
        self.revision = revision
    }

    init(from before: Int, to after: Int) {
        self.init(result: after == before ? .unchanged : .done, version: after)
    }
}

/// The action is none for this kind of record.
private struct Unfit: Error {}

extension BulkRefusal {
    /// The rule that an error says was broken; none for what is no rule of ours.
    fileprivate init?(_ error: any Error) {
        switch error {
        case is NotFound: self = .notFound
        case is NotAllowed: self = .notAllowed
        case is ChangedMeanwhile: self = .changedMeanwhile
        case is BinError: self = .accountHasChildren
        case is Unfit: self = .unfit
        case StageChangeError.lossReasonMissing: self = .lossReasonMissing
        case StageChangeError.unknownStage: self = .unknownStage
        case StageChangeError.inTheFuture: self = .inTheFuture
        case StageChangeError.beforeItBegan: self = .beforeItBegan
        default: return nil
        }
    }
}
