import Sales
import Storage
import TestSupport
import Testing

@Suite struct `The bin` {
    private func entries(_ world: NamedWorld, _ kind: BinKind, as access: Access? = nil) async throws -> [BinEntry] {
        try await world.store.read(access ?? world.asOperator(20)) { try $0.bin(kind).rows }
    }

    @Test(arguments: Engine.available) func `takes an opportunity and gives it back as it was`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
            try await world.store.write(world.access(world.ben, after: 5)) { try $0.delete(made.id, version: 1) }
            await #expect(throws: NotFound.self) {
                try await world.store.read(world.access(world.ben)) { try $0.opportunity(made.id) }
            }
            #expect(try await world.names(OpportunityFilter()) == [])
            let entry = try #require(try await entries(world, .opportunity).first)
            #expect(entry.id == made.id.erased)
            #expect([entry.name, entry.deletedBy] == ["Acme renewal", "Ben"])
            #expect(entry.deletedAt == world.time(5))
            #expect(entry.deletedWith == nil)
            #expect(try await entries(world, .opportunity, as: world.access(world.cleo)).isEmpty)
            await #expect(throws: NotFound(kind: "opportunity")) {
                try await world.store.write(world.access(world.cleo, after: 6)) { try $0.restore(made.id) }
            }
            try await world.store.write(world.access(world.ben, after: 6)) { try $0.restore(made.id) }
            var back = try await world.store.read(world.access(world.ben)) { try $0.opportunity(made.id) }
            back.version = 1
            #expect(back == made)
            #expect(try await entries(world, .opportunity).isEmpty)
            #expect(try await world.store.checkup(of: world.workspace).problems == [])
        }
    }

    @Test(arguments: Engine.available) func `refuses what was changed since it was read`(_ engine: Engine) async throws
    {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
            try await world.store.write(world.access(world.ben, after: 5)) { db in
                _ = try db.revise(made.id) { $0.amount?.minor = 5 }
            }
            await #expect(throws: ChangedMeanwhile()) {
                try await world.store.write(world.access(world.ben, after: 6)) { try $0.delete(made.id, version: 1) }
            }
        }
    }

    @Test(arguments: Engine.available) func `takes no account with children unasked`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let family = try await fill(world)
            let children = AccountChildren(contacts: 2, opportunities: 1, subsidiaries: 1)
            await #expect(throws: BinError.accountHasChildren(children)) {
                try await world.store.write(world.asOperator(5)) { try $0.delete(world.acme.id) }
            }
            try await world.store.write(world.asOperator(6)) { try $0.delete(world.acme.id, children: .keep) }
            let kept = try await world.store.read(world.asOperator(7)) { db in
                (try db.opportunity(family.opportunity).accountID, try db.contact(family.contacts[0]).accountID)
            }
            #expect(kept == (world.acme.id, world.acme.id))
        }
    }

    @Test(arguments: Engine.available) func `gives an account back with what went along, and nothing else`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            let family = try await fill(world)
            try await world.store.write(world.asOperator(5)) { try $0.delete(family.contacts[1]) }
            try await world.store.write(world.asOperator(6)) { try $0.delete(world.acme.id, children: .deleteToo) }
            #expect(try await entries(world, .contact).map(\.deletedWith) == [world.acme.id, nil])
            #expect(try await entries(world, .opportunity).map(\.deletedWith) == [world.acme.id])
            let subsidiary = try await world.store.read(world.asOperator(7)) { try $0.account(world.globex.id) }
            #expect(subsidiary.parentID == world.acme.id)
            // One that came back alone and was deleted again is no longer the account's.
            try await world.store.write(world.asOperator(8)) { try $0.restore(family.opportunity) }
            try await world.store.write(world.asOperator(9)) { try $0.delete(family.opportunity) }
            try await world.store.write(world.asOperator(10)) { try $0.restore(world.acme.id) }
            #expect(try await entries(world, .contact).map(\.id) == [family.contacts[1].erased])
            #expect(try await entries(world, .opportunity).map(\.id) == [family.opportunity.erased])
            let back = try await world.store.read(world.asOperator(11)) { try $0.contact(family.contacts[0]) }
            #expect(back.accountID == world.acme.id)
        }
    }

    @Test(arguments: Engine.available) func `takes no child along that the member does not see`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            _ = try await fill(world)
            await #expect(throws: BinError.childrenOfOthers(1)) {
                try await world.store.write(world.access(world.cleo, after: 5)) { db in
                    try db.delete(world.acme.id, children: .deleteToo)
                }
            }
            #expect(try await entries(world, .account).isEmpty)
            #expect(try await entries(world, .contact).isEmpty)
        }
    }

    @Test(arguments: Engine.available) func `is read page by page, the latest first`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let ids = try await world.fillSamples()
            for (minute, id) in ids.enumerated() {
                try await world.store.write(world.asOperator(Int64(minute) + 10)) { try $0.delete(id) }
            }
            let pages = try await world.store.read(world.asOperator(20)) { db in
                let first = try db.bin(.opportunity, limit: 4)
                let second = try db.bin(.opportunity, at: .after(try #require(first.next)), limit: 4)
                return [first, second].map { $0.rows.map(\.id) }
            }
            #expect(pages.flatMap(\.self) == ids.reversed().map(\.erased))
            #expect(pages.map(\.count) == [4, 2])
        }
    }

    /// Acme with two contacts, one opportunity and a subsidiary.
    private func fill(_ world: NamedWorld) async throws
        -> (contacts: [Identifier<Contact>], opportunity: Identifier<Opportunity>)
    {
        let contacts: [Identifier<Contact>] = [Identifier(high: 6, low: 1), Identifier(high: 6, low: 2)]
        try await world.store.write(world.asOperator(1)) { db in
            for id in contacts { try db.create(Contact(id: id, name: "Eve", accountID: world.acme.id)) }
            _ = try db.edit(world.globex.id) { (account: inout Account) in account.parentID = world.acme.id }
        }
        return (contacts, try await world.make("Acme renewal", owner: world.ben).id)
    }
}
