import Sales
import Storage
import TestSupport

/// What people do with tags and the parts of an opportunity, and the lists that filter by them.
func workWithParts(_ world: NamedWorld) async throws {
    let made = try await world.make("With parts", owner: world.ben).id
    let contact = Contact(id: Identifier(high: 50, low: 1), name: "Li Wei")
    let other = Contact(id: Identifier(high: 50, low: 2), name: "Wang Fang")
    let product = Product(id: Identifier(high: 50, low: 3), name: "Pump")
    try await world.store.write(world.asOperator(7)) { db in
        for contact in [contact, other] { try db.create(contact) }
        try db.create(product)
        try db.addTags("VIP, Key", to: .opportunity, made.erased)
        try db.addTags("VIP", to: .contact, contact.id.erased)
        let line = OpportunityLine(
            id: Identifier(high: 50, low: 4),
            productID: product.id,
            quantity: Quantity(thousandths: 1000),
            unitPrice: Amount(minor: 5, currency: world.workspace.currency)
        )
        try db.add(line, to: made)
        try db.edit(line.id, of: made, version: 1) { $0.quantity = Quantity(thousandths: 2000) }
        try db.setRemoved(true, line.id, of: made, version: 2)
        let part = OpportunityContact(id: Identifier(high: 50, low: 5), contactID: contact.id, isPrimary: true)
        try db.add(part, to: made)
        let merge = try db.merge(NewMerge((contact.id, db.contact(contact.id).version), into: (other.id, 1)))
        _ = try db.undo(merge.id)
        let rival = try db.competitor(named: "Globex")
        try db.add(OpportunityCompetitor(id: Identifier(high: 50, low: 6), competitorID: rival), to: made)
        let tags = try db.tags()
        try db.merge(tags[0].id, into: tags[1].id, version: 1)
    }
    for access in [world.access(world.ben, after: 8), world.asOperator(8)] {
        try await world.store.read(access) { db in
            var filter = OpportunityFilter()
            filter.tagIDs = try db.tags().map(\.id)
            filter.collaboratorIDs = [world.ana.id]
            _ = try db.opportunities(filter, by: ListOrder(.name))
            filter.collaboratorIDs = []
            _ = try db.opportunities(filter, by: ListOrder(.changed))
            _ = try db.opportunityCount(filter)
            var contacts = ContactFilter()
            contacts.tagIDs = filter.tagIDs
            _ = try db.contacts(contacts)
            _ = try db.opportunities(of: contact.id)
            _ = try db.contacts(named: "Li Wei", preferring: nil)
            _ = (try db.lines(of: made), try db.contacts(of: made), try db.competitors(of: made))
        }
    }
}
