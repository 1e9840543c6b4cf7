import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@testable import Automation

@Suite struct `An import of members` {
    @Test(arguments: Engine.available)
    func `moves who leaves the team for another on the day of the import`(_ engine: Engine) async throws {
        let json = #"{"kind": "members", "fields": {"name": "Name", "teams": {"columns": ["Office", "Lead"]}}}"#
        try await engine.withImports { world in
            try await world.take(json, "Name,Office,Lead\nAna,West,Kim\n")
            try await world.take(json, "Name,Office,Lead\nAna,West,Lee\n", at: 48)
            let (teams, memberships) = try await world.store.read(world.access()) { db in
                (try db.teams(), try db.teamMemberships())
            }
            let names = Dictionary(uniqueKeysWithValues: teams.map { ($0.id, $0.name) })
            let day = Day("2026-01-07")
            #expect(
                memberships.map {
                    "\(names[$0.teamID] ?? "") \($0.from?.description ?? "-") \($0.until?.description ?? "-")"
                }
                .sorted() == ["Kim - \(day?.description ?? "")", "Lee \(day?.description ?? "") -"]
            )
        }
    }

    @Test(arguments: Engine.available)
    func `reads a member's teams alone, not with everybody's`(_ engine: Engine) async throws {
        let json = """
            {"kind": "members", "fields": {"name": "Name", "teams": "Team", "teamFrom": "From", "teamUntil": "To"}}
            """
        try await engine.withImports { world in
            let recording = RecordingDatabase(world.store.database)
            let watched = ImportWorld(store: Store(recording), workspace: world.workspace, folder: world.folder)
            try await watched.take(json, "Name,Team,From,To\nAna,West,,\nBen,West,2026-01-01,\nCleo,West,,2027-01-01\n")
            let reads = recording.statements.filter { $0.text.contains("FROM team_memberships") }
            #expect(reads.count == 3 && reads.allSatisfy { $0.text.contains("member_id =") })
        }
    }

    @Test(arguments: Engine.available)
    func `gives a membership that was to end later its end back by an undo`(_ engine: Engine) async throws {
        let dated = #"{"kind": "members", "fields": {"name": "Name", "teams": "Team", "teamUntil": "To"}}"#
        let plain = #"{"kind": "members", "fields": {"name": "Name", "teams": "Team"}}"#
        try await engine.withImports { world in
            try await world.take(dated, "Name,Team,To\nAna,West,2027-01-01\n")
            let before = try await world.store.read(world.access()) { try $0.teamMemberships() }
            let moved = try await world.take(plain, "Name,Team\nAna,East\n", at: 48)
            let after = try await world.store.read(world.access()) { try $0.teamMemberships() }
            #expect(after.map(\.until) == [Day("2026-01-07"), nil])
            try await world.undo(moved, at: 72)
            #expect(try await world.store.read(world.access()) { try $0.teamMemberships() } == before)
        }
    }
}
