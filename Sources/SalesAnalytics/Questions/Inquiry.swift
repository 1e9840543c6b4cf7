import Sales

/// A question made ready: its runs, its stages, its groups and its clocks.
struct Inquiry {
    let question: FunnelQuestion
    let catalog: Catalog
    let pipeline: Pipeline
    let map: StageMap
    let runs: Runs
    let window: Window
    let clock: Clock
    private(set) var grouping: Grouping
    /// Per path, the cell it ends in.
    let cells: Column<UInt16>
    /// Per path, whether it ever was in the pipeline.
    let touches: Column<Bool>
    /// What to take from a month, as year × 12 + month, to have its group.
    private var monthBase: Int64 = 0

    init(_ question: FunnelQuestion, of timeline: Timeline) throws(FunnelError) {
        let catalog = timeline.catalog
        guard let known = catalog.pipelines.first(where: { $0.pipeline.id == question.pipeline }) else {
            throw .unknownPipeline
        }
        if let from = question.from, let to = question.to, to < from { throw .periodEndsBeforeItBegins }
        self.question = question
        self.catalog = catalog
        pipeline = known.pipeline
        map = StageMap(known.versions, on: question.referenceDay, catalog: catalog)
        let visible = question.visible
        runs = Runs(timeline, cutoff: question.cutoff, known: question.known?.milliseconds, visible: visible)
        window = Window(question, own: catalog.calendar)
        clock = Clock(days: DayTable(catalog.calendar, over: runs.dayBounds))
        grouping = try Grouping(question, catalog: catalog, index: timeline.index)
        (cells, touches) = runs.cells(map)
        if question.dimension == .month { setMonths() }
    }

    private mutating func setMonths() {
        guard let bounds = runs.bounds else { return }
        // A month more at either end, since days and instants may be told by two calendars.
        let first = month(bounds.lowerBound, 0) - 1
        let last = month(bounds.upperBound, 0) + 1
        monthBase = first - 1
        var months: [String] = []
        for number in first...last {
            let (year, place) = (number - 1).dividedFloor(by: 12)
            months.append(Day(year: Int(year), month: Int(place) + 1, day: 1)?.month ?? "")
        }
        grouping.setMonths(months)
    }

    /// The same made ready for another period.
    func asking(_ question: FunnelQuestion) -> Inquiry {
        Inquiry(copying: self, question: question)
    }

    private init(copying other: Inquiry, question: FunnelQuestion) {
        self.question = question
        catalog = other.catalog
        pipeline = other.pipeline
        map = other.map
        runs = other.runs
        window = Window(question, own: catalog.calendar)
        clock = other.clock
        grouping = other.grouping
        cells = other.cells
        touches = other.touches
    }

    /// Year × 12 + month of a row.
    private func month(_ milliseconds: Int64, _ marks: UInt16) -> Int64 {
        let (year, month, _) = day(milliseconds, marks).parts
        return Int64(year * 12 + month)
    }

    /// The row's day.
    func day(_ run: Run, _ row: Int) -> Day {
        day(run.segment.happened.pointer[row], run.segment.marks.pointer[row])
    }

    /// A day as the asked calendar shows an instant and the own one a day.
    private func day(_ milliseconds: Int64, _ marks: UInt16) -> Day {
        let calendar = marks & Marks.day != 0 ? catalog.calendar : question.calendar
        return calendar.day(of: Instant(milliseconds: milliseconds))
    }

    /// The first row in which the record is in the pipeline.
    @inline(__always)
    func entry(_ run: Run, _ start: Int) -> Int {
        let nodes = run.segment.nodes.pointer
        var row = start
        while cells.pointer[run.base + Int(nodes[row])] == map.outside { row += 1 }
        return row
    }

    /// The record's group by its entry or by what holds before `end`.
    @inline(__always)
    func group(_ run: Run, _ record: Int, _ start: Int, _ end: Int, entry: Int) -> Int {
        guard question.dimension == .month else { return grouping.group(run, record, start, end) }
        let marks = run.segment.marks.pointer[entry]
        if marks & Marks.undated != 0 { return 0 }
        let number = month(run.segment.happened.pointer[entry], marks) - monthBase
        return max(0, min(grouping.keys.count - 1, Int(number)))
    }

    /// The record's amount before `end`, added to the tally.
    @inline(__always)
    func weigh(_ run: Run, _ record: Int, _ end: Int, into tally: inout Tally) {
        let detail = question.measures.contains(.amounts) ? run.detail(record, before: end) : -1
        if detail < 0 { return tally.add(minor: 0, currency: 0) }
        tally.add(
            minor: run.segment.amounts[detail],
            currency: UInt8(truncatingIfNeeded: run.segment.currencies[detail])
        )
    }
}

extension Runs {
    /// The instants between which all rows lie, nil where there are none.
    var bounds: ClosedRange<Int64>? {
        let filled = runs.filter { $0.segment.rowCount > 0 }.map(\.segment.happenedBounds)
        guard let low = filled.map(\.lowerBound).min(), let high = filled.map(\.upperBound).max() else { return nil }
        return low...high
    }

    /// The instants of rows known only to the day, as wide as all; one instant where there are none.
    var dayBounds: ClosedRange<Int64> {
        runs.contains { $0.segment.hasDays } ? bounds ?? 0...0 : 0...0
    }

    func cells(_ map: StageMap) -> (cells: Column<UInt16>, touches: Column<Bool>) {
        var cells: [UInt16] = []
        var touches: [Bool] = []
        cells.reserveCapacity(nodeCount)
        touches.reserveCapacity(nodeCount)
        for (tree, base) in trees {
            cells += map.cells(of: tree)
            for node in 0..<tree.count {
                let parent = base + Int(tree.parents.pointer[node])
                touches.append(cells[base + node] != map.outside || node > 0 && touches[parent])
            }
        }
        return (Column(cells), Column(touches))
    }
}
