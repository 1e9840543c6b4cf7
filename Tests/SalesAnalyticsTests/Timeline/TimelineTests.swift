import Sales
import SalesAnalytics
import Testing

@Suite struct `A timeline` {
    @Test func `tells what was, and what we believed`() {
        let history = [
            World.move(1, to: 1, at: 0, amount: 100),
            Revision(
                number: 2,
                happenedAt: World.at(5),
                recordedAt: World.at(5),
                fields: .amount,
                values: TrackedValues(amount: Amount(minor: 150, currency: World.usd))
            ),
            World.move(3, to: 2, at: 2, recorded: 7),
        ]
        let timeline = World.timeline([history])
        func told(_ at: Instant?, _ known: Instant? = nil) -> [Int64?] {
            let state = timeline.state(of: World.record(1), at: at, known: known)
            return [state?.stageID.map { Int64($0.low) }, state?.amount?.minor]
        }
        #expect(told(nil) == [2, 150])
        #expect(told(World.at(3)) == [2, 100])
        #expect(told(World.at(3), World.at(3)) == [1, 100])
        #expect(told(World.at(-1)) == [nil, nil])
    }

    @Test func `keeps what it was while another is made of it`() throws {
        let before = World.timeline([World.path(1, 2), World.path(1)])
        let after = before.refreshed(with: [
            (TimelineRecord(id: World.record(2)), World.path(1, 4)),
            (TimelineRecord(id: World.record(3)), World.path(2)),
        ])
        let reached = { (timeline: Timeline) in
            try timeline.funnel(World.question()).figures.stages.compactMap(\.reached)
        }
        #expect(try reached(before) == [2, 1, 0])
        #expect(try reached(after) == [3, 3, 1])
        #expect([before.recordCount, after.recordCount] == [2, 3])
    }

    @Test func `is the same after many refreshes as built anew`() throws {
        var histories = (0..<5000).map { place in
            (0...place % 4).map { World.move($0 + 1, to: UInt64($0 + 1), at: Double(place % 90 + $0)) }
        }
        var timeline = World.timeline(histories)
        for round in 0..<40 {
            var changes: [(record: TimelineRecord, revisions: [Revision])] = []
            for step in 0..<200 {
                let place = (round * 131 + step * 17) % 5000
                let late = World.move(9 + round, to: UInt64(1 + (place + round) % 5), at: Double((place + step) % 90))
                histories[place].append(late)
                changes.append((TimelineRecord(id: World.record(place + 1)), histories[place]))
            }
            timeline = timeline.refreshed(with: changes)
        }
        let anew = World.timeline(histories)
        for view in FunnelQuestion.View.allCases {
            let question = World.question {
                $0.view = view
                $0.asOf = World.at(60)
            }
            #expect(try timeline.funnel(question) == anew.funnel(question))
        }
    }

    @Test func `shows only what is in the set`() throws {
        let timeline = World.timeline([World.path(1), World.path(1, 2), World.path(1, 4)])
        let set = timeline.records([World.record(1), World.record(3), World.record(77)])
        let figures = try timeline.funnel(World.question { $0.visible = set }).figures
        #expect([figures.population, figures.won] == [2, 1])
        let (first, second) = (timeline.records([World.record(1)]), timeline.records([World.record(3)]))
        #expect(first.union(second) == set)
        #expect(set.intersection(second) == second)
        let refreshed = timeline.refreshed(with: [(TimelineRecord(id: World.record(3)), World.path(1, 5))])
        let later = try refreshed.funnel(World.question { $0.visible = set }).figures
        #expect([later.population, later.lost] == [2, 1])
    }

    @Test func `answers in the same bytes each time`() throws {
        let timeline = World.timeline([World.path(1, 2, 4), World.path(1)])
        let report = try timeline.funnel(World.question { $0.asOf = ZoneCalendar.utc.end(of: Day("2026-01-31")!) })
        let json = report.json()
        #expect(try json == timeline.funnel(World.question { $0.asOf = report.asOf }).json())
        #expect(
            json.hasPrefix(
                #"{"asOf":"2026-01-31","by":null,"clock":"happened","cycleDays":{"mean":2.0,"median":2.0,"n":1"#
            )
        )
        #expect(json.contains(#""conversion":0.5,"conversionByAmount":null"#))
        #expect(!json.contains("nan"))
    }

    @Test func `selects the same figures from many durations as sorting them does`() throws {
        var random = Seeded(5)
        let days = (0..<3000).map { place in place % 3 == 0 ? 1 : Double(random.below(100_000_000)) / 1_000_000 }
        let histories = days.map { [World.move(1, to: 1, at: 0), World.move(2, to: 4, at: $0)] }
        let cycle = try World.timeline(histories).funnel(World.question()).figures.cycleDays
        let sorted = histories.map { $0[1].happenedAt.days(since: $0[0].happenedAt) }.sorted()
        #expect(cycle.median == (sorted[1499] + sorted[1500]) / 2)
        #expect(cycle.p90 == sorted[2699])
        #expect(abs(cycle.mean! - sorted.reduce(0, +) / 3000) < 1e-9)
    }

    /// With one row known only to the day the same is counted another way.
    @Test(arguments: [Revision.Precision.instant, .day])
    func `counts no stay in another pipeline`(_ precision: Revision.Precision) throws {
        var histories = (0..<40).map { _ in
            [World.move(1, to: 1, at: 0), World.move(2, to: 101, at: 3), World.move(3, to: 2, at: 5)]
        }
        for place in 0..<10 { histories[place].append(World.move(4, to: 4, at: 9)) }
        histories.append([World.move(1, to: 3, at: 0, precision: precision)])
        let figures = try World.timeline(histories).funnel(World.question()).figures
        #expect(figures.stages.map(\.daysInStage.n) == [40, 10, 0, 0, 0])
        #expect(figures.stages.map(\.daysInStage.median) == [3, 4, nil, nil, nil])
        #expect([figures.cycleDays.n, Int(figures.cycleDays.mean ?? 0)] == [10, 9])
    }

    @Test(arguments: [
        "owner", "actor", "team", "team:2", "source", "type", "product", "account", "account.region", "month",
    ])
    func `is sliced by`(_ text: String) {
        #expect(Dimension(text)?.description == text)
    }

    @Test(arguments: ["", "team:0", "team:x", "account.", "owners"])
    func `is not sliced by`(_ text: String) {
        #expect(Dimension(text) == nil)
    }
}
