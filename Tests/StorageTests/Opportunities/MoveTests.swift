import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A move told late` {
    private let day: Int64 = 24 * 60

    @Test(arguments: Engine.available) func `changes what was true in between`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
            let ben = world.access(world.ben, after: 9 * day)
            try await world.store.write(world.access(world.ben, after: 5 * day)) { db in
                _ = try db.move(made.id, NewStageChange(stageID: world.won.id, happenedAt: db.access.now))
            }
            let moved = try await world.store.write(ben) { db in
                try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: world.time(2 * day)))
            }
            #expect(moved.values.stageID == world.won.id)
            #expect(moved.values.outcome == .won)
            let history = try await world.store.read(ben) { try $0.revisions(of: made.id) }
            let then = history.state(at: world.time(3 * day), knownAt: .distantFuture)
            #expect(then?.stageID == world.proposal.id)
            #expect(then?.outcome == .open)
        }
    }

    @Test(arguments: Engine.available) func `is judged by the stage of its time`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben)
            try await world.store.write(world.access(world.ben, after: 5 * day)) { db in
                _ = try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: db.access.now))
            }
            await #expect(throws: StageChangeError.alreadyInStage) {
                try await world.store.write(world.access(world.ben, after: 9 * day)) { db in
                    try db.move(made.id, NewStageChange(stageID: world.lead.id, happenedAt: world.time(2 * day)))
                }
            }
            // It entered the stage earlier than was first told.
            let moved = try await world.store.write(world.access(world.ben, after: 9 * day)) { db in
                try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: world.time(2 * day)))
            }
            #expect(moved.values.stageID == world.proposal.id)
            let row = try await world.store.read(world.asOperator(9 * day)) { db in
                try #require(try db.opportunities(OpportunityFilter(), by: ListOrder(.name)).rows.first)
            }
            #expect(row.stageEnteredAt == world.time(2 * day))
        }
    }

    @Test(arguments: Engine.available) func `before the beginning is refused`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben)
            await #expect(throws: StageChangeError.beforeItBegan) {
                try await world.store.write(world.access(world.ben, after: 5)) { db in
                    try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: world.time(-1)))
                }
            }
        }
    }

    @Test(arguments: Engine.available) func `with a day and an amount wins`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
            let ben = world.access(world.ben, after: 9 * day)
            let signed = Amount(minor: 80, currency: world.workspace.currency)
            let won = try await world.store.write(ben) { db in
                try db.move(made.id, to: world.won.id, on: Day("2026-01-07")!, amount: signed, version: 1)
            }
            #expect(won.values.outcome == .won)
            #expect(won.values.amount == signed)
            let history = try await world.store.read(ben) { try $0.revisions(of: made.id) }
            let day = try #require(Day("2026-01-07"))
            #expect(history[1].happenedAt == ben.calendar.start(of: day))
            #expect(history[1].precision == .day)
        }
    }

    @Test(arguments: Engine.available) func `with the day of the beginning comes behind it`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben)
            let moved = try await world.store.write(world.access(world.ben, after: 5)) { db in
                try db.move(made.id, to: world.lost.id, on: db.access.today, lossReasonID: world.price.id)
            }
            #expect(moved.values.outcome == .lost)
            await #expect(throws: StageChangeError.inTheFuture) {
                try await world.store.write(world.access(world.ben, after: 5)) { db in
                    try db.move(made.id, to: world.lead.id, on: db.access.today.advanced(by: 1))
                }
            }
        }
    }
}

@Suite struct `Undoing a move` {
    @Test(arguments: Engine.available) func `puts the opportunity back where it stood`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben)
            let back = try await world.store.write(world.access(world.ben, after: 5)) { db in
                let moved = try db.move(made.id, NewStageChange(stageID: world.won.id, happenedAt: world.time(5)))
                _ = try db.revise(made.id) { $0.expectedCloseDate = Day("2026-03-01") }
                return try db.undoMove(moved.revisionNumber, of: made.id)
            }
            #expect(back.values.stageID == world.lead.id)
            #expect(back.values.outcome == .open)
            #expect(back.values.expectedCloseDate == Day("2026-03-01"))
            let checkup = try await world.store.checkup(of: world.workspace)
            #expect(checkup.problems == [])
        }
    }

    @Test(arguments: Engine.available) func `is refused by its rule`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 1)
            let ben = world.access(world.ben, after: 5)
            try await world.store.write(ben) { db in
                _ = try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: world.time(3)))
                _ = try db.revise(made.id) { $0.amount?.minor = 5 }
                _ = try db.move(made.id, NewStageChange(stageID: world.won.id, happenedAt: world.time(4)))
            }
            let rules: [(Int, MoveUndoError)] = [(1, .notAMove), (3, .notAMove), (9, .notAMove), (2, .movedSince)]
            for (number, error) in rules {
                await #expect(throws: error) {
                    try await world.store.write(ben) { try $0.undoMove(number, of: made.id) }
                }
            }
            try await world.store.write(ben) { _ = try $0.undoMove(4, of: made.id) }
            await #expect(throws: MoveUndoError.undoneAlready) {
                try await world.store.write(ben) { try $0.undoMove(4, of: made.id) }
            }
            var marketing = world.ben
            marketing.role = .marketing
            await #expect(throws: NotAllowed.self) {
                try await world.store.write(world.access(marketing, after: 6)) { try $0.undoMove(2, of: made.id) }
            }
        }
    }
}
