import Sales
import SalesAnalytics

/// SplitMix64, so that a failing history can be made again from its seed.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}

/// A workspace of random histories with everything that may happen to a record.
struct RandomWorkspace {
    static let calendar = ZoneCalendar("Europe/Amsterdam")!
    static let currencies = [World.usd, World.usd, World.usd, Currency("EUR")!]

    /// The process has A, B, C; from day 60 on A, B, D.
    static let versions: [ProcessVersion] = {
        let first = World.process()
        var second = first
        second.number = 2
        second.effectiveFrom = calendar.day(of: World.at(60))
        second.stages[2] = Stage(id: World.stage(9), name: "D")
        return [first, second]
    }()

    static let teams = [
        Team(id: Identifier(high: 8, low: 1), name: "East"),
        Team(id: Identifier(high: 8, low: 2), name: "Shops", parentID: Identifier(high: 8, low: 1)),
        Team(id: Identifier(high: 8, low: 3), name: "West"),
    ]
    static let memberships = [
        TeamMembership(memberID: World.member(1), teamID: teams[1].id, until: calendar.day(of: World.at(50))),
        TeamMembership(memberID: World.member(1), teamID: teams[2].id, from: calendar.day(of: World.at(50))),
        TeamMembership(memberID: World.member(2), teamID: teams[1].id),
        TeamMembership(memberID: World.member(3), teamID: teams[0].id),
    ]

    var directory: TimelineDirectory
    var records: [TimelineRecord] = []
    var histories: [[Revision]] = []

    init(seed: Int, records count: Int = 12) {
        var random = Seeded(seed)
        directory = World.directory()
        directory.calendar = Self.calendar
        directory.pipelines[0].versions = Self.versions
        directory.members = (1...4).map { (World.member(UInt64($0)), "Member \($0)") }
        directory.teams = Self.teams
        directory.memberships = Self.memberships
        directory.accountFields = ["industry"]
        directory.accounts = (1...3).map { number in
            (Identifier(high: 4, low: UInt64(number)), "Account \(number)", [number == 3 ? nil : "Trade \(number)"])
        }
        directory.products = (1...2).map { (Identifier(high: 5, low: UInt64($0)), "Product \($0)") }
        for number in 1...count { add(number, &random) }
    }

    mutating func add(_ number: Int, _ random: inout Seeded) {
        records.append(Self.record(number, &random))
        histories.append(Self.history(&random))
    }

    static func record(_ number: Int, _ random: inout Seeded) -> TimelineRecord {
        TimelineRecord(
            id: World.record(number),
            accountID: random.chance(80) ? Identifier(high: 4, low: UInt64(1 + random.below(3))) : nil,
            productID: random.chance(80) ? Identifier(high: 5, low: UInt64(1 + random.below(2))) : nil,
            source: random.chance(70) ? ["web", "fair"][random.below(2)] : nil,
            type: random.chance(50) ? "new" : nil,
            isInBin: random.chance(10)
        )
    }

    /// A slice by an own field of records or of accounts, in which some have several values.
    static func slice(_ random: inout Seeded) -> FieldSlice {
        let (isOfAccounts, hasSeveral) = (random.chance(50), random.chance(50))
        var slice = FieldSlice(
            isOfAccounts: isOfAccounts,
            hasSeveral: hasSeveral,
            groups: (1...4).map { FieldSlice.Group(id: "\($0)", name: "Option \($0)") },
            members: []
        )
        for number in 1...(isOfAccounts ? 3 : 14) {
            let id = Identifier<FieldSlice>(high: isOfAccounts ? 4 : 9, low: UInt64(number))
            // Nobody has the last.
            for group in 0..<3 where random.chance(40) {
                slice.members.append((id, group))
                if !hasSeveral { break }
            }
        }
        return slice
    }

    static func history(_ random: inout Seeded) -> [Revision] {
        (0..<random.below(9)).map { revision($0 + 1, &random) }
    }

    static func revision(_ number: Int, _ random: inout Seeded) -> Revision {
        let precision = random.chance(60) ? .instant : random.chance(80) ? .day : Revision.Precision.undated
        var at = World.at(Double(random.below(240)) / 2)
        if precision == .day { at = calendar.start(of: calendar.day(of: at)) }
        let lag = Int64(random.chance(50) ? 0 : random.below(20) - 1) * 86_400_000
        let recorded = Instant(milliseconds: at.milliseconds + lag)
        let stages: [UInt64] = [1, 1, 2, 2, 3, 3, 4, 4, 5, 9, 101, 102]
        var values = TrackedValues(
            stageID: random.chance(98) ? World.stage(stages[random.below(stages.count)]) : nil,
            expectedCloseDate: random.chance(50) ? calendar.day(of: at) : nil,
            ownerID: random.chance(80) ? World.member(UInt64(1 + random.below(4))) : nil,
            forecastCategory: random.chance(50) ? .commit : nil,
            winProbability: random.chance(50) ? random.below(100) : nil,
            lossReasonID: random.chance(50) ? Identifier(high: 6, low: 1) : nil
        )
        if random.chance(80) {
            values.amount = Amount(minor: Int64(random.below(1000) - 10), currency: currencies[random.below(4)])
        }
        var fields = TrackedFields(rawValue: random.below(256))
        if random.chance(70) { fields.insert(.stage) }
        return Revision(
            number: number,
            happenedAt: at,
            precision: precision,
            recordedAt: recorded,
            actorID: random.chance(90) ? World.member(UInt64(1 + random.below(4))) : nil,
            cause: random.chance(60) ? .person : .imported,
            fields: fields,
            values: values,
            voidedAt: random.chance(12) ? Instant(milliseconds: recorded.milliseconds + 5 * 86_400_000) : nil
        )
    }

    func timeline() -> Timeline {
        var builder = Timeline.Builder(directory)
        for record in records { builder.add(record) }
        var pending = zip(records, histories).flatMap { record, history in history.map { (record.id, $0) } }
        var random = Seeded(pending.count)
        pending.shuffle(using: &random)
        for (id, revision) in pending { builder.add(revision, of: id) }
        return builder.build()
    }
}
