import Sales

/// What moved within a period, of one group.
struct PeriodSums {
    var population = Tally()
    var open = Tally()
    var won = Tally()
    var lost = Tally()
    var movedOut = Tally()
    /// Per cell: records of the population that were in it, and all that stand in it at the period's end.
    var stood: [Tally]
    var standing: [Tally]
    /// Per cell: the stays that ended, and those of them that ended in a later open stage or won.
    var ended: [Tally]
    var advanced: [Tally]
    var changes: ChangeCounts

    init(cells: Int) {
        stood = Array(repeating: Tally(), count: cells)
        standing = stood
        ended = stood
        advanced = stood
        changes = ChangeCounts(cells: cells)
    }
}

extension Inquiry {
    /// The kinds of durations of a group: one a cell, then the cycles, then the entry lags.
    var periodKinds: Int { map.cells.count + 2 }

    /// The record's rows that happened within the period.
    @inline(__always)
    func rows(_ run: Run, _ start: Int, _ end: Int, isOwnCalendar: Bool) -> Range<Int> {
        var low = start
        while low < end && time(run.segment, low, isOwnCalendar) < window.from { low += 1 }
        var high = low
        while high < end && time(run.segment, high, isOwnCalendar) <= window.to { high += 1 }
        return low..<high
    }

    /// When the row happened, as the asked calendar's start of the day where only the own calendar's day is known.
    @inline(__always)
    private func time(_ segment: Segment, _ row: Int, _ isOwnCalendar: Bool) -> Int64 {
        let happened = segment.happened.pointer[row]
        if isOwnCalendar || segment.marks.pointer[row] & Marks.day == 0 { return happened }
        return question.calendar.start(of: catalog.calendar.day(of: Instant(milliseconds: happened))).milliseconds
    }

    /// The cell in which the record stood before the row, outside before its first.
    @inline(__always)
    func cell(_ run: Run, before row: Int, _ start: Int) -> Int {
        Int(row > start ? cells.pointer[run.base + Int(run.segment.nodes.pointer[row - 1])] : map.outside)
    }

    /// The row that began the stay in which the record stood before `row`.
    func beginning(_ run: Run, before row: Int, _ start: Int) -> Int {
        var begin = max(start, row - 1)
        while begin > start && cell(run, before: begin, start) == cell(run, before: row, start) { begin -= 1 }
        return begin
    }
}
