import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Tags` {
    private func tags(_ world: NamedWorld, _ id: Identifier<Opportunity>) async throws -> [String] {
        try await world.store.read(world.asOperator(90)) { db in
            try db.tags(of: .opportunity, [id.erased])[id.erased, default: []].map(\.name)
        }
    }

    @Test(arguments: Engine.available) func `are made as they are typed, one for all ways to write them`(
        _ engine: Engine
    )
        async throws
    {
        try await engine.withWorld { world in
            let made = try await world.make("Sale", owner: world.ben)
            try await world.store.write(world.access(world.ben, after: 1)) { db in
                try db.addTags("VIP，重点", to: .opportunity, made.id.erased)
                try db.addTags("ｖｉｐ", to: .opportunity, made.id.erased)
            }
            #expect(try await tags(world, made.id) == ["重点", "VIP"].sorted { $0.sortKey < $1.sortKey })
            let all = try await world.store.read(world.asOperator(2)) { try $0.tags() }
            #expect(Set(all.map(\.colour)).count == 2)
            let vip = try #require(all.first { $0.name == "VIP" })
            try await world.store.write(world.access(world.ben, after: 3)) { db in
                try db.remove(vip.id, from: .opportunity, made.id.erased)
                #expect(try db.remove(vip.id, from: .opportunity, made.id.erased) == nil)
            }
            #expect(try await tags(world, made.id) == ["重点"])
            await #expect(throws: NotFound(kind: "opportunity")) {
                try await world.store.write(world.access(world.cleo, after: 3)) { db in
                    try db.addTags("x", to: .opportunity, made.id.erased)
                }
            }
            let told = try await world.store.read(world.access(world.ben, after: 4)) { try $0.history(of: made.id) }
            #expect(
                told.first?.fields == [
                    ChangedField(name: "tags", before: .text("VIP, 重点"), after: .text("重点"))
                ]
            )
        }
    }

    @Test(arguments: Engine.available) func `filter records of their kind`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let ids = try await world.fillSamples()
            let (a, b) = try await world.store.write(world.asOperator(8)) { db in
                let (a, b) = (try db.addTag("A"), try db.addTag("B"))
                try db.add(a.id, to: .opportunity, ids[0].erased)
                try db.add(b.id, to: .opportunity, ids[1].erased)
                try db.add(a.id, to: .account, world.acme.id.erased)
                return (a.id, b.id)
            }
            var filter = OpportunityFilter()
            filter.tagIDs = [a]
            #expect(try await world.names(filter) == ["云帆科技"])
            filter.tagIDs = [a, b]
            #expect(try await world.names(filter) == ["云帆科技", "Zebra"])
            #expect(try await world.names(filter, as: world.access(world.ben, after: 10)) == ["Zebra"])
            var ofAccounts = AccountFilter()
            ofAccounts.tagIDs = [a]
            var ofContacts = ContactFilter()
            ofContacts.tagIDs = [a]
            let (accounts, contacts) = try await world.store.read(world.asOperator(9)) { [ofAccounts, ofContacts] db in
                (try db.accounts(ofAccounts).rows, try db.contacts(ofContacts).rows)
            }
            #expect(accounts.map(\.record.name) == ["Acme"])
            #expect(accounts.map { $0.tags.map(\.name) } == [["A"]])
            #expect(contacts == [])
            #expect(OpportunityFilter.parameters.map(\.name).contains("tag"))
            try await world.store.write(world.asOperator(9)) { db in
                try db.share(ids[2], with: .member(world.ben.id), mayEdit: true)
                try db.share(ids[3], with: .member(world.ana.id), mayEdit: false)
            }
            var shared = OpportunityFilter()
            shared.collaboratorIDs = [world.ben.id, world.ana.id]
            #expect(try await world.names(shared) == ["阿里"])
        }
    }

    @Test(arguments: Engine.available) func `are renamed, merged and retired by those who keep the lists`(
        _ engine: Engine
    )
        async throws
    {
        try await engine.withWorld { world in
            let made = try await world.make("Sale", owner: world.ben)
            let (vip, key) = try await world.store.write(world.asOperator(1)) { db in
                (try db.addTag("VIP"), try db.addTag("Key"))
            }
            try await world.store.write(world.asOperator(2)) { db in
                try db.addTags("vip", to: .opportunity, made.id.erased)
                try db.addTags("Key, VIP", to: .account, world.acme.id.erased)
                #expect(throws: TagError.nameTaken("KEY")) { try db.edit(vip.id, version: 1) { $0.name = "KEY" } }
                try db.edit(key.id, version: 1) { ($0.name, $0.colour) = ("Key account", .red) }
            }
            await #expect(throws: NotAllowed(.edit, .pipelines)) {
                try await world.store.write(world.access(world.ben, after: 3)) { db in
                    try db.edit(key.id, version: 2) { $0.name = "Mine" }
                }
            }
            try await world.store.write(world.asOperator(3)) { try $0.merge(vip.id, into: key.id, version: 1) }
            #expect(try await tags(world, made.id) == ["Key account"])
            let read = try await world.store.read(world.asOperator(4)) { db in
                (try db.tags().filter(\.isRetired).map(\.name), try db.tagCounts())
            }
            #expect(read.0 == ["VIP"])
            #expect(read.1 == [key.id: 2])
        }
    }
}
