import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A team` {
    @Test(arguments: Engine.available) func `is renamed and moved, and never under itself`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let operate = world.asOperator()
            let renamed = try await world.store.write(operate) { db in
                try db.edit(world.south.id, version: 1) { (team: inout Team) in
                    team.name = "Deep South"
                    team.parentID = world.northEast.id
                }
            }
            #expect(renamed.version == 2 && renamed.parentID == world.northEast.id)
            for parent in [world.north.id, world.northEast.id, world.south.id] {
                await #expect(throws: TeamError.cycle) {
                    try await world.store.write(operate) { db in
                        _ = try db.edit(world.north.id) { (team: inout Team) in team.parentID = parent }
                    }
                }
            }
            await #expect(throws: NotFound(kind: "team")) {
                try await world.store.write(operate) { db in
                    _ = try db.edit(world.north.id) { (team: inout Team) in team.parentID = Identifier(high: 9, low: 9)
                    }
                }
            }
            await #expect(throws: ChangedMeanwhile(fields: ["name"])) {
                try await world.store.write(operate) { db in
                    _ = try db.edit(world.south.id, version: 1) { (team: inout Team) in team.name = "South" }
                }
            }
        }
    }

    @Test(arguments: Engine.available) func `is dissolved when empty, or with a place for those in it`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let day: Int64 = 24 * 60
            let operate = world.asOperator(day)
            await #expect(throws: TeamError.notEmpty(members: 1, teams: 1)) {
                try await world.store.write(operate) { try $0.dissolve(world.north.id) }
            }
            await #expect(throws: TeamError.cycle) {
                try await world.store.write(operate) { try $0.dissolve(world.north.id, movingTo: world.northEast.id) }
            }
            try await world.store.write(operate) { try $0.dissolve(world.north.id, movingTo: world.south.id) }
            let (teams, ana) = try await world.store.read(operate) { db in
                (try db.teams(), try db.teamMemberships(of: world.ana.id))
            }
            let today = operate.today
            #expect(teams.map(\.id) == [world.northEast.id, world.south.id])
            #expect(teams[0].parentID == world.south.id)
            #expect(
                ana == [
                    TeamMembership(memberID: world.ana.id, teamID: world.north.id, until: today),
                    TeamMembership(memberID: world.ana.id, teamID: world.south.id, from: today),
                ]
            )
            try await world.store.write(operate) { db in
                try db.create(Team(id: Identifier(high: 9, low: 1), name: "New"))
                try db.dissolve(Identifier(high: 9, low: 1))
            }
        }
    }

    @Test(arguments: Engine.available) func `has a member once at a time`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let operate = world.asOperator()
            let (may, june) = (Day("2026-05-01"), Day("2026-06-01"))
            func membership(_ from: Day?, _ until: Day?) -> TeamMembership {
                TeamMembership(memberID: world.ben.id, teamID: world.south.id, from: from, until: until)
            }
            try await world.store.write(operate) { [spring = membership(nil, may)] in try $0.create([spring]) }
            for (from, until) in [(nil, nil), (may?.advanced(by: -1), june)] {
                await #expect(throws: TeamError.overlap) {
                    try await world.store.write(operate) { [again = membership(from, until)] in try $0.create([again]) }
                }
            }
            await #expect(throws: TeamError.endsBeforeItBegins) {
                try await world.store.write(operate) { [none = membership(june, may)] in try $0.create([none]) }
            }
            try await world.store.write(operate) { [summer = membership(may, june)] in try $0.create([summer]) }
            let stored = try await world.store.read(operate) { try $0.memberships(of: world.ben.id) }
            let last = try #require(stored.last)
            try await world.store.write(operate) { try $0.edit(last.id, version: 1, from: june, until: nil) }
            await #expect(throws: ChangedMeanwhile.self) {
                try await world.store.write(operate) { try $0.edit(last.id, version: 1, from: june, until: Day.last) }
            }
            try await world.store.write(operate) { try $0.delete(last.id, version: 2) }
            #expect(try await world.store.read(operate) { try $0.memberships(of: world.ben.id) }.count == 2)
        }
    }
}
