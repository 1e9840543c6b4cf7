import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A plan of an import` {
    private func plan(_ access: Access) -> ImportPlan {
        ImportPlan(fileName: "deals.csv", storedName: "0a", size: 5, by: access)
    }

    @Test(arguments: Engine.available) func `is stored as it is, and saved over no other change`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let access = world.asOperator()
            var mine = plan(access)
            try await world.store.write(access) { [mine] in try $0.create(mine) }
            mine.headers = "h"
            mine.choices = #"{"kind":"accounts"}"#
            mine.rowsTotal = 7
            let id = mine.id
            let saved = try await world.store.write(access) { [mine] in try $0.save(mine) }
            #expect(try await world.store.read(access) { try $0.importPlan(id) } == saved && saved.version == 2)
            await #expect(throws: ChangedMeanwhile.self) {
                try await world.store.write(access) { [mine] in try $0.save(mine) }
            }
            // Only what ran is begun with again.
            #expect(try await world.store.read(access) { try $0.importPlan(headers: "h") } == nil)
            try await world.store.write(access) { try $0.delete(saved) }
            await #expect(throws: NotFound.self) { try await world.store.read(access) { try $0.importPlan(id) } }
        }
    }

    @Test(arguments: Engine.available) func `hears at its next beat that it is to stop`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let access = world.asOperator()
            var running = plan(access)
            running.state = .running
            (running.beganAt, running.beatAt) = (world.time(1), world.time(1))
            try await world.store.write(access) { [running] in try $0.create(running) }
            #expect(running.isAtWork(world.time(1)) && !running.isAtWork(world.time(2)))
            try await world.store.write(access) { [running] in try $0.requestStop(running.id) }
            let seen = try await world.store.write(access) { [running] db in
                try db.beat(running, run: nil, at: world.time(2))
            }
            #expect(seen.state == .stopping && seen.beatAt == world.time(2))
            // A process that was taken for dead wakes up: its beat counts for nothing.
            var other = running
            other.beganAt = world.time(0)
            let after = try await world.store.write(access) { [other] in try $0.beat(other, run: nil, at: world.time(9))
            }
            #expect(after.beatAt == world.time(2))
        }
    }

    @Test(arguments: Engine.available) func `is for those who may import, in their workspace`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let mine = plan(world.asOperator())
            try await world.store.write(world.asOperator()) { try $0.create(mine) }
            for member in [world.ana, world.ben] {
                await #expect(throws: NotAllowed.self) {
                    try await world.store.read(world.access(member)) { try $0.importPlan(mine.id) }
                }
            }
            let other = try await world.store.createWorkspace(
                name: "Other",
                currency: world.workspace.currency,
                timeZone: "UTC",
                language: .english,
                now: world.now
            )
            let stranger = Access(operatorOf: other, now: world.now)
            await #expect(throws: NotFound.self) {
                try await world.store.read(stranger) { try $0.importPlan(mine.id) }
            }
            #expect(try await world.store.read(stranger) { try $0.importPlans() }.isEmpty)
        }
    }
}
