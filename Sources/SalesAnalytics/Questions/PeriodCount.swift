import Sales

/// Counts what moved within a period, group by group.
struct PeriodCount {
    private let inquiry: Inquiry
    private let isGrouped: Bool
    private let isOwnCalendar: Bool
    /// The place of each group among the sums, −1 before it is met.
    private var places: [Int]
    /// The groups' numbers in the order in which they were met.
    private(set) var numbers: [Int] = []
    private(set) var sums: [PeriodSums] = []
    private var pairs: [KindDuration] = []

    init(_ inquiry: Inquiry, isGrouped: Bool) {
        self.inquiry = inquiry
        self.isGrouped = isGrouped
        isOwnCalendar = inquiry.question.calendar.identifier == inquiry.catalog.calendar.identifier
        places = Array(repeating: -1, count: isGrouped ? inquiry.grouping.keys.count : 1)
        if !isGrouped { _ = place(of: 0) }
        for run in inquiry.runs.runs {
            run.forEachRecord { record, start, end in
                guard inquiry.touches.pointer[run.base + Int(run.segment.nodes.pointer[end - 1])] else { return }
                add(run, record, start, end)
            }
        }
    }

    /// What one record alone did.
    init(_ inquiry: Inquiry, of run: Run, _ record: Int, _ start: Int, _ end: Int) {
        self.inquiry = inquiry
        isGrouped = false
        isOwnCalendar = inquiry.question.calendar.identifier == inquiry.catalog.calendar.identifier
        places = [-1]
        _ = place(of: 0)
        add(run, record, start, end)
    }

    func durations() -> Durations { Durations(pairs, kinds: max(1, sums.count) * inquiry.periodKinds) }

    private mutating func place(of group: Int) -> Int {
        if places[group] < 0 {
            places[group] = sums.count
            numbers.append(group)
            sums.append(PeriodSums(cells: inquiry.map.cells.count))
        }
        return places[group]
    }

    private mutating func add(_ run: Run, _ record: Int, _ start: Int, _ end: Int) {
        let place = place(of: isGrouped ? inquiry.grouping.group(run, record, start, end) : 0)
        var tally = Tally()
        inquiry.weigh(run, record, end, into: &tally)
        let rows = inquiry.rows(run, start, end, isOwnCalendar: isOwnCalendar)
        let standing = inquiry.cell(run, before: rows.upperBound, start)
        if standing < inquiry.map.cells.count { sums[place].standing[standing].add(tally) }
        if inquiry.map.kind(standing) == .open { sums[place].open.add(tally) }
        let carried = inquiry.cell(run, before: rows.lowerBound, start)
        if rows.isEmpty && inquiry.map.kind(carried) != .open { return }
        guard walk(run, start, rows, carried, tally, place) || inquiry.map.kind(carried) == .open else { return }
        sums[place].population.add(tally)
        if standing == inquiry.map.outside { sums[place].movedOut.add(tally) }
    }

    /// Follows a record through the period and says whether it moved.
    private mutating func walk(
        _ run: Run,
        _ start: Int,
        _ rows: Range<Int>,
        _ carried: Int,
        _ tally: Tally,
        _ place: Int
    ) -> Bool {
        let map = inquiry.map
        var closing: (row: Int, kind: Stage.Kind)?
        var cell = carried
        var begin = inquiry.beginning(run, before: rows.lowerBound, start)
        var stood: Set<Int> = map.kind(carried) == .open ? [carried] : []
        var hasMoved = false
        for row in rows {
            addRow(run, start, row, place)
            let next = inquiry.cell(run, before: row + 1, start)
            guard next != cell else { continue }
            hasMoved = true
            stood.formUnion([cell, next])
            sums[place].changes.add(1, from: cell, to: next, isRepeat: false)
            if cell < map.cells.count { endStay(run, begin..<row, cell, next, tally, place) }
            if let kind = map.kind(next), kind != .open, kind != map.kind(cell) { closing = (row, kind) }
            begin = row
            cell = next
        }
        for cell in stood where cell < map.cells.count { sums[place].stood[cell].add(tally) }
        if let closing { close(run, start, closing.row, closing.kind, tally, place) }
        return hasMoved
    }

    /// Counts the row's repeat of a stage and its entry lag.
    private mutating func addRow(_ run: Run, _ start: Int, _ row: Int, _ place: Int) {
        if inquiry.question.measures.contains(.entryLag), let lag = run.segment.lag(row) {
            pairs.append(KindDuration(kind: UInt32((place + 1) * inquiry.periodKinds - 1), milliseconds: lag))
        }
        let (nodes, stages) = (run.segment.nodes.pointer, run.segment.paths.stages.pointer)
        guard row > start, nodes[row] != nodes[row - 1] else { return }
        guard stages[Int(nodes[row])] == stages[Int(nodes[row - 1])] else { return }
        let cell = inquiry.cell(run, before: row + 1, start)
        sums[place].changes.add(1, from: cell, to: cell, isRepeat: true)
    }

    /// Counts the end of a stay, which lasted from the first of the rows to the one that ended it.
    private mutating func endStay(
        _ run: Run,
        _ rows: Range<Int>,
        _ cell: Int,
        _ next: Int,
        _ tally: Tally,
        _ place: Int
    ) {
        sums[place].ended[cell].add(tally)
        if inquiry.map.kind(next) == .won || inquiry.map.step(cell, next) > 0 {
            sums[place].advanced[cell].add(tally)
        }
        guard inquiry.question.measures.contains(.durations) else { return }
        if let stay = inquiry.clock.duration(run.segment, from: rows.lowerBound, to: rows.upperBound) {
            pairs.append(KindDuration(kind: UInt32(place * inquiry.periodKinds + cell), milliseconds: stay))
        }
    }

    private mutating func close(
        _ run: Run,
        _ start: Int,
        _ row: Int,
        _ kind: Stage.Kind,
        _ tally: Tally,
        _ place: Int
    ) {
        guard kind == .won else { return sums[place].lost.add(tally) }
        sums[place].won.add(tally)
        guard inquiry.question.measures.contains(.durations) else { return }
        if let cycle = inquiry.clock.duration(run.segment, from: run.segment.firstStanding(start), to: row) {
            pairs.append(KindDuration(kind: UInt32((place + 1) * inquiry.periodKinds - 2), milliseconds: cycle))
        }
    }
}
