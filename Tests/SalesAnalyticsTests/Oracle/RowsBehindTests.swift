import Sales
import SalesAnalytics
import Testing

@Suite struct `The records behind a figure` {
    private static let dimensions: [Dimension?] = [
        nil, .owner, .team(level: 1), .type, .month, .field(Identifier(high: 0, low: 1)),
    ]

    private func question(_ random: inout Seeded, _ view: FunnelQuestion.View) -> FunnelQuestion {
        var question = FunnelQuestion(
            pipeline: World.pipeline.id,
            view: view,
            calendar: RandomWorkspace.calendar,
            dimension: Self.dimensions[random.below(Self.dimensions.count)]
        )
        if case .field? = question.dimension { question.slice = RandomWorkspace.slice(&random) }
        if random.chance(50) { question.asOf = World.at(Double(random.below(130))) }
        if random.chance(40) { question.known = World.at(Double(random.below(130))) }
        if random.chance(50) { question.from = RandomWorkspace.calendar.day(of: World.at(Double(random.below(60)))) }
        return question
    }

    @Test(arguments: 0..<LongTests.count(60, long: 1000), FunnelQuestion.View.allCases)
    func `are as many as it counts, in the whole and in each group`(_ seed: Int, _ view: FunnelQuestion.View) throws {
        let workspace = RandomWorkspace(seed: seed)
        var random = Seeded(seed + 2_000_000)
        let timeline = workspace.timeline()
        let question = question(&random, view)
        let report = try timeline.funnel(question)
        for (figure, count) in report.figures.counted(view) {
            try expect(timeline.records(behind: figure, of: question), figure, count)
        }
        for group in report.groups {
            for (figure, count) in group.figures.counted(view) {
                let records = try timeline.records(behind: figure, of: question, in: (group.key, group.id))
                expect(records, figure, count)
            }
        }
    }

    private func expect(_ records: [Identifier<Opportunity>], _ figure: FunnelFigure, _ count: Int) {
        #expect(Set(records).count == records.count)
        switch figure.count {
        // One record may enter and leave a stage more than once.
        case .entries, .exits: #expect(records.count <= count && records.isEmpty == (count == 0), "\(figure)")
        default: #expect(records.count == count, "\(figure)")
        }
    }

    @Test func `are refused of a stage that the pipeline does not have`() throws {
        let timeline = RandomWorkspace(seed: 1).timeline()
        let question = FunnelQuestion(pipeline: World.pipeline.id, calendar: .utc)
        let strange = FunnelFigure(.stood, of: Identifier(high: 99, low: 99))
        #expect(throws: FunnelError.unknownStage) { try timeline.records(behind: strange, of: question) }
    }
}

extension FunnelFigures {
    fileprivate func counted(_ view: FunnelQuestion.View) -> [(FunnelFigure, Int)] {
        let whole: [(FunnelFigure, Int)] = [
            (FunnelFigure(.population), population), (FunnelFigure(.open), open), (FunnelFigure(.won), won),
            (FunnelFigure(.lost), lost), (FunnelFigure(.movedOut), movedOut),
        ]
        return stages.reduce(into: whole) { all, stage in
            all.append((FunnelFigure(.stood, of: stage.id), stage.stood))
            all.append((FunnelFigure(.standing, of: stage.id), stage.standing))
            all.append((FunnelFigure(.entries, of: stage.id), stage.entries))
            all.append((FunnelFigure(.exits, of: stage.id), stage.exits.total))
            if let reached = stage.reached { all.append((FunnelFigure(.reached, of: stage.id), reached)) }
        }
    }
}
