import SQLEngines
import Sales

/// What one row of an import, or all rows of one record, do to an opportunity.
package enum OpportunityWrite: Sendable {
    case create(Opportunity, [Revision])
    /// New values of what is not tracked, what they were when read, revisions to append, and earlier ones to void.
    case change(Opportunity, from: Opportunity, [Revision], voided: [Int])
}

extension ScopedConnection {
    /// Writes opportunities and their revisions; the rows follow from the revisions.
    package func write(_ writes: [OpportunityWrite], in run: Import) throws {
        try requireImporter(of: .opportunities)
        var created: [(opportunity: Opportunity, revisions: [Revision])] = []
        var appended: [(id: Identifier<Opportunity>, revision: Revision)] = []
        var restated: [Identifier<Opportunity>] = []
        var voids: [(Identifier<Opportunity>, [Int], Int)] = []
        for write in writes {
            switch write {
            case .create(let opportunity, let revisions):
                created.append((opportunity, revisions))
            case .change(let opportunity, let stored, let revisions, let voided):
                try db.updateUntracked(opportunity, from: stored, by: origin(run))
                // History replaces by its first row, so that it can be told from a row that is inferred anew.
                guard let by = revisions.first(where: { $0.cause == .imported }) ?? revisions.first else { continue }
                appended += revisions.map { (opportunity.id, $0) }
                restated.append(opportunity.id)
                if !voided.isEmpty { voids.append((opportunity.id, voided, by.number)) }
            }
        }
        try db.create(created, by: origin(run))
        try db.insert(appended, by: origin(run))
        for (id, numbers, by) in voids { try db.replace(numbers, of: id, by: by, in: key) }
        try db.restate(restated, by: origin(run))
    }
}

extension Connection {
    /// Voids what real history replaces, as of its own recording: it never was what anybody believed.
    fileprivate func replace(
        _ numbers: [Int],
        of id: Identifier<Opportunity>,
        by newer: Int,
        in workspace: Int64
    ) throws {
        try run(
            """
            INSERT INTO opportunity_voids (workspace_id, opportunity_id, number, voided_by, voided_at)
            SELECT workspace_id, opportunity_id, number, \(newer), recorded_at FROM opportunity_revisions
            WHERE workspace_id = \(workspace) AND opportunity_id = \(id) AND number IN (\(list: numbers))
            """
        )
    }

    /// Stores name, account, product, source and type where they differ from what was read.
    ///
    /// What others changed since then stays, unless it is the same field.
    func updateUntracked(_ opportunity: Opportunity, from stored: Opportunity, by origin: Origin) throws {
        let before = stored.untracked
        let fields = opportunity.untracked.filter { before[$0.key]?.value != $0.value.value }
        if fields.isEmpty { return }
        try NameRule.check(opportunity.name)
        for _ in 0..<editAttempts {
            let current: Opportunity = try find(
                """
                SELECT \(Opportunity.columns) FROM opportunities
                WHERE workspace_id = \(origin.workspace) AND id = \(stored.id)
                """,
                kind: "opportunity"
            )
            let (id, version) = (stored.id.erased, current.version)
            try requireUnchanged(fields.keys.sorted(), id, since: stored.version, version, origin)
            if try update(fields, over: current, .updated, by: origin) { return }
        }
        throw ChangedMeanwhile(fields: fields.keys.sorted())
    }

    /// Writes fields that are not tracked, and logs them; returns false where the row has another version by now.
    func update(
        _ fields: [String: (column: SQL, value: SQL.Value)],
        over current: Opportunity,
        _ action: Change.Action,
        by origin: Origin
    ) throws -> Bool {
        var assignments = fields.sorted { $0.key < $1.key }.map { SQL("\($0.value.column) = \($0.value.value)") }
        if case .text(let name)? = fields["name"]?.value {
            assignments.append("name_folded = \(name.folded), name_sort = \(name.sortKey)")
        }
        let count = try run(
            """
            UPDATE opportunities SET \(assignments.joined(separator: ", ")), changed_at = \(origin.now),
                version = version + 1
            WHERE workspace_id = \(origin.workspace) AND id = \(current.id) AND version = \(current.version)
            """
        )
        guard count == 1 else { return false }
        let before = current.untracked
        var change = Change("opportunity", current.id.erased, version: current.version + 1, action: action)
        change.before = FieldValues(fields.keys.map { ($0, before[$0]?.value ?? .null) })
        change.after = FieldValues(fields.map { ($0.key, $0.value.value) })
        try log([change], by: origin)
        try refreshSearchEntry(of: current.id.erased, change, in: origin.workspace)
        return true
    }
}

extension Opportunity {
    /// The fields that are no revision's, by their name in the change log.
    var untracked: [String: (column: SQL, value: SQL.Value)] {
        [
            "name": ("name", name.sqlValue), "account": ("account_id", accountID.sqlValue),
            "product": ("product_id", productID.sqlValue), "source": ("source", source.sqlValue),
            "type": ("type", type.sqlValue),
        ]
    }
}
