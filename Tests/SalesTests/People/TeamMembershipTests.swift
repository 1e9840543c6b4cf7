import Sales
import Testing

@Suite struct `A team membership` {
    @Test func `covers its first day and not the day it ends`() throws {
        let start = try #require(Day("2026-03-01"))
        let end = try #require(Day("2026-06-01"))
        let membership = TeamMembership(
            memberID: Identifier(high: 1, low: 1),
            teamID: Identifier(high: 1, low: 2),
            from: start,
            until: end
        )
        #expect(!membership.covers(start.advanced(by: -1)))
        #expect(membership.covers(start))
        #expect(membership.covers(end.advanced(by: -1)))
        #expect(!membership.covers(end))
    }

    @Test func `without days covers them all`() {
        let always = TeamMembership(memberID: Identifier(high: 1, low: 1), teamID: Identifier(high: 1, low: 2))
        #expect(always.covers(.first) && always.covers(.last))
    }
}
