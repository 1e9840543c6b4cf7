import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A look at a workspace` {
    private func fill(_ world: NamedWorld) async throws -> Opportunity {
        let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
        for name in ["Second", "Third"] { _ = try await world.make(name, owner: world.ben) }
        try await world.store.write(world.access(world.ben, after: 5)) { db in
            try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: world.time(4)))
            _ = try db.revise(made.id) { $0.expectedCloseDate = Day("2026-03-01") }
            _ = try db.void([3], of: made.id)
        }
        return made
    }

    @Test(arguments: Engine.available, [1, 2, 3, 1000])
    func `finds nothing where all is well`(_ engine: Engine, _ batchSize: Int) async throws {
        try await engine.withWorld { world in
            _ = try await fill(world)
            let gone = try await world.make("Gone", owner: world.ben)
            try await world.store.write(world.asOperator(6)) { _ = try $0.void([1], of: gone.id) }
            let checkup = try await world.store.checkup(of: world.workspace, batchSize: batchSize)
            #expect(checkup.problems == [])
            #expect([checkup.opportunities, checkup.revisions] == [4, 8])
        }
    }

    static let doctored: [(SQL, String)] = [
        ("amount = amount + 1", "amount"), ("expected_close_date = '2026-04-01'", "expectedCloseDate"),
        ("owner_id = NULL", "owner"), ("win_probability = 7", "winProbability"),
        ("forecast_category = 'commit'", "forecastCategory"), ("outcome = 'won', closed_at = 1", "outcome, closed"),
        ("began_at = began_at - 1", "began"), ("stage_entered_at = stage_entered_at + 1", "stage entered"),
        ("revision_number = 3", "revision number"), ("withdrawn_at = 1", "withdrawn"),
    ]

    @Test(arguments: Engine.available, doctored.indices)
    func `finds a row that does not follow from its history`(_ engine: Engine, _ index: Int) async throws {
        try await engine.withWorld { world in
            let made = try await fill(world)
            let (change, fields) = Self.doctored[index]
            try await world.store.database.write { db in
                _ = try db.run("UPDATE opportunities SET \(change) WHERE id = \(made.id)")
            }
            for batchSize in [1, 1000] {
                let problems = try await world.store.checkup(of: world.workspace, batchSize: batchSize).problems
                #expect(problems.count == 1)
                #expect(problems.first?.contains("\(made.id): \(fields))") == true, "\(problems)")
            }
        }
    }

    @Test(arguments: Engine.available) func `finds a history that was changed behind its row`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let made = try await fill(world)
            try await world.store.database.write { db in
                _ = try db.run(
                    "UPDATE opportunity_revisions SET amount = 5 WHERE opportunity_id = \(made.id) AND number = 1"
                )
            }
            #expect(try await world.store.checkup(of: world.workspace).problems.count == 1)
        }
    }

    static let lost: [SQL] = ["DELETE FROM search_entries", "UPDATE search_entries SET text = 'x'"]

    @Test(arguments: Engine.available, lost.indices) func `finds a record that a search does not`(
        _ engine: Engine,
        _ index: Int
    ) async throws {
        try await engine.withWorld { world in
            let made = try await fill(world)
            try await world.store.database.write { db in
                _ = try db.run("\(Self.lost[index]) WHERE record_id = \(made.id)")
            }
            for batchSize in [1, 1000] {
                let problems = try await world.store.checkup(of: world.workspace, batchSize: batchSize).problems
                #expect(problems.count == 1)
                #expect(problems.first?.contains("1 of the opportunities as they are, as \(made.id)") == true)
            }
        }
    }
}
