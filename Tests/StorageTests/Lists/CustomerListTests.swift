import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A list of accounts or contacts` {
    private func fill(_ world: NamedWorld) async throws {
        try await world.store.write(world.asOperator(1)) { db in
            var hooli = Account(id: Identifier(high: 2, low: 3), name: "Hooli")
            (hooli.ownerID, hooli.industry, hooli.parentID) = (world.cleo.id, "Software", world.acme.id)
            try db.create(hooli)
            _ = try db.edit(world.globex.id) { (account: inout Account) in account.ownerID = world.ben.id }
            for (number, account) in [world.acme, hooli].enumerated() {
                var contact = Contact(id: Identifier(high: 6, low: UInt64(number)), name: "Eve \(number)")
                (contact.accountID, contact.ownerID) = (account.id, number == 0 ? world.ben.id : world.cleo.id)
                try db.create(contact)
            }
        }
        _ = try await world.make("Acme renewal", owner: world.ana)
    }

    private func names(
        _ world: NamedWorld,
        as access: Access? = nil,
        by order: ListOrder<AccountKey> = ListOrder(.name),
        _ query: [QueryItem] = []
    ) async throws -> [String] {
        try await world.store.read(access ?? world.asOperator(2)) { db in
            let filter = try AccountFilter(query: query)
            let rows = try db.accounts(filter, by: order).rows
            #expect(try db.accountCount(filter) == ListCount(count: rows.count, isExact: true))
            return rows.map(\.record.name)
        }
    }

    @Test(arguments: Engine.available) func `is filtered and ordered`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await fill(world)
            #expect(try await names(world) == ["Acme", "Globex", "Hooli"])
            #expect(try await names(world, by: ListOrder(.name, descending: true)) == ["Hooli", "Globex", "Acme"])
            #expect(try await names(world, by: ListOrder(.owner)) == ["Globex", "Hooli", "Acme"])
            #expect(try await names(world, by: ListOrder(.created, descending: true)) == ["Hooli", "Globex", "Acme"])
            #expect(try await names(world, [QueryItem("industry", "Software")]) == ["Hooli"])
            #expect(try await names(world, [QueryItem("noOwner", "yes")]) == ["Acme"])
            #expect(try await names(world, [QueryItem("team", "\(world.north.id)")]) == ["Globex"])
            #expect(try await names(world, [QueryItem("text", "OO")]) == ["Hooli"])
            #expect(try await names(world, [QueryItem("hasOpen", "yes")]) == ["Acme"])
            #expect(try await names(world, [QueryItem("hasNoOpen", "yes")]) == ["Globex", "Hooli"])
        }
    }

    @Test(arguments: Engine.available) func `shows what nobody owns and what the member sees`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            try await fill(world)
            let ben = world.access(world.ben, after: 2)
            #expect(try await names(world, as: ben) == ["Acme", "Globex"])
            // Ana's opportunity is none that Ben may know of.
            #expect(try await names(world, as: ben, [QueryItem("hasOpen", "yes")]) == [])
            let contacts = try await world.store.read(ben) { try $0.contacts(ContactFilter()).rows }
            #expect(contacts.map(\.record.name) == ["Eve 0"])
            #expect(contacts.map(\.accountName) == ["Acme"])
            #expect(contacts.map(\.ownerName) == ["Ben"])
        }
    }
}
