import Foundation
import Sales

/// The company's people: a head, a manager per region, and reps in groups of about four.
struct SalesTeam: Sendable {
    /// What the simulation knows of a rep and the CRM does not.
    struct Rep: Sendable {
        var member: Int
        var region: Int
        var skill: Double
        /// Multiplies the shares of late and bulk entry.
        var tardiness: Double
    }

    private(set) var members: [Member] = []
    private(set) var teams: [Team] = []
    private(set) var memberships: [TeamMembership] = []
    private(set) var reps: [Rep] = []
    private(set) var repsOfRegion: [[Int]] = []

    init(_ plan: SalesCompany.Plan, memberIDs: IdentifierSource, teamIDs: IdentifierSource, random: inout RandomSource)
    {
        let book = NameBook.of(plan.language)
        let regionCount = plan.team.reps >= book.regions.count ? book.regions.count : 1
        var builder = Builder(memberIDs: memberIDs, teamIDs: teamIDs, names: PersonNames(book: book, random: &random))
        let root = builder.team(book.headOffice, under: nil)
        builder.member(.manager, in: root)
        let regions = (0..<regionCount).map { region in
            let team = builder.team(regionCount == 1 ? book.groupNames[0] : book.regions[region].name, under: root)
            builder.member(.manager, in: team)
            return team
        }
        for (region, team) in regions.enumerated() {
            let count = (plan.team.reps + regionCount - 1 - region) / regionCount
            let groups = builder.groups(min(book.groupNames.count, count / 3), of: region, under: team)
            let members = (0..<count).map { builder.member(.rep, in: groups[$0 * groups.count / count]) }
            repsOfRegion.append(Array(reps.count..<reps.count + count))
            reps += members.map { SalesTeam.rep($0, region, plan.team, &random) }
        }
        (members, teams, memberships) = (builder.members, builder.teams, builder.memberships)
        transferLastRep(half: plan.from.advanced(by: plan.to.days(since: plan.from) / 2))
    }

    private static func rep(
        _ member: Int,
        _ region: Int,
        _ plan: SalesCompany.Plan.TeamPlan,
        _ random: inout RandomSource
    ) -> Rep {
        Rep(
            member: member,
            region: region,
            skill: plan.skillSpread * random.normal(),
            tardiness: exp(plan.disciplineSpread * random.normal())
        )
    }

    /// One rep changes groups half-way, since real teams do and past figures must not move.
    private mutating func transferLastRep(half: Day) {
        guard let last = memberships.last,
            let parent = teams.first(where: { $0.id == last.teamID })?.parentID,
            let other = teams.first(where: { $0.parentID == parent && $0.id != last.teamID }),
            teams.contains(where: { $0.id == parent && $0.parentID != nil })
        else { return }
        memberships[memberships.count - 1].until = half
        memberships.append(TeamMembership(memberID: last.memberID, teamID: other.id, from: half))
    }
}

/// Collects members and teams in the order of their making.
private struct Builder {
    let memberIDs: IdentifierSource
    let teamIDs: IdentifierSource
    var names: PersonNames
    var members: [Member] = []
    var teams: [Team] = []
    var memberships: [TeamMembership] = []

    mutating func team(_ name: String, under parent: Identifier<Team>?) -> Identifier<Team> {
        let team = Team(id: teamIDs.identifier(teams.count), name: name, parentID: parent)
        teams.append(team)
        return team.id
    }

    /// The region's groups, or the region itself where there would be but one.
    mutating func groups(_ count: Int, of region: Int, under team: Identifier<Team>) -> [Identifier<Team>] {
        guard count > 1 else { return [team] }
        let book = names.book
        return (0..<count).map { group in
            self.team(book.regions[region].name + book.separator + book.groupNames[group], under: team)
        }
    }

    @discardableResult
    mutating func member(_ role: Role, in team: Identifier<Team>) -> Int {
        let member = Member(id: memberIDs.identifier(members.count), name: names.next(), role: role)
        members.append(member)
        memberships.append(TeamMembership(memberID: member.id, teamID: team))
        return members.count - 1
    }
}

/// Deals out people's names, none of them twice before all are used.
private struct PersonNames {
    let book: NameBook
    let order: Permutation
    var used = 0

    init(book: NameBook, random: inout RandomSource) {
        self.book = book
        order = Permutation(count: book.familyNames.count * book.givenNames.count, random: &random)
    }

    mutating func next() -> String {
        let number = order[used]
        let round = used / order.count
        used += 1
        let name = book.personName(family: number / book.givenNames.count, given: number)
        return round == 0 ? name : "\(name) \(round + 1)"
    }
}
