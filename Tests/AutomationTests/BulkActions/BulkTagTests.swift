import Automation
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Tags in bulk` {
    @Test(arguments: Engine.available, BinKind.allCases)
    func `are put on, taken off, and put back exactly`(_ engine: Engine, _ kind: BinKind) async throws {
        try await engine.withWorld { world in
            let (ids, tag) = try await world.store.write(world.asOperator()) { db in
                let ids = try (0..<4).map { number in try db.make(kind, number, world) }
                let tag = try db.addTag("VIP")
                try db.add(tag.id, to: kind, ids[0])
                return (ids, tag.id)
            }
            func tagged() async throws -> [Identifier<AnyRecord>] {
                try await world.store.read(world.asOperator(90)) { try $0.tags(of: kind, ids).keys.sorted() }
            }
            let job = BulkActionJob(store: world.store, access: world.access(world.ana, after: 5))
            let run = try await job.run(.addTag(tag), on: kind, .ids(ids))
            let counts = try await world.store.read(world.asOperator(6)) { try $0.bulkCounts(of: run) }
            #expect(counts == [.done: 3, .unchanged: 1])
            #expect(try await tagged() == ids.sorted())
            // Taken off by hand meanwhile, so the undo leaves it.
            try await world.store.write(world.asOperator(6)) { _ = try $0.remove(tag, from: kind, ids[1]) }
            let undone = try await BulkActionJob(store: world.store, access: world.access(world.ana, after: 7)).undo(
                run
            )
            let after = try await world.store.read(world.asOperator(8)) { try $0.bulkCounts(of: undone) }
            #expect(after == [.reversed: 2, .kept: 1, .unchanged: 1])
            #expect(try await tagged() == [ids[0]])
            let off = try await BulkActionJob(store: world.store, access: world.access(world.ana, after: 9))
                .run(.removeTag(tag), on: kind, .ids(ids))
            #expect(try await tagged() == [])
            _ = try await BulkActionJob(store: world.store, access: world.access(world.ana, after: 10)).undo(off)
            #expect(try await tagged() == [ids[0]])
        }
    }
}

extension ScopedConnection {
    fileprivate func make(_ kind: BinKind, _ number: Int, _ world: NamedWorld) throws -> Identifier<AnyRecord> {
        switch kind {
        case .opportunity:
            var new = NewOpportunity(name: "Sale \(number)", pipelineID: world.pipeline.id)
            new.ownerID = world.ben.id
            return try create(new).id.erased
        case .account:
            let account = Account(id: Identifier(high: 60, low: UInt64(number)), name: "Account \(number)")
            try create(account)
            return account.id.erased
        case .contact:
            let contact = Contact(id: Identifier(high: 60, low: UInt64(number)), name: "Contact \(number)")
            try create(contact)
            return contact.id.erased
        }
    }
}
