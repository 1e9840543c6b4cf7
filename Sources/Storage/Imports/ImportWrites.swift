import SQLEngines
import Sales

/// What one row of an import, or all rows of one record, do to an opportunity.
package enum OpportunityWrite: Sendable {
    case create(Opportunity, [Revision])
    /// New values of what is not tracked, revisions to append, and earlier ones to void.
    case change(Opportunity, [Revision], voided: [Int])
}

extension ScopedConnection {
    package func create(accounts: [Account], in run: Import) throws { try db.create(accounts, by: origin(run)) }
    package func create(contacts: [Contact], in run: Import) throws { try db.create(contacts, by: origin(run)) }

    package func create(members: [Member], in run: Import) throws {
        if members.isEmpty { return }
        try requireAdministrator()
        try db.create(members, by: origin(run))
    }

    package func create(teams: [Team], in run: Import) throws {
        try requireAdministrator()
        try db.create(teams: teams, by: origin(run))
    }

    package func create(memberships: [TeamMembership], in run: Import) throws {
        try requireAdministrator()
        try db.create(memberships: memberships, by: origin(run))
    }

    package func create(products: [Product], in run: Import) throws {
        if products.isEmpty { return }
        try requireAdministrator()
        for product in products { try db.create(product: product, by: origin(run)) }
    }

    package func create(_ reason: LossReason, in run: Import) throws { try db.create(reason, by: origin(run)) }

    package func create(_ pipeline: Pipeline, process: ProcessVersion, in run: Import) throws {
        try requireAdministrator()
        try process.validate()
        try db.create(pipeline, by: origin(run))
        try db.publish(process, by: origin(run))
    }

    package func update(_ account: Account, in run: Import) throws { try replace(account, run) }
    package func update(_ contact: Contact, in run: Import) throws { try replace(contact, run) }

    package func update(_ member: Member, in run: Import) throws {
        try requireAdministrator()
        try replace(member, run)
    }

    package func update(_ product: Product, in run: Import) throws {
        try requireAdministrator()
        _ = try db.edit(product: product.id, version: product.version, by: origin(run)) { $0 = product }
    }

    /// Takes records out of the bin into which an undone import put them.
    package func revive(accounts: [Identifier<Account>], in run: Import) throws { try takeBack(accounts, run) }
    package func revive(contacts: [Identifier<Contact>], in run: Import) throws { try takeBack(contacts, run) }
    package func revive(products: [Identifier<Product>], in run: Import) throws { try takeBack(products, run) }
    package func revive(members: [Identifier<Member>], in run: Import) throws { try takeBack(members, run) }

    /// Takes opportunities out of the bin; withdrawn ones come back with their new revisions.
    package func revive(opportunities ids: [Identifier<Opportunity>], in run: Import) throws {
        for batch in ids.batches(of: 1000) {
            try db.run(
                """
                UPDATE opportunities SET deleted_at = NULL
                WHERE workspace_id = \(key) AND deleted_at IS NOT NULL AND id IN (\(list: batch))
                """
            )
        }
    }

    /// Writes opportunities and their revisions; the rows follow from the revisions.
    package func write(_ writes: [OpportunityWrite], in run: Import) throws {
        var created: [(opportunity: Opportunity, revisions: [Revision])] = []
        var appended: [(id: Identifier<Opportunity>, revision: Revision)] = []
        var restated: [Identifier<Opportunity>] = []
        var voids: [(Identifier<Opportunity>, [Int], Int)] = []
        for write in writes {
            switch write {
            case .create(let opportunity, let revisions):
                created.append((opportunity, revisions))
            case .change(let opportunity, let revisions, let voided):
                try db.updateUntracked(opportunity, by: origin(run))
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

    private func replace<Record: StoredRecord>(_ record: Record, _ run: Import) throws {
        _ = try db.edit(record.id, version: record.version, by: origin(run)) { $0 = record }
    }

    private func takeBack<Record: StoredRecord>(_ ids: [Identifier<Record>], _ run: Import) throws {
        for id in ids { try db.setDeleted(false, id, by: origin(run)) }
    }

    private func origin(_ run: Import) -> Origin { Origin(access, importID: run.id) }
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

    /// Stores name, account, product, source and type where they differ from the row's.
    fileprivate func updateUntracked(_ opportunity: Opportunity, by origin: Origin) throws {
        let current: Opportunity = try find(
            """
            SELECT \(Opportunity.columns) FROM opportunities
            WHERE workspace_id = \(origin.workspace) AND id = \(opportunity.id)
            """,
            kind: "opportunity"
        )
        let changed = opportunity.untracked.filter { name, column in current.untracked[name]?.value != column.value }
        if changed.isEmpty { return }
        var assignments = changed.sorted { $0.key < $1.key }.map { SQL("\($0.value.column) = \($0.value.value)") }
        if changed["name"] != nil { assignments.append("name_folded = \(opportunity.name.folded)") }
        try run(
            """
            UPDATE opportunities SET \(assignments.joined(separator: ", ")), version = version + 1
            WHERE workspace_id = \(origin.workspace) AND id = \(opportunity.id)
            """
        )
        let change = Change(
            "opportunity",
            opportunity.id.erased,
            version: current.version + 1,
            action: .updated,
            before: FieldValues(changed.keys.map { ($0, current.untracked[$0]?.value ?? .null) }),
            after: FieldValues(changed.map { ($0.key, $0.value.value) })
        )
        try log([change], by: origin)
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
