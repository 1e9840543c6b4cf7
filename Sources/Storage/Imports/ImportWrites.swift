import SQLEngines
import Sales

extension ScopedConnection {
    package func create(accounts: [Account], in run: Import) throws {
        try requireAdministrator()
        try db.create(accounts, by: origin(run))
    }

    package func create(contacts: [Contact], in run: Import) throws {
        try requireAdministrator()
        try db.create(contacts, by: origin(run))
    }

    package func create(members: [Member], in run: Import) throws {
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
        try requireAdministrator()
        for product in products { try db.create(product: product, by: origin(run)) }
    }

    package func create(_ reason: LossReason, in run: Import) throws {
        try requireAdministrator()
        try db.create(reason, by: origin(run))
    }

    package func create(_ pipeline: Pipeline, process: ProcessVersion, in run: Import) throws {
        try requireAdministrator()
        try process.validate()
        try db.create(pipeline, by: origin(run))
        try db.publish(process, by: origin(run))
    }

    /// Stores in what a record differs from what the import read; what others changed meanwhile stays.
    package func update(_ account: Account, from stored: Account, in run: Import) throws {
        try replace(account, from: stored, run)
    }

    package func update(_ contact: Contact, from stored: Contact, in run: Import) throws {
        try replace(contact, from: stored, run)
    }

    package func update(_ member: Member, from stored: Member, in run: Import) throws {
        try replace(member, from: stored, run)
    }

    package func update(_ product: Product, from stored: Product, in run: Import) throws {
        try replace(product, from: stored, run)
        guard Set(product.prices) != Set(stored.prices) else { return }
        _ = try db.edit(product: product.id, version: stored.version, by: origin(run)) { $0.prices = product.prices }
    }

    /// Takes records out of the bin into which an undone import put them.
    package func revive(accounts: [Identifier<Account>], in run: Import) throws { try takeBack(accounts, run) }
    package func revive(contacts: [Identifier<Contact>], in run: Import) throws { try takeBack(contacts, run) }
    package func revive(products: [Identifier<Product>], in run: Import) throws { try takeBack(products, run) }
    package func revive(members: [Identifier<Member>], in run: Import) throws { try takeBack(members, run) }

    /// Takes opportunities out of the bin; withdrawn ones come back with their new revisions.
    package func revive(opportunities ids: [Identifier<Opportunity>], in run: Import) throws {
        try requireAdministrator()
        for batch in ids.batches(of: 1000) {
            try db.run(
                """
                UPDATE opportunities SET deleted_at = NULL
                WHERE workspace_id = \(key) AND deleted_at IS NOT NULL AND id IN (\(list: batch))
                """
            )
        }
    }

    private func replace<Record: StoredRecord>(_ record: Record, from stored: Record, _ run: Import) throws {
        try requireAdministrator()
        try db.replace(record, from: stored, by: origin(run))
    }

    private func takeBack<Record: StoredRecord>(_ ids: [Identifier<Record>], _ run: Import) throws {
        try requireAdministrator()
        for id in ids { try db.setDeleted(false, id, by: origin(run)) }
    }

    func origin(_ run: Import) -> Origin { Origin(access, importID: run.id) }
}
