import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Moving an opportunity` {
    @Test(arguments: Engine.available) func `appends a revision and restates the row`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 3_000_000_000)
            let moved = try await world.store.write(world.access(world.ben, after: 5)) { db in
                try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: world.time(4)))
            }
            let revisions = try await world.store.read(world.access(world.ben)) { try $0.revisions(of: made.id) }
            #expect(moved.values.stageID == world.proposal.id)
            #expect(moved.values.amount?.minor == 3_000_000_000)
            #expect(moved.version == 2)
            #expect(revisions.map(\.number) == [1, 2])
            #expect(revisions[1].fields == [.pipeline, .stage, .outcome])
            #expect(revisions[1].happenedAt == world.time(4))
            #expect(revisions[1].recordedAt == world.time(5))
            #expect(revisions[1].actorID == world.ben.id)
            #expect(revisions[1].decision == .allowed)
        }
    }

    @Test(arguments: Engine.available) func `to Lost needs a reason`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben)
            await #expect(throws: StageChangeError.lossReasonMissing) {
                try await world.store.write(world.access(world.ben, after: 5)) { db in
                    try db.move(made.id, NewStageChange(stageID: world.lost.id, happenedAt: world.time(5)))
                }
            }
            let unchanged = try await world.store.read(world.access(world.ben)) { try $0.opportunity(made.id) }
            #expect(unchanged == made)
        }
    }

    @Test(arguments: Engine.available) func `or revising it cannot happen in the future`(_ engine: Engine) async throws
    {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
            await #expect(throws: StageChangeError.inTheFuture) {
                try await world.store.write(world.access(world.ben, after: 5)) { db in
                    _ = try db.revise(made.id, happenedAt: world.time(6)) { $0.amount?.minor = 200 }
                }
            }
            try await world.store.write(world.access(world.ben, after: 5)) { db in
                _ = try db.revise(made.id, happenedAt: world.time(5)) { $0.amount?.minor = 200 }
            }
            let history = try await world.store.read(world.access(world.ben)) { try $0.revisions(of: made.id) }
            #expect(history.map(\.happenedAt) == [world.time(0), world.time(5)])
        }
    }

    @Test(arguments: Engine.available) func `won, reopened and lost is lost`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben)
            let steps: [(Stage, Identifier<LossReason>?)] = [
                (world.won, nil), (world.proposal, nil), (world.lost, world.price.id),
            ]
            var outcomes: [Outcome?] = []
            for (minute, step) in steps.enumerated() {
                let moved = try await world.store.write(world.access(world.ben, after: Int64(minute) + 5)) { db in
                    try db.move(
                        made.id,
                        NewStageChange(stageID: step.0.id, happenedAt: db.access.now, lossReasonID: step.1)
                    )
                }
                outcomes.append(moved.values.outcome)
            }
            #expect(outcomes == [.won, .open, .lost])
        }
    }

    @Test(arguments: Engine.available) func `the worked example of the two clocks holds`(_ engine: Engine) async throws
    {
        try await engine.withWorld { world in
            let day: Int64 = 24 * 60
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
            try await world.store.write(world.access(world.ben, after: 5 * day)) { db in
                _ = try db.revise(made.id) { $0.amount?.minor = 150 }
            }
            try await world.store.write(world.access(world.ben, after: 7 * day)) { db in
                _ = try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: world.time(2 * day)))
            }
            let now = try await world.store.read(world.access(world.ben)) { try $0.opportunity(made.id) }
            let history = try await world.store.read(world.access(world.ben)) { try $0.revisions(of: made.id) }
            #expect(now.values.stageID == world.proposal.id)
            #expect(now.values.amount?.minor == 150)
            let third = world.time(3 * day)
            #expect(history.state(at: third, knownAt: .distantFuture)?.stageID == world.proposal.id)
            #expect(history.state(at: third, knownAt: .distantFuture)?.amount?.minor == 100)
            #expect(history.state(at: third, knownAt: third)?.stageID == world.lead.id)
        }
    }
}

@Suite struct `Taking back a revision` {
    @Test(arguments: Engine.available) func `restores the state before and keeps what was believed`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben)
            try await world.store.write(world.access(world.ben, after: 5)) { db in
                _ = try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: world.time(5)))
            }
            let back = try await world.store.write(world.access(world.ben, after: 9)) { try $0.void([2], of: made.id) }
            let history = try await world.store.read(world.access(world.ben)) { try $0.revisions(of: made.id) }
            #expect(back?.values.stageID == world.lead.id)
            #expect(history.state(at: world.time(6), knownAt: .distantFuture)?.stageID == world.lead.id)
            #expect(history.state(at: world.time(6), knownAt: world.time(6))?.stageID == world.proposal.id)
        }
    }

    static let refused: [([Int], VoidingError)] = [
        ([], .nothingNamed), ([1], .creationAlone), ([2, 9, 0], .unknown([0, 9])), ([3], .voidedAlready([3])),
        ([2, 2, 3], .voidedAlready([3])), ([4], .setNothing([4])),
    ]

    @Test(arguments: Engine.available, refused.indices)
    func `is refused by its rule, and changes nothing`(_ engine: Engine, _ index: Int) async throws {
        let (numbers, error) = Self.refused[index]
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
            try await world.store.write(world.access(world.ben, after: 5)) { db in
                try db.revise(made.id) { $0.amount?.minor = 200 }
                try db.revise(made.id) { $0.expectedCloseDate = Day("2026-03-01") }
                _ = try db.void([3], of: made.id)
            }
            let before = try await world.store.read(world.access(world.ben)) { try $0.opportunity(made.id) }
            await #expect(throws: error) {
                try await world.store.write(world.access(world.ben, after: 9)) { try $0.void(numbers, of: made.id) }
            }
            let after = try await world.store.read(world.access(world.ben)) { try $0.opportunity(made.id) }
            #expect(after == before)
        }
    }

    @Test(arguments: Engine.available) func `of a creation is refused while a move stays`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben)
            try await world.store.write(world.access(world.ben, after: 5)) { db in
                _ = try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: world.time(5)))
            }
            await #expect(throws: VoidingError.creationAlone) {
                try await world.store.write(world.access(world.ben, after: 9)) { try $0.void([1], of: made.id) }
            }
            let left = try await world.store.write(world.access(world.ben, after: 9)) {
                try $0.void([2, 1], of: made.id)
            }
            #expect(left == nil)
        }
    }

    @Test(arguments: Engine.available) func `and one named twice is taken back once`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
            try await world.store.write(world.access(world.ben, after: 5)) { db in
                _ = try db.revise(made.id) { $0.amount?.minor = 200 }
            }
            let left = try await world.store.write(world.access(world.ben, after: 9)) {
                try $0.void([2, 2], of: made.id)
            }
            #expect(left?.values.amount?.minor == 100)
        }
    }

    @Test(arguments: Engine.available) func `all of them withdraws the record`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben)
            let left = try await world.store.write(world.access(world.ben, after: 9)) { try $0.void([1], of: made.id) }
            #expect(left == nil)
            await #expect(throws: NotFound.self) {
                try await world.store.read(world.access(world.ben)) { try $0.opportunity(made.id) }
            }
            #expect(try await world.store.read(world.asOperator()) { try $0.opportunityCount() } == 0)
        }
    }
}

extension NamedWorld {
    func make(_ name: String, owner: Member, amount: Int64? = nil) async throws -> Opportunity {
        var new = NewOpportunity(name: name, pipelineID: pipeline.id)
        new.ownerID = owner.id
        new.accountID = acme.id
        new.amount = amount.map { Amount(minor: $0, currency: workspace.currency) }
        return try await store.write(access(owner)) { [new] in try $0.create(new) }
    }
}
