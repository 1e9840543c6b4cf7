import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `The last contact` {
    /// The minutes after the world's beginning at which records were contacted last.
    private func lastContacts(
        _ world: NamedWorld,
        _ accounts: [Account],
        _ opportunities: [Identifier<Opportunity>] = []
    ) async throws -> [Int64?] {
        try await world.store.read(world.asOperator(99)) { db in
            let instants =
                try accounts.map { try db.lastContact(of: .account($0.id)) }
                + opportunities.map { try db.lastContact(of: .opportunity($0)) }
            return instants.map { $0.map { ($0.milliseconds - world.now.milliseconds) / 60_000 } }
        }
    }

    @Test(arguments: Engine.available) func `is the latest call, visit or the like that reached somebody`(
        _ engine: Engine
    )
        async throws
    {
        try await engine.withWorld { world in
            let id = try await world.make("Pumps", owner: world.ben).id
            let access = world.asOperator(60)
            let (call, missed) = (
                world.activity(1, on: .opportunity(id)) { $0.done = world.done(10) },
                world.activity(2, on: .opportunity(id)) { $0.done = world.done(20, outcome: .notReached) }
            )
            let task = world.activity(3, .task, on: .opportunity(id)) { $0.done = world.done(30) }
            let planned = world.activity(4, .visit, on: .opportunity(id))
            for activity in [call, missed, task, planned] { try await world.store.record(activity, access) }
            #expect(try await lastContacts(world, [world.acme, world.globex], [id]) == [10, nil, 10])
            let direct = world.activity(5, .mail, on: .account(world.acme.id), owner: world.ana) {
                $0.done = world.done(40)
            }
            try await world.store.record(direct, access)
            #expect(try await lastContacts(world, [world.acme], [id]) == [40, 10])
            try await world.store.write(access) { db in
                try db.delete(direct.id, version: 1)
                try db.edit(call.id, version: 1) { $0.done?.happenedAt = world.time(5) }
            }
            #expect(try await lastContacts(world, [world.acme], [id]) == [5, 5])
            try await world.store.write(access) { db in
                try db.restore(direct.id, version: 2)
                try db.finish(planned.id, version: 1, at: world.time(50))
            }
            #expect(try await lastContacts(world, [world.acme], [id]) == [50, 50])
        }
    }

    @Test(arguments: Engine.available) func `with a person is one with their company`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let person = Contact(id: Identifier(high: 6, low: 1), name: "Wang", accountID: world.globex.id)
            try await world.store.write(world.asOperator()) { try $0.create([person]) }
            let access = world.asOperator(60)
            let alone = world.activity(1, on: .contact(person.id), owner: world.ana) { $0.done = world.done(10) }
            try await world.store.record(alone, access)
            #expect(try await lastContacts(world, [world.acme, world.globex]) == [nil, 10])
            let along = world.activity(2, on: .account(world.acme.id), owner: world.ana) { activity in
                (activity.done, activity.contactIDs) = (world.done(20), [person.id])
            }
            try await world.store.record(along, access)
            #expect(try await lastContacts(world, [world.acme, world.globex]) == [20, 20])
        }
    }

    @Test(arguments: Engine.available) func `follows a merge, as the activities do, and its undoing`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let people = (1...2).map { Contact(id: Identifier(high: 6, low: $0), name: "Wang \($0)") }
            try await world.store.write(world.asOperator()) { try $0.create(people) }
            let access = world.asOperator(60)
            let visit = world.activity(1, .visit, on: .account(world.globex.id), owner: world.ana) { activity in
                (activity.done, activity.contactIDs) = (world.done(10), [people[1].id])
            }
            try await world.store.record(visit, access)
            let (accounts, contacts) = try await world.store.write(access) { db in
                let accounts = try db.merge(NewMerge((world.globex.id, 1), into: (world.acme.id, 1)))
                return (accounts, try db.merge(NewMerge((people[1].id, 1), into: (people[0].id, 1))))
            }
            let merged = try await world.store.read(access) { try $0.activity(visit.id) }
            #expect(merged.subject == .account(world.acme.id))
            #expect(merged.contactIDs == [people[0].id])
            #expect(try await lastContacts(world, [world.acme]) == [10])
            try await world.store.write(access) { db in
                try db.undo(contacts.id)
                try db.undo(accounts.id)
            }
            let back = try await world.store.read(access) { try $0.activity(visit.id) }
            #expect(back.subject == .account(world.globex.id))
            #expect(back.contactIDs == [people[1].id])
            #expect(try await lastContacts(world, [world.acme, world.globex]) == [nil, 10])
        }
    }
}
