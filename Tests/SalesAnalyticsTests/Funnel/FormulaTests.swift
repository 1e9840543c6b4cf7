import Sales
import SalesAnalytics
import Testing

@Suite struct `The funnel's formulas` {
    /// A cohort of which so many reached each open stage, the last number being the won ones.
    private func funnel(_ reached: [Int]) throws -> FunnelFigures {
        let names = reached.dropLast().indices.map { "Stage \($0 + 1)" }
        var histories: [[Revision]] = []
        for (place, count) in reached.enumerated() {
            let next = place + 1 < reached.count ? reached[place + 1] : 0
            let path = (0...place).enumerated().map { World.move($0 + 1, to: UInt64($1 + 1), at: Double($0)) }
            histories += Array(repeating: path, count: count - next)
        }
        let timeline = World.timeline(histories, process: World.process(open: names))
        return try timeline.funnel(World.question()).figures
    }

    @Test func `F1: 1000, 300, 100, 20`() throws {
        let figures = try funnel([1000, 300, 100, 20])
        let stages = figures.stages.filter { $0.kind == .open }
        #expect(stages.map(\.reached) == [1000, 300, 100])
        #expect(stages.map(\.conversion) == [0.3, 1.0 / 3, 0.2])
        #expect(figures.overall == 0.02)
    }

    @Test func `F2: 1000, 600, 300, 100, 10`() throws {
        let figures = try funnel([1000, 600, 300, 100, 10])
        let stages = figures.stages.filter { $0.kind == .open }
        #expect(stages.map(\.reached) == [1000, 600, 300, 100])
        #expect(stages.map(\.conversion) == [0.6, 0.5, 1.0 / 3, 0.1])
        #expect(stages.map(\.share) == [1, 0.6, 0.3, 0.1])
        #expect(figures.overall == 0.01)
    }
}
