import Sales
import Storage
import TestSupport
import Testing

@Suite struct `The decision chain of an opportunity` {
    private let li = Contact(id: Identifier(high: 40, low: 1), name: "Li Wei")
    private let wang = Contact(id: Identifier(high: 40, low: 2), name: "Wang Fang")

    private func prepare(
        _ engine: Engine,
        _ body: (NamedWorld, Identifier<Opportunity>, [Choice]) async throws -> Void
    ) async throws {
        try await engine.withWorld { world in
            let id = try await world.make("Acme renewal", owner: world.ben).id
            let roles = try await world.store.write(world.asOperator()) { db in
                for contact in [li, wang] { try db.create(contact) }
                return try ["Decision maker", "User"].map { try db.addChoice($0, to: .contactRoles) }
            }
            try await body(world, id, roles)
        }
    }

    private func part(_ low: UInt64, _ contact: Contact, _ role: Choice? = nil) -> OpportunityContact {
        OpportunityContact(id: Identifier(high: 41, low: low), contactID: contact.id, roleID: role?.id)
    }

    @Test(arguments: Engine.available) func `is in the order of the roles, the primary contact first`(_ engine: Engine)
        async throws
    {
        try await prepare(engine) { world, id, roles in
            let (first, second) = (part(1, wang, roles[1]), part(2, li, roles[0]))
            func names() async throws -> [Identifier<Contact>] {
                try await world.store.read(world.access(world.ben, after: 90)) {
                    try $0.contacts(of: id).map(\.contactID)
                }
            }
            try await world.store.write(world.access(world.ben, after: 1)) { db in
                for part in [first, second, first] { try db.add(part, to: id) }
            }
            #expect(try await names() == [li.id, wang.id])
            try await world.store.write(world.access(world.ben, after: 2)) { db in
                try db.edit(first.id, of: id, version: 1) { ($0.isPrimary, $0.attitude) = (true, .supports) }
            }
            #expect(try await names() == [wang.id, li.id])
            try await world.store.write(world.access(world.ben, after: 3)) { db in
                try db.edit(second.id, of: id, version: 1) { $0.isPrimary = true }
            }
            let chain = try await world.store.read(world.asOperator(90)) { try $0.contacts(of: id) }
            #expect(chain.map(\.isPrimary) == [true, false])
            #expect(chain.map(\.contactID) == [li.id, wang.id])
            let version = chain[1].version
            try await world.store.write(world.access(world.ben, after: 4)) { db in
                try db.setRemoved(true, first.id, of: id, version: version)
            }
            #expect(try await names() == [li.id])
            try await world.store.write(world.access(world.ben, after: 5)) { db in
                try db.setRemoved(false, first.id, of: id, version: version + 1)
            }
            #expect(try await names() == [li.id, wang.id])
            let of = try await world.store.read(world.access(world.ben, after: 6)) { try $0.opportunities(of: wang.id) }
            #expect(of.map(\.row.opportunity.name) == ["Acme renewal"])
            let others = try await world.store.read(world.access(world.cleo, after: 6)) { db in
                try db.opportunities(of: wang.id).count
            }
            #expect(others == 0)
        }
    }

    @Test(arguments: Engine.available) func `follows a merge of contacts, and comes back`(_ engine: Engine) async throws
    {
        try await prepare(engine) { world, id, roles in
            let both = try await world.make("Both", owner: world.ben).id
            try await world.store.write(world.asOperator(1)) { db in
                try db.add(part(1, li, roles[0]), to: id)
                try db.add(part(2, li, roles[0]), to: both)
                try db.add(part(3, wang, roles[1]), to: both)
                try db.addTags("VIP, 老客户", to: .contact, li.id.erased)
                try db.addTags("vip", to: .contact, wang.id.erased)
            }
            func chain(_ id: Identifier<Opportunity>) async throws -> [Identifier<Contact>] {
                try await world.store.read(world.asOperator(90)) { try $0.contacts(of: id).map(\.contactID) }
            }
            func tags(_ contact: Contact) async throws -> [String] {
                try await world.store.read(world.asOperator(90)) { db in
                    try db.tags(of: .contact, [contact.id.erased])[contact.id.erased, default: []].map(\.name)
                }
            }
            let merge = try await world.store.write(world.asOperator(2)) { db in
                try db.merge(NewMerge((li.id, db.contact(li.id).version), into: (wang.id, db.contact(wang.id).version)))
            }
            #expect(try await chain(id) == [wang.id])
            #expect(try await chain(both) == [wang.id])
            #expect(try await tags(wang) == ["老客户", "VIP"])
            try await world.store.write(world.asOperator(3)) { _ = try $0.undo(merge.id) }
            #expect(try await chain(id) == [li.id])
            #expect(try await chain(both) == [li.id, wang.id])
            #expect(try await tags(wang) == ["VIP"])
            #expect(try await tags(li) == ["老客户", "VIP"])
        }
    }

    @Test(arguments: Engine.available) func `leaves out who is in the bin`(_ engine: Engine) async throws {
        try await prepare(engine) { world, id, roles in
            try await world.store.write(world.asOperator(1)) { db in
                try db.add(part(1, li, roles[0]), to: id)
                try db.delete(li.id)
            }
            let without = try await world.store.read(world.asOperator(2)) { try $0.contacts(of: id).count }
            try await world.store.write(world.asOperator(3)) { try $0.restore(.contact, li.id.erased) }
            let with = try await world.store.read(world.asOperator(4)) { try $0.contacts(of: id).count }
            #expect([without, with] == [0, 1])
        }
    }

    @Test(arguments: Engine.available) func `names competitors, each once`(_ engine: Engine) async throws {
        try await prepare(engine) { world, id, _ in
            try await world.store.write(world.access(world.ben, after: 1)) { db in
                let globex = try db.competitor(named: "Globex")
                #expect(try db.competitor(named: "ＧＬＯＢＥＸ") == globex)
                let part = OpportunityCompetitor(id: Identifier(high: 42, low: 1), competitorID: globex)
                try db.add(part, to: id)
                try db.add(part, to: id)
                try db.edit(part.id, of: id, version: 1) { ($0.strengths, $0.isLostTo) = ("Cheap", true) }
                try db.setRemoved(true, part.id, of: id, version: 2)
                #expect(try db.competitors(of: id) == [])
                try db.setRemoved(false, part.id, of: id, version: 3)
                #expect(try db.competitors(of: id).map(\.strengths) == ["Cheap"])
                #expect(throws: PartError.noteTooLong) {
                    try db.edit(part.id, of: id, version: 4) { $0.weaknesses = String(repeating: "a", count: 2001) }
                }
            }
            let told = try await world.store.read(world.access(world.ben, after: 2)) { try $0.history(of: id) }
            #expect(told.contains { $0.fields.contains { $0.after == .record("Globex") } })
        }
    }
}
