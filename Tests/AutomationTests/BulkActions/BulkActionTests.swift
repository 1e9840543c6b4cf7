import Automation
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A bulk action on records` {
    private func make(_ world: NamedWorld, _ count: Int, owner: Member) async throws -> [Identifier<AnyRecord>] {
        try await world.store.write(world.asOperator()) { db in
            try (0..<count).map { number in
                var new = NewOpportunity(name: "Sale \(number)", pipelineID: world.pipeline.id)
                new.ownerID = owner.id
                return try db.create(new).id.erased
            }
        }
    }

    private func results(_ world: NamedWorld, _ run: BulkRun) async throws -> [BulkResult?] {
        try await world.store.read(world.asOperator(90)) { try $0.bulkEntries(of: run, limit: 1000).map(\.result) }
    }

    private func owners(_ world: NamedWorld, _ ids: [Identifier<AnyRecord>]) async throws -> [Identifier<Member>?] {
        try await world.store.read(world.asOperator(90)) { db in
            try ids.map { try db.opportunity(Identifier($0)).values.ownerID }
        }
    }

    @Test(arguments: Engine.available) func `tells of each what became of it, and is undone`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let ids = try await make(world, 30, owner: world.ben)
            let other = try await make(world, 1, owner: world.cleo)
            let mine = try await make(world, 1, owner: world.ana)
            let job = BulkActionJob(store: world.store, access: world.access(world.ana, after: 5))
            let run = try await job.run(
                .setOwner(world.ana.id),
                on: .opportunity,
                .ids(ids + other + mine + [ids[0]])
            )
            #expect([run.selected, run.processed] == [32, 32])
            #expect(run.state == .finished)
            let done = [BulkResult?](repeating: .done, count: 30)
            #expect(try await results(world, run) == done + [.refused(.notFound), .unchanged])
            #expect(Set(try await owners(world, ids)) == [world.ana.id])

            try await world.store.write(world.asOperator(6)) { db in
                _ = try db.revise(Identifier(ids[1])) { $0.ownerID = world.cleo.id }
                _ = try db.revise(Identifier(ids[2])) {
                    $0.amount = Amount(minor: 5, currency: world.workspace.currency)
                }
            }
            let undone = try await BulkActionJob(store: world.store, access: world.access(world.ana, after: 7)).undo(
                run
            )
            #expect(undone.state == .undone)
            let counts = try await world.store.read(world.asOperator(8)) { try $0.bulkCounts(of: undone) }
            #expect(counts == [.reversed: 29, .kept: 1, .unchanged: 1, .refused(.notFound): 1])
            #expect(try await owners(world, Array(ids[0...2])) == [world.ben.id, world.cleo.id, world.ben.id])
            #expect(try await world.store.checkup(of: world.workspace).problems == [])
            await #expect(throws: BulkError.undoneAlready) { try await job.undo(undone) }
        }
    }

    @Test(arguments: Engine.available) func `of a filter is refused where its number changed, unless confirmed`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            let ids = try await make(world, 3, owner: world.ben)
            let job = BulkActionJob(store: world.store, access: world.access(world.ben, after: 5))
            let selection = BulkSelection.filter([QueryItem("text", "sale")], counted: 2)
            await #expect(throws: BulkError.countChanged(was: 2, now: 3)) {
                try await job.run(.setExpectedCloseDate(Day("2026-03-01")), on: .opportunity, selection)
            }
            let run = try await job.run(
                .setExpectedCloseDate(Day("2026-03-01")),
                on: .opportunity,
                selection,
                isConfirmed: true
            )
            #expect(run.filter == [QueryItem("text", "sale")])
            #expect(try await results(world, run) == [.done, .done, .done])
            let days = try await world.store.read(world.asOperator(9)) { db in
                try ids.map { try db.opportunity(Identifier($0)).values.expectedCloseDate }
            }
            #expect(days == [Day("2026-03-01"), Day("2026-03-01"), Day("2026-03-01")])
        }
    }

    @Test(arguments: Engine.available) func `moves by the rule of moving`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let ids = try await make(world, 2, owner: world.ben)
            let job = BulkActionJob(store: world.store, access: world.access(world.ben, after: 5))
            let refused = try await job.run(.move(to: world.lost.id), on: .opportunity, .ids(ids))
            #expect(
                try await results(world, refused) == [.refused(.lossReasonMissing), .refused(.lossReasonMissing)]
            )
            let action = BulkAction.move(to: world.lost.id, lossReasonID: world.price.id)
            let run = try await job.run(action, on: .opportunity, .ids(ids))
            #expect(try await results(world, run) == [.done, .done])
            let again = try await job.run(action, on: .opportunity, .ids(ids))
            #expect(try await results(world, again) == [.unchanged, .unchanged])
            _ = try await job.undo(run)
            let outcomes = try await world.store.read(world.asOperator(9)) { db in
                try ids.map { try db.opportunity(Identifier($0)).values.outcome }
            }
            #expect(outcomes == [.open, .open])
        }
    }

    @Test(arguments: Engine.available) func `deletes, and its undo restores what nobody touched since`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            let ids = try await make(world, 3, owner: world.ben)
            let job = BulkActionJob(store: world.store, access: world.access(world.ben, after: 5))
            let run = try await job.run(.delete, on: .opportunity, .ids(ids))
            #expect(try await results(world, run) == [.done, .done, .done])
            #expect(try await world.store.read(world.asOperator(6)) { try $0.bin(.opportunity).rows.count } == 3)
            try await world.store.write(world.access(world.ben, after: 7)) { db in
                try db.restore(.opportunity, ids[0])
                try db.delete(Identifier<Opportunity>(ids[0]))
            }
            let undone = try await job.undo(run)
            #expect(try await results(world, undone) == [.kept, .reversed, .reversed])
            #expect(
                try await world.store.read(world.asOperator(9)) { try $0.bin(.opportunity).rows.map(\.id) } == [ids[0]]
            )
            let restored = try await job.run(.restore, on: .opportunity, .ids([ids[0]]))
            #expect(try await results(world, restored) == [.done])
        }
    }

    @Test(arguments: Engine.available) func `gives customers to another and back`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let ids = [world.acme.id.erased, world.globex.id.erased]
            let contact = Contact(id: Identifier(high: 6, low: 1), name: "Eve", accountID: world.acme.id)
            try await world.store.write(world.asOperator(1)) { try $0.create(contact) }
            let job = BulkActionJob(store: world.store, access: world.access(world.ana, after: 5))
            let run = try await job.run(.setOwner(world.cleo.id), on: .account, .ids(ids))
            let contacts = try await job.run(.setOwner(world.ben.id), on: .contact, .filter([], counted: 1))
            #expect(try await results(world, run) == [.done, .done])
            #expect(try await results(world, contacts) == [.done])
            try await world.store.write(world.asOperator(6)) { db in
                _ = try db.edit(world.globex.id) { (account: inout Account) in account.ownerID = world.ben.id }
                _ = try db.edit(world.acme.id) { (account: inout Account) in account.region = "East" }
            }
            let undone = try await job.undo(run)
            _ = try await job.undo(contacts)
            #expect(try await results(world, undone) == [.reversed, .kept])
            let after = try await world.store.read(world.asOperator(9)) { db in
                (
                    try db.account(world.acme.id).ownerID, try db.account(world.globex.id).ownerID,
                    try db.contact(contact.id).ownerID
                )
            }
            #expect(after == (nil, world.ben.id, nil))
            let refused = try await job.run(.delete, on: .account, .ids([world.acme.id.erased]))
            #expect(try await results(world, refused) == [.refused(.accountHasChildren)])
            let unfit = try await job.run(.setExpectedCloseDate(nil), on: .contact, .ids([contact.id.erased]))
            #expect(try await results(world, unfit) == [.refused(.unfit)])
        }
    }

    @Test(arguments: Engine.available) func `goes on where it was interrupted`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let ids = try await make(world, 10, owner: world.ben)
            let access = world.access(world.ana, after: 5)
            var run = try await world.store.write(access) { db in
                var run = try db.beginBulkAction(
                    .setOwner(world.ana.id),
                    on: .opportunity,
                    .ids(ids),
                    selected: ids.count
                )
                try db.collect(ids[...], for: run)
                let before = run
                run.state = .running
                try db.save(run, after: before)
                return run
            }
            let stale = run
            run = try await world.store.write(access) { [run] in try $0.advance(run, limit: 3) }
            #expect([run.processed, run.selected] == [3, 10])
            await #expect(throws: BulkError.movedOn) {
                try await world.store.write(access) { try $0.advance(stale, limit: 3) }
            }
            let stored = try await world.store.read(access) { [run] in try $0.bulkRun(run.id) }
            #expect(stored == run)
            await #expect(throws: BulkError.notFinished) {
                try await BulkActionJob(store: world.store, access: access).undo(stored)
            }
            run = try await BulkActionJob(store: world.store, access: access).resume(stored)
            #expect(run.state == .finished)
            #expect(try await results(world, run) == [BulkResult?](repeating: .done, count: 10))
            await #expect(throws: NotFound(kind: "bulk action")) {
                try await world.store.read(world.access(world.ben)) { [run] in try $0.bulkRun(run.id) }
            }
        }
    }

    @Test(arguments: Engine.available, [false, true])
    func `stops where its member has another role or has left`(_ engine: Engine, _ hasLeft: Bool) async throws {
        try await engine.withWorld { world in
            let ids = try await make(world, 2, owner: world.ben)
            let job = BulkActionJob(store: world.store, access: world.access(world.ana, after: 5))
            let run = try await job.begin(.setOwner(world.ana.id), on: .opportunity, .ids(ids))
            try await world.store.write(world.asOperator(6)) { db in
                if hasLeft {
                    _ = try db.deactivate(world.ana.id, handingOverTo: world.ben.id)
                } else {
                    _ = try db.setRole(.readOnly, of: world.ana.id)
                }
            }
            await #expect(throws: NotAllowed()) { try await job.resume(run) }
            #expect(try await owners(world, ids) == [world.ben.id, world.ben.id])
        }
    }

    @Test(arguments: Engine.available) func `of nothing is refused`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            await #expect(throws: BulkError.nothingSelected) {
                try await BulkActionJob(store: world.store, access: world.asOperator())
                    .run(.delete, on: .account, .ids([]))
            }
        }
    }
}
