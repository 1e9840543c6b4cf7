import Sales

/// A count in a report, whose records somebody wants to see.
package struct FunnelFigure: Hashable, Sendable {
    package enum Count: String, CaseIterable, Sendable {
        case population, open, won, lost, movedOut
        /// Of one stage.
        case stood, reached, standing, entries, exits

        package var isOfStage: Bool {
            switch self {
            case .population, .open, .won, .lost, .movedOut: false
            case .stood, .reached, .standing, .entries, .exits: true
            }
        }
    }

    package var count: Count
    package var stage: Identifier<Stage>?

    package init(_ count: Count, of stage: Identifier<Stage>? = nil) {
        self.count = count
        self.stage = stage
    }
}

extension Timeline {
    /// The records that a figure of the answer counts, each once, in the order in which they came to be known.
    ///
    /// `group` is one of the report's; without it the figure is that of the whole. Who counts is decided by the same
    /// sums as the figure itself, made of one record alone.
    package func records(
        behind figure: FunnelFigure,
        of question: FunnelQuestion,
        in group: (key: String, id: String?)? = nil
    ) throws(FunnelError) -> [Identifier<Opportunity>] {
        var question = question
        if group == nil { (question.dimension, question.slice) = (nil, nil) }
        if let slice = question.slice, slice.hasSeveral {
            guard let only = slice.only(group?.id) else { return [] }
            question.slice = only
        }
        let inquiry = try Inquiry(question, of: self)
        let cell = inquiry.map.cells.firstIndex { $0.stage.id == figure.stage }
        if figure.count.isOfStage && cell == nil { throw .unknownStage }
        let wanted = Wanted(figure: figure.count, cell: cell ?? 0, group: group)
        let indices =
            switch question.view {
            case .cohort: Cohort(inquiry: inquiry).records(wanted)
            case .period: Period(inquiry: inquiry).records(wanted)
            }
        return indices.sorted().map { index[Int($0)] }
    }
}

/// Which records are wanted of an answer.
private struct Wanted {
    var figure: FunnelFigure.Count
    var cell: Int
    var group: (key: String, id: String?)?

    func includes(_ number: Int, of grouping: Grouping) -> Bool {
        guard let group else { return true }
        let key = grouping.keys[number]
        // Who has an identifier is known by it, whatever the name is in the language of who asks.
        return key.id == group.id && (key.id != nil || key.name == group.key)
    }
}

extension Cohort {
    fileprivate func records(_ wanted: Wanted) -> [UInt32] {
        var known: [Int: Bool] = [:]
        var records: [UInt32] = []
        forEachMember { run, record, start, end in
            let node = run.base + Int(run.segment.nodes.pointer[end - 1])
            let counts = known[node] ?? counts(node, run, wanted)
            known[node] = counts
            guard counts else { return }
            let group = inquiry.group(run, record, start, end, entry: inquiry.entry(run, start))
            if wanted.includes(group, of: inquiry.grouping) { records.append(run.segment.records.pointer[record]) }
        }
        return records
    }

    /// Whether a record that took this path is counted.
    private func counts(_ node: Int, _ run: Run, _ wanted: Wanted) -> Bool {
        var one = Tally()
        one.add(minor: 0, currency: 0)
        var sums = PathSums(inquiry.map)
        let cells = inquiry.cells.pointer + run.base
        sums.add(one, path: node - run.base, in: run.segment.paths, cells: cells, stamp: 1)
        return sums.count(wanted.figure, wanted.cell, inquiry.map) > 0
    }
}

extension Period {
    fileprivate func records(_ wanted: Wanted) -> [UInt32] {
        var inquiry = inquiry
        var wanted = wanted
        if inquiry.question.dimension == .month, let month = wanted.group?.key {
            guard let first = Day("\(month)-01") else { return [] }
            inquiry = inquiry.asking(inquiry.question.month(from: first))
            wanted.group = nil
        }
        var records: [UInt32] = []
        for run in inquiry.runs.runs {
            run.forEachRecord { record, start, end in
                guard inquiry.touches.pointer[run.base + Int(run.segment.nodes.pointer[end - 1])] else { return }
                let sums = PeriodCount(inquiry, of: run, record, start, end).sums[0]
                guard sums.count(wanted.figure, wanted.cell) > 0 else { return }
                let group = inquiry.grouping.group(run, record, start, end)
                if wanted.includes(group, of: inquiry.grouping) { records.append(run.segment.records.pointer[record]) }
            }
        }
        return records
    }
}

extension PathSums {
    fileprivate func count(_ figure: FunnelFigure.Count, _ cell: Int, _ map: StageMap) -> Int {
        switch figure {
        case .population: Int(population.count)
        case .open: Int(open.count)
        case .won: Int(won.count)
        case .lost: Int(lost.count)
        case .movedOut: Int(movedOut.count)
        case .stood: Int(stood[cell].count)
        case .standing: Int(standing[cell].count)
        case .reached: map.cells[cell].order.map { Int(reached[$0].count) } ?? 0
        case .entries: changes.entries(cell)
        case .exits: changes.exits(cell)
        }
    }
}

extension PeriodSums {
    fileprivate func count(_ figure: FunnelFigure.Count, _ cell: Int) -> Int {
        switch figure {
        case .population: Int(population.count)
        case .open: Int(open.count)
        case .won: Int(won.count)
        case .lost: Int(lost.count)
        case .movedOut: Int(movedOut.count)
        case .stood: Int(stood[cell].count)
        case .standing: Int(standing[cell].count)
        case .reached: 0
        case .entries: changes.entries(cell)
        case .exits: changes.exits(cell)
        }
    }
}
