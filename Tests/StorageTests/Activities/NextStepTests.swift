import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `The next step of an opportunity` {
    private func step(_ world: NamedWorld, _ number: UInt64, on subject: RecordSubject) -> Activity {
        world.activity(number, .task, on: subject) { task in
            (task.isNextStep, task.due) = (true, Activity.Due(day: Day("2026-02-01")!))
        }
    }

    @Test(arguments: Engine.available) func `is one; the one before becomes a task`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let id = try await world.make("Pumps", owner: world.ben).id
            let subject = RecordSubject.opportunity(id)
            let ben = world.access(world.ben, after: 1)
            for number in 1...2 as ClosedRange<UInt64> {
                try await world.store.record(step(world, number, on: subject), ben)
            }
            let (steps, open) = try await world.store.read(ben) { db in
                (try db.nextSteps(of: [id]), try db.openActivities(of: subject))
            }
            #expect(steps[id]?.title == "Activity 2")
            #expect(open.map(\.title) == ["Activity 2", "Activity 1"])
            #expect(open.map(\.isNextStep) == [true, false])
        }
    }

    @Test(arguments: Engine.available)
    func `is missing when it is done, and again when that is taken back and another came`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            let id = try await world.make("Pumps", owner: world.ben).id
            let subject = RecordSubject.opportunity(id)
            let (first, second) = (step(world, 1, on: subject), step(world, 2, on: subject))
            func next() async throws -> String? {
                try await world.store.read(world.asOperator(9)) { try $0.nextSteps(of: [id])[id]?.title }
            }
            try await world.store.record(first, world.asOperator(1))
            try await world.store.write(world.asOperator(2)) { try $0.finish(first.id, version: 1) }
            #expect(try await next() == nil)
            try await world.store.record(second, world.asOperator(3))
            try await world.store.write(world.asOperator(4)) { try $0.reopen(first.id, version: 2) }
            #expect(try await next() == "Activity 1")
            try await world.store.write(world.asOperator(5)) { try $0.delete(first.id, version: 3) }
            #expect(try await next() == nil)
            try await world.store.write(world.asOperator(6)) { db in
                try db.edit(second.id, version: 2) { $0.isNextStep = true }
                try db.restore(first.id, version: 4)
            }
            #expect(try await next() == "Activity 1")
        }
    }

    @Test(arguments: Engine.available) func `is told by the opportunity's history`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let id = try await world.make("Pumps", owner: world.ben).id
            try await world.store.record(step(world, 1, on: .opportunity(id)), world.asOperator(1))
            let journal = try await world.store.read(world.asOperator(2)) {
                try $0.journal(of: .opportunity(id), .changes)
            }
            guard case .change(let entry, _)? = journal.entries.first?.content else {
                Issue.record("There is no entry.")
                return
            }
            #expect(entry.fields.map(\.name) == ["nextStep"])
        }
    }

    @Test(arguments: Engine.available) func `is none of a closed one`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("Pumps", owner: world.ben)
            try await world.store.write(world.asOperator(1)) { db in
                _ = try db.move(made.id, NewStageChange(stageID: world.won.id, happenedAt: db.access.now))
            }
            await #expect(throws: ActivityError.nextStepOfClosed) {
                try await world.store.record(step(world, 1, on: .opportunity(made.id)), world.asOperator(2))
            }
        }
    }
}
