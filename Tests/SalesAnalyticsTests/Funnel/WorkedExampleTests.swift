import Sales
import SalesAnalytics
import Testing

/// The five opportunities of `docs/metrics.md`; the first of January is day 0.
@Suite struct `The worked example` {
    private func timeline() -> Timeline {
        var builder = Timeline.Builder(World.directory())
        for (place, history) in histories.enumerated() {
            for (number, var revision) in history.enumerated() {
                if number == 0 {
                    revision.fields.insert(.owner)
                    revision.values.ownerID = [1, 3].contains(place) ? World.ben : World.ana
                }
                if place == 4 { revision.values.amount?.currency = Currency("EUR")! }
                builder.add(revision, of: World.record(place + 1))
            }
        }
        return builder.build()
    }

    private let histories: [[Revision]] = [
        [
            World.move(1, to: 1, at: 0, amount: 10000), World.move(2, to: 2, at: 2, recorded: 3),
            World.move(3, to: 3, at: 6), World.move(4, to: 4, at: 10, amount: 12000),
        ],
        [World.move(1, to: 1, at: 0, amount: 20000), World.move(2, to: 5, at: 4)],
        [World.move(1, to: 2, at: 1, amount: 5000), World.move(2, to: 1, at: 3), World.move(3, to: 2, at: 5)],
        [World.move(1, to: 1, at: 2), World.move(2, to: 4, at: 8)],
        [World.move(1, to: 1, at: 3, amount: 8000), World.move(2, to: 1, at: 5)],
    ]

    private func day(_ number: Int) -> Day { Day("2026-01-01")!.advanced(by: number) }

    @Test func `has these records`() throws {
        let figures = try timeline().funnel(World.question()).figures
        #expect([figures.population, figures.open, figures.won, figures.lost, figures.movedOut] == [5, 2, 2, 1, 0])
        #expect([figures.winRate, figures.overall] == [2.0 / 3, 0.4])
        #expect(figures.stages.map(\.stood) == [5, 2, 1, 2, 1])
        #expect(figures.stages.map(\.reached) == [5, 3, 2, nil, nil])
        #expect(figures.stages.map(\.withoutStay) == [0, 1, 1, nil, nil])
        #expect(figures.stages.map(\.conversion) == [0.6, 2.0 / 3, 1, nil, nil])
        #expect(figures.stages.map(\.share) == [1, 0.6, 0.4, nil, nil])
        #expect(figures.stages.map(\.standing) == [1, 1, 0, 2, 1])
    }

    @Test func `is worth so much`() throws {
        let figures = try timeline().funnel(World.question()).figures
        let reached = figures.stages.compactMap(\.reachedAmount)
        #expect(reached.map(\.minor) == [37000, 17000, 12000])
        #expect(reached.map(\.withAmount) == [3, 2, 1])
        #expect(reached.map(\.withoutAmount) == [1, 1, 1])
        #expect(reached.map(\.otherCurrency) == [1, 0, 0])
        #expect(figures.stages.map(\.conversionByAmount) == [17.0 / 37, 12.0 / 17, 1, nil, nil])
        #expect(figures.wonAmount.minor == 12000)
        #expect(figures.wonAmount.withAmount == 1)
        #expect(figures.velocity == 2000)
    }

    @Test func `took so long`() throws {
        let figures = try timeline().funnel(World.question()).figures
        #expect(
            figures.stages.map(\.daysInStage) == [
                DurationFigures(n: 4, mean: 3.5, median: 3, p90: 6), DurationFigures(n: 2, mean: 3, median: 3, p90: 4),
                DurationFigures(n: 1, mean: 4, median: 4, p90: 4), DurationFigures(), DurationFigures(),
            ]
        )
        #expect(figures.cycleDays == DurationFigures(n: 2, mean: 8, median: 8, p90: 10))
        #expect(figures.entryLagDays == DurationFigures(n: 13, mean: 1.0 / 13, median: 0, p90: 0))
    }

    @Test func `moved like this`() throws {
        let figures = try timeline().funnel(World.question()).figures
        let named = figures.transitions.map { "\($0.from ?? "–") \($0.to ?? "–") \($0.count)" }
        #expect(named == ["– A 4", "– B 1", "A B 2", "A Won 1", "A Lost 1", "B A 1", "B C 1", "C Won 1"])
        #expect(figures.moves == MoveFigures(forward: 3, backward: 1, repeats: 1, won: 2, lost: 1, movedIn: 5))
        #expect(figures.stages.map(\.entries) == [5, 3, 1, 2, 1])
        #expect(figures.stages[0].exits == ExitFigures(forward: 2, won: 1, lost: 1))
    }

    @Test func `moved like this within a period`() throws {
        let figures = try timeline().funnel(
            World.question {
                $0.view = .period
                $0.from = day(4)
                $0.to = day(7)
            }
        ).figures
        #expect([figures.population, figures.open, figures.won, figures.lost] == [5, 4, 0, 1])
        #expect(figures.stages.map(\.conversion) == [0.5, 1, nil, nil, nil])
        #expect(figures.stages.map(\.entries) == [0, 1, 1, 0, 1])
        #expect(figures.stages.map(\.exits.total) == [2, 1, 0, 0, 0])
        #expect(figures.stages.map(\.standing) == [2, 1, 1, 0, 1])
        #expect(figures.winRate == 0)
    }

    @Test func `stood otherwise than we believed`() throws {
        let end = ZoneCalendar.utc.end(of: day(2))
        let timeline = timeline()
        let was = try timeline.stock(of: World.pipeline.id, at: end).map(\.count)
        let believed = try timeline.stock(of: World.pipeline.id, at: end, known: end).map(\.count)
        #expect(was == [2, 2, 0, 0, 0])
        #expect(believed == [3, 1, 0, 0, 0])
    }

    @Test func `falls into owners`() throws {
        let report = try timeline().funnel(World.question { $0.dimension = .owner })
        #expect(report.groups.map(\.key) == ["Ana", "Ben"])
        #expect(report.groups.map(\.figures.population) == [3, 2])
        let stock = try timeline().stockByOwner(of: World.pipeline.id, at: nil)
        #expect(stock.map { $0.stages.map(\.count) } == [[1, 1, 0, 1, 0], [0, 0, 0, 1, 1]])
    }
}
