import Sales
import SalesAnalytics
import Testing

@Suite struct `At its edges the funnel` {
    private func figures(_ histories: [[Revision]], view: FunnelQuestion.View = .cohort) throws -> FunnelFigures {
        try World.timeline(histories).funnel(World.question { $0.view = view }).figures
    }

    @Test(arguments: FunnelQuestion.View.allCases)
    func `has no rates without records`(_ view: FunnelQuestion.View) throws {
        let figures = try figures([], view: view)
        #expect(figures.population == 0)
        #expect([figures.winRate, figures.overall, figures.velocity, figures.cycleDays.mean] == [nil, nil, nil, nil])
        #expect(figures.stages.map(\.conversion) == [nil, nil, nil, nil, nil])
        #expect(figures.stages.map(\.name) == ["A", "B", "C", "Won", "Lost"])
    }

    @Test func `has no win rate while all are open, and no days in stage while none has ended`() throws {
        let figures = try figures([World.path(1), World.path(1)])
        #expect([figures.open, figures.won, figures.lost] == [2, 0, 0])
        #expect(figures.winRate == nil)
        #expect(figures.overall == 0)
        #expect(figures.stages[0].daysInStage == DurationFigures())
        #expect(figures.stages[0].conversion == 0)
        #expect(figures.stages[1].conversion == nil)
    }

    @Test func `has a win rate of zero where all are lost`() throws {
        let figures = try figures([World.path(1, 5), World.path(2, 5)])
        #expect(figures.winRate == 0)
        #expect(figures.stages.map(\.reached) == [2, 1, 0, nil, nil])
        #expect(figures.cycleDays == DurationFigures())
        #expect(figures.velocity == nil)
    }

    @Test func `works with a single open stage`() throws {
        let timeline = World.timeline([World.path(1, 2), World.path(1)], process: World.process(open: ["A"]))
        let figures = try timeline.funnel(World.question()).figures
        #expect(figures.stages.map(\.reached) == [2, nil, nil])
        #expect(figures.stages[0].conversion == 0.5)
        #expect(figures.overall == 0.5)
    }

    @Test func `counts a record that comes back once, and its stays each`() throws {
        let figures = try figures([World.path(1, 2, 1, 2, 3)])
        #expect(figures.stages.map(\.stood) == [1, 1, 1, 0, 0])
        #expect(figures.stages.map(\.reached) == [1, 1, 1, nil, nil])
        #expect(figures.stages.map(\.daysInStage.n) == [2, 2, 0, 0, 0])
        #expect(figures.stages.map(\.conversion) == [1, 1, 0, nil, nil])
    }

    @Test func `takes a reopened record by what it is, and its cycle to the last closing`() throws {
        let open = try figures([World.path(1, 4, 2)])
        #expect([open.won, open.open, open.moves.reopened] == [0, 1, 1])
        let won = try figures([World.path(1, 4, 2, 4)])
        #expect(won.cycleDays == DurationFigures(n: 1, mean: 3, median: 3, p90: 3))
        let period = try figures([World.path(1, 4, 2)], view: .period)
        #expect([period.won, period.open] == [1, 1])
    }

    @Test func `counts an undated record, but in no month, no period and no duration`() throws {
        let history = [World.move(1, to: 1, at: 9, precision: .undated), World.move(2, to: 4, at: 12)]
        let figures = try figures([history])
        #expect([figures.population, figures.won, figures.cycleDays.n] == [1, 1, 0])
        #expect(figures.stages[0].daysInStage.n == 0)
        let timeline = World.timeline([history])
        #expect(try timeline.funnel(World.question { $0.dimension = .month }).groups.map(\.key) == [""])
        let january = try timeline.funnel(World.question { $0.from = Day("2026-01-01") })
        #expect(january.figures.population == 0)
        let before = try timeline.funnel(World.question { $0.asOf = World.at(8) })
        #expect(before.figures.population == 0)
    }

    @Test func `measures days by the calendar where both ends are days`() throws {
        let days = [World.move(1, to: 1, at: 0, precision: .day), World.move(2, to: 4, at: 3.5, precision: .day)]
        #expect(try figures([days]).cycleDays.mean == 3)
        let mixed = [World.move(1, to: 1, at: 0, precision: .day), World.move(2, to: 4, at: 3.5)]
        #expect(try figures([mixed]).cycleDays.mean == 3.5)
    }

    @Test func `leaves out the bin, and what was taken back altogether`() throws {
        var builder = Timeline.Builder(World.directory())
        builder.add(TimelineRecord(id: World.record(1), isInBin: true))
        for number in 1...2 {
            builder.add(World.move(1, to: 1, at: 0, voided: number == 2 ? 5 : nil), of: World.record(number))
        }
        let timeline = builder.build()
        #expect(try timeline.funnel(World.question()).figures.population == 0)
        let believed = try timeline.funnel(World.question { $0.known = World.at(4) })
        #expect(believed.figures.population == 1)
    }

    @Test func `forgets a voided move and shows it on the recorded clock`() throws {
        let history = [World.move(1, to: 1, at: 0), World.move(2, to: 4, at: 2, voided: 6)]
        let timeline = World.timeline([history])
        #expect(try timeline.funnel(World.question()).figures.won == 0)
        #expect(try timeline.funnel(World.question { $0.known = World.at(5) }).figures.won == 1)
        #expect(try timeline.funnel(World.question { $0.known = World.at(7) }).figures.won == 0)
    }

    @Test func `counts who left for another pipeline apart`() throws {
        let figures = try figures([World.path(1, 2, 101), World.path(101, 1)])
        #expect([figures.population, figures.open, figures.movedOut] == [2, 1, 1])
        #expect(figures.stages[1].exits == ExitFigures(movedOut: 1))
        #expect(figures.stages.map(\.reached) == [2, 1, 0, nil, nil])
        #expect(figures.moves.movedOut == 1)
    }

    @Test func `refuses what it does not know`() {
        let timeline = World.timeline([])
        #expect(throws: FunnelError.unknownPipeline) {
            try timeline.funnel(World.question { $0.pipeline = Identifier(high: 0, low: 0) })
        }
        #expect(throws: FunnelError.unknownAccountField("colour")) {
            try timeline.funnel(World.question { $0.dimension = .account(field: "colour") })
        }
        #expect(throws: FunnelError.periodEndsBeforeItBegins) {
            try timeline.funnel(
                World.question {
                    $0.from = Day("2026-02-01")
                    $0.to = Day("2026-01-01")
                }
            )
        }
    }
}
