import Foundation
import Sales
import SalesAnalytics
import Testing

@Suite struct `Three hundred random workspaces` {
    private static let dimensions = [
        "owner", "actor", "team", "team:1", "source", "type", "product", "account", "account.industry", "month",
        "field-00000000-0000-0000-0000-000000000001",
    ].map { Dimension($0)! }

    private static let zones = ["Europe/Amsterdam", "UTC", "Asia/Shanghai"].map { ZoneCalendar($0)! }

    private func questions(_ random: inout Seeded) -> [FunnelQuestion] {
        (0..<4).map { place in
            var question = FunnelQuestion(
                pipeline: World.pipeline.id,
                calendar: Self.zones[random.below(3)],
                dimension: Self.dimensions[random.below(Self.dimensions.count)]
            )
            question.view = place % 2 == 0 ? .cohort : .period
            if question.view == .period && question.dimension == .month { question.dimension = .owner }
            if case .field? = question.dimension { question.slice = RandomWorkspace.slice(&random) }
            if random.chance(60) { question.asOf = World.at(Double(random.below(130))) }
            if random.chance(50) {
                question.known = random.chance(50) ? question.asOf : World.at(Double(random.below(130)))
            }
            if random.chance(50) {
                question.from = RandomWorkspace.calendar.day(of: World.at(Double(random.below(60))))
            }
            if random.chance(50) {
                question.to = RandomWorkspace.calendar.day(of: World.at(Double(60 + random.below(60))))
            }
            return question
        }
    }

    private func check(_ timeline: Timeline, _ workspace: RandomWorkspace, _ questions: [FunnelQuestion]) throws {
        for question in questions {
            let report = try timeline.funnel(question)
            let oracle = Oracle(workspace: workspace, question: question)
            #expect(report.figures.flat.differences(from: oracle.whole()) == [], "\(question)")
            #expect(report.figures.isSound)
            let groups = oracle.groups()
            #expect(report.groups.map(\.key) == groups.keys.sorted())
            for group in report.groups {
                #expect(
                    group.figures.flat.differences(from: groups[group.key] ?? [:]) == [],
                    "\(group.key) \(question)"
                )
                #expect(group.figures.isSound)
            }
        }
    }

    @Test(arguments: 0..<LongTests.count(300, long: 3000))
    func `answer as the reference rule does, before and after a refresh`(_ seed: Int) throws {
        var workspace = RandomWorkspace(seed: seed)
        var random = Seeded(seed + 1_000_000)
        let before = workspace.timeline()
        try check(before, workspace, questions(&random))
        var timeline = before
        for _ in 0..<random.below(12) { timeline = refresh(timeline, &workspace, &random) }
        let asked = questions(&random)
        try check(timeline, workspace, asked)
        let anew = random.chance(50) ? workspace.timeline() : workspace.timeline(parts: [5, 1, 90])
        for question in asked {
            let (one, other) = (try timeline.funnel(question), try anew.funnel(question))
            #expect(one == other)
            #expect(one.json() == other.json())
        }
        try check(before, RandomWorkspace(seed: seed), asked)
    }

    /// Changes some records, late and voiding revisions among the changes, and adds one.
    private func refresh(_ timeline: Timeline, _ workspace: inout RandomWorkspace, _ random: inout Seeded) -> Timeline {
        workspace.add(workspace.records.count + 1, &random)
        var changed: Set = [workspace.records.count - 1]
        for _ in 0..<random.below(4) {
            let place = random.below(workspace.records.count)
            let next = workspace.histories[place].count + 1
            workspace.histories[place].append(RandomWorkspace.revision(next, &random))
            let voided = random.below(next)
            workspace.histories[place][voided].voidedAt = World.at(Double(random.below(130)))
            workspace.records[place].isInBin = random.chance(10)
            changed.insert(place)
        }
        return timeline.refreshed(with: changed.sorted().map { (workspace.records[$0], workspace.histories[$0]) })
    }

    @Test(arguments: 0..<LongTests.count(100, long: 1000))
    func `know each record's state as the reference rule does`(_ seed: Int) {
        let workspace = RandomWorkspace(seed: seed)
        let timeline = workspace.timeline()
        var random = Seeded(seed)
        for (record, history) in zip(workspace.records, workspace.histories) where !record.isInBin {
            let (at, known) = (World.at(Double(random.below(130))), World.at(Double(random.below(130))))
            for known in [nil, known, at] {
                var expected = history.state(at: at, knownAt: known ?? .distantFuture)
                let state = timeline.state(of: record.id, at: at, known: known)
                expected?.pipelineID = state?.pipelineID
                expected?.outcome = nil
                #expect(state == expected)
            }
        }
    }
}

/// How many cases random tests take: more where the environment sets `SLUICE_LONG_TESTS`.
enum LongTests {
    static func count(_ usual: Int, long: Int) -> Int {
        ProcessInfo.processInfo.environment["SLUICE_LONG_TESTS"] == nil ? usual : long
    }
}
