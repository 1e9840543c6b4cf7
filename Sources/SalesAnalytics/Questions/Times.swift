import Sales

/// The durations of a cohort's groups: the stays in each stage, the cycles and the entry lags.
struct Times: ~Copyable {
    private let durations: Durations
    private let lags: Durations
    private let cellCount: Int

    /// `groups` has the group of each member in the order of the visit; nil where all are one.
    init(_ cohort: Cohort, _ grouped: GroupedSums, groups: [UInt32]?) {
        let measures = cohort.inquiry.question.measures
        cellCount = cohort.inquiry.map.cells.count
        var places = [UInt32](repeating: 0, count: cohort.inquiry.grouping.keys.count)
        for (place, group) in grouped.sums.enumerated() { places[group.number] = UInt32(place) }
        let memberPlaces = groups.map { groups in groups.map { places[Int($0)] } }
        let wantsStays = measures.contains(.durations)
        durations = Durations(limits: wantsStays ? Self.limits(grouped, cellCount) : [])
        lags =
            measures.contains(.entryLag)
            ? cohort.lags(memberPlaces, groups: max(1, grouped.sums.count)) : Durations(limits: [])
        if wantsStays { cohort.fill(durations, memberPlaces) }
    }

    /// At most so many stays ended per group and cell, and so many cycles: each stay ends by a change of stage.
    private static func limits(_ grouped: GroupedSums, _ cellCount: Int) -> [Int] {
        var limits: [Int] = []
        for group in grouped.sums {
            for cell in 0..<cellCount { limits.append(group.sums.changes.exits(cell)) }
            limits.append(Int(group.sums.won.count))
        }
        return limits
    }

    borrowing func stays(_ place: Int, _ cell: Int) -> DurationFigures {
        durations.figures(place * (cellCount + 1) + cell)
    }

    borrowing func cycles(_ place: Int) -> DurationFigures { durations.figures(place * (cellCount + 1) + cellCount) }

    borrowing func lags(_ place: Int) -> DurationFigures { lags.figures(place) }
}

extension Cohort {
    /// Puts each ended stay and each cycle of a won record to its kind.
    fileprivate func fill(_ durations: borrowing Durations, _ places: [UInt32]?) {
        let kinds = inquiry.map.cells.count + 1
        let isWon = Column((0...inquiry.map.cells.count).map { inquiry.map.kind($0) == .won })
        let cells = inquiry.cells.pointer
        var member = 0
        forEachMember { run, _, start, end in
            let kind = places.map { Int($0[member]) * kinds } ?? 0
            member += 1
            let nodes = run.segment.nodes.pointer
            let last = Int(cells[run.base + Int(nodes[end - 1])])
            if isWon.pointer[last] {
                let closing = closing(run, start, end, isWon)
                if let cycle = inquiry.clock.duration(run.segment, from: run.segment.firstStanding(start), to: closing)
                {
                    durations.add(cycle, to: kind + kinds - 1)
                }
            }
            if run.segment.isExact { return fillExact(durations, run, start, end, kind) }
            inquiry.forEachStay(run, start, end) { cell, from, to in
                if let stay = inquiry.clock.duration(run.segment, from: from, to: to) {
                    durations.add(stay, to: kind + cell)
                }
            }
        }
    }

    /// The stays of a record whose rows are all known to the instant; those outside the pipeline, whose cell is the
    /// kind of the cycles, are written and not kept.
    @inline(__always)
    private func fillExact(_ durations: borrowing Durations, _ run: Run, _ start: Int, _ end: Int, _ kind: Int) {
        let (nodes, happened) = (run.segment.nodes.pointer, run.segment.happened.pointer)
        let cells = inquiry.cells.pointer + run.base
        let outside = inquiry.map.outside
        var begin = happened[start]
        var cell = cells[Int(nodes[start])]
        var row = start + 1
        while row < end {
            let (next, instant) = (cells[Int(nodes[row])], happened[row])
            let hasMoved = next != cell
            durations.add(instant &- begin, to: kind + Int(cell), if: hasMoved && cell != outside)
            begin = hasMoved ? instant : begin
            cell = next
            row += 1
        }
    }

    /// The row by which the record came into the won stages in which it stands.
    @inline(__always)
    private func closing(_ run: Run, _ start: Int, _ end: Int, _ isWon: Column<Bool>) -> Int {
        let nodes = run.segment.nodes.pointer
        var row = end - 1
        while row > start && isWon.pointer[Int(inquiry.cells.pointer[run.base + Int(nodes[row - 1])])] { row -= 1 }
        return row
    }

    /// How long after it happened people entered each revision, by the group's place.
    fileprivate func lags(_ places: [UInt32]?, groups: Int) -> Durations {
        var limits = [Int](repeating: 0, count: groups)
        forEachLag(places) { place, _ in limits[place] += 1 }
        let lags = Durations(limits: limits)
        forEachLag(places) { place, lag in lags.add(lag, to: place) }
        return lags
    }

    @inline(__always)
    private func forEachLag(_ places: [UInt32]?, _ body: (_ place: Int, _ milliseconds: Int64) -> Void) {
        var member = 0
        forEachMember { run, _, start, end in
            let place = places.map { Int($0[member]) } ?? 0
            member += 1
            for row in start..<end {
                if let lag = run.segment.lag(row) { body(place, lag) }
            }
        }
    }
}

extension Segment {
    /// The row of a record's creation: the first from `start` that was not taken back.
    @inline(__always)
    func firstStanding(_ start: Int) -> Int {
        var row = start
        while marks.pointer[row] & Marks.voided != 0 { row += 1 }
        return row
    }

    /// How long after it happened a person entered the row; nil for what was voided, undated, or not by a person.
    @inline(__always)
    func lag(_ row: Int) -> Int64? {
        let bits = marks.pointer[row] & (Marks.person | Marks.voided | Marks.undated)
        return bits == Marks.person ? lags[row] : nil
    }
}

extension Inquiry {
    /// Calls `body` with each ended stay in a stage of the pipeline: its cell, the row that began it and the row that
    /// ended it.
    @inline(__always)
    func forEachStay(_ run: Run, _ start: Int, _ end: Int, _ body: (_ cell: Int, _ from: Int, _ to: Int) -> Void) {
        let nodes = run.segment.nodes.pointer
        let cells = cells.pointer + run.base
        let outside = map.outside
        var begin = start
        var cell = cells[Int(nodes[start])]
        var row = start + 1
        while row < end {
            let next = cells[Int(nodes[row])]
            if next != cell {
                if cell != outside { body(Int(cell), begin, row) }
                begin = row
                cell = next
            }
            row += 1
        }
    }
}
