import Sales

/// Gives each record the number of its group, 0 for those without the dimension's value.
struct Grouping {
    struct Key {
        var name: String
        var id: String?
    }

    private(set) var keys: [Key]
    private let dimension: Dimension?
    /// Group by the dimension's own number, where the two differ.
    private var groups: [UInt32] = []
    private var isOfAccounts = false

    init(_ question: FunnelQuestion, catalog: Catalog, index: RecordIndex) throws(FunnelError) {
        let (dimension, day) = (question.dimension, question.referenceDay)
        self.dimension = dimension
        keys = [Key(name: "", id: nil)]
        switch dimension {
        case .owner, .actor:
            keys += Self.keys(catalog.memberNames, catalog.members.identifiers)
        case .product:
            keys += Self.keys(catalog.productNames, catalog.products.identifiers)
        case .account(nil):
            keys += Self.keys(catalog.accountNames, catalog.accounts.identifiers)
        case .source: keys += catalog.sources.texts.map { Key(name: $0, id: nil) }
        case .type: keys += catalog.types.texts.map { Key(name: $0, id: nil) }
        case .team(let level):
            keys += catalog.teams.map { Key(name: $0.name, id: $0.id.description) }
            groups = TeamTree(catalog.teams, catalog.memberships).teams(of: catalog.members, level: level, on: day)
        case .account(let field?):
            guard let place = catalog.accountFields.firstIndex(of: field) else { throw .unknownAccountField(field) }
            var values = TextIndex()
            groups = catalog.accountAttributes.map { attributes in
                let value = place < attributes.count ? attributes[place] : nil
                return value.map { $0.isEmpty ? 0 : values.insert($0) + 1 } ?? 0
            }
            keys += values.texts.map { Key(name: $0, id: nil) }
        case .field:
            guard let slice = question.slice else { throw .unknownField }
            keys += slice.groups.map { Key(name: $0.name, id: $0.id) }
            setGroups(slice, catalog, index)
        case .month, nil: break
        }
    }

    private mutating func setGroups(_ slice: FieldSlice, _ catalog: Catalog, _ index: RecordIndex) {
        isOfAccounts = slice.isOfAccounts
        groups = Array(repeating: 0, count: isOfAccounts ? catalog.accounts.count : index.count)
        for (record, group) in slice.members {
            let (high, low) = (record.high, record.low)
            let number =
                isOfAccounts
                ? catalog.accounts.number(of: Identifier(high: high, low: low))
                : index.number(of: Identifier(high: high, low: low))
            if let number { groups[Int(number)] = UInt32(group + 1) }
        }
    }

    private static func keys<Record>(_ names: some Sequence<String>, _ identifiers: [Identifier<Record>]) -> [Key] {
        zip(names, identifiers).map { Key(name: $0, id: $1.description) }
    }

    /// Groups by month, from the first that has any.
    mutating func setMonths(_ months: [String]) { keys += months.map { Key(name: $0, id: nil) } }

    /// The record's group by what holds before `end`; months are not its business.
    @inline(__always)
    func group(_ run: Run, _ record: Int, _ start: Int, _ end: Int) -> Int {
        let segment = run.segment
        switch dimension {
        case nil, .month: return 0
        case .owner: return Int(owner(run, record, end) &+ 1)
        case .team: return group(owner(run, record, end))
        case .actor: return Int(actor(run, start, end) &+ 1)
        case .source: return Int(segment.sources.pointer[record] &+ 1)
        case .type: return Int(segment.types.pointer[record] &+ 1)
        case .product: return Int(segment.products.pointer[record] &+ 1)
        case .account(nil): return Int(segment.accounts.pointer[record] &+ 1)
        case .account: return group(segment.accounts.pointer[record])
        case .field:
            return group(isOfAccounts ? segment.accounts.pointer[record] : segment.records.pointer[record])
        }
    }

    private func group(_ number: UInt32) -> Int { Int(number) < groups.count ? Int(groups[Int(number)]) : 0 }

    @inline(__always)
    private func owner(_ run: Run, _ record: Int, _ end: Int) -> UInt32 {
        let detail = run.detail(record, before: end)
        return detail < 0 ? Details.none : run.segment.owners.number(detail)
    }

    /// Who made the record's last change of stage.
    private func actor(_ run: Run, _ start: Int, _ end: Int) -> UInt32 {
        let nodes = run.segment.nodes.pointer
        let paths = run.segment.paths
        var row = end - 1
        while row >= start {
            let node = Int(nodes[row])
            let before = row > start ? Int(nodes[row - 1]) : 0
            if node != before && paths.stages.pointer[node] != paths.stages.pointer[before] {
                return run.segment.actors.number(row)
            }
            row -= 1
        }
        return Details.none
    }
}

/// The team tree and who is in which team when.
struct TeamTree {
    private let teams: [Team]
    private let memberships: [TeamMembership]
    private var places: [Identifier<Team>: Int] = [:]

    init(_ teams: [Team], _ memberships: [TeamMembership]) {
        self.teams = teams
        self.memberships = memberships
        for (place, team) in teams.enumerated() { places[team.id] = place }
    }

    /// Per member the number of the team plus one, 0 for who is in none on the day.
    ///
    /// Of several teams at once that of the latest beginning counts, of those the one with the smallest identifier.
    /// A member who is in no team so deep counts in the own one.
    func teams(of members: IdentifierIndex<Member>, level: Int?, on day: Day) -> [UInt32] {
        var best: [Int: TeamMembership] = [:]
        for membership in memberships where membership.covers(day) && places[membership.teamID] != nil {
            guard let member = members.number(of: membership.memberID).map(Int.init) else { continue }
            if let other = best[member], !Self.precedes(membership, other) { continue }
            best[member] = membership
        }
        return (0..<members.count).map { member in
            best[member].map { UInt32(team($0.teamID, level: level) + 1) } ?? 0
        }
    }

    private static func precedes(_ left: TeamMembership, _ right: TeamMembership) -> Bool {
        let (one, other) = (left.from ?? .first, right.from ?? .first)
        return one != other ? one > other : left.teamID < right.teamID
    }

    private func team(_ id: Identifier<Team>, level: Int?) -> Int {
        var path: [Int] = []
        var next = places[id]
        while let place = next, !path.contains(place) {
            path.append(place)
            next = teams[place].parentID.flatMap { places[$0] }
        }
        guard let level else { return path[0] }
        return path[max(0, path.count - level)]
    }
}
