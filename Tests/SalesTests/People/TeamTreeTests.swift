import Sales
import Testing

@Suite struct `A tree of teams` {
    private func team(_ number: UInt64, under parent: UInt64? = nil) -> Team {
        Team(
            id: Identifier(high: 1, low: number),
            name: "\(number)",
            parentID: parent.map { Identifier(high: 1, low: $0) }
        )
    }

    @Test func `never closes to a circle`() throws {
        let teams = [team(1), team(2, under: 1), team(3, under: 2), team(4)]
        for parent in teams.prefix(3) {
            #expect(throws: TeamError.cycle) { try teams.requireNoCycle(of: teams[0].id, under: parent.id) }
        }
        try teams.requireNoCycle(of: teams[0].id, under: teams[3].id)
        try teams.requireNoCycle(of: teams[2].id, under: teams[0].id)
        try teams.requireNoCycle(of: teams[0].id, under: nil)
    }

    @Test(
        arguments: [
            (nil, nil, true), ("2026-06-01", nil, false), ("2026-05-31", nil, true), (nil, "2026-03-01", false),
            (nil, "2026-03-02", true), ("2026-04-01", "2026-04-02", true),
        ] as [(String?, String?, Bool)]
    )
    func `has memberships that overlap or do not`(_ from: String?, _ until: String?, _ overlaps: Bool) throws {
        let spring = TeamMembership(
            memberID: Identifier(high: 2, low: 1),
            teamID: Identifier(high: 1, low: 1),
            from: Day("2026-03-01"),
            until: Day("2026-06-01")
        )
        var other = spring
        (other.from, other.until) = (from.flatMap { Day($0) }, until.flatMap { Day($0) })
        #expect(spring.overlaps(other) == overlaps && other.overlaps(spring) == overlaps)
    }
}
