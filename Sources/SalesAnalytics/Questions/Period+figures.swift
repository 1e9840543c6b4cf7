import Sales

extension Period {
    func figures(_ sums: PeriodSums, _ durations: borrowing Durations, _ place: Int) -> FunnelFigures {
        let kinds = inquiry.periodKinds
        var figures = FunnelFigures(wonAmount: sums.won.figures(inquiry.catalog.currencies[0]))
        figures.population = Int(sums.population.count)
        figures.open = Int(sums.open.count)
        figures.won = Int(sums.won.count)
        figures.lost = Int(sums.lost.count)
        figures.movedOut = Int(sums.movedOut.count)
        figures.winRate = ratio(figures.won, of: figures.won + figures.lost)
        figures.cycleDays = durations.figures((place + 1) * kinds - 2)
        figures.entryLagDays = durations.figures((place + 1) * kinds - 1)
        figures.setVelocity()
        figures.transitions = sums.changes.transitions(inquiry.map)
        figures.moves = sums.changes.moves(inquiry.map)
        for (cell, described) in inquiry.map.cells.enumerated() {
            if described.isRetired && sums.stood[cell].count == 0 && sums.standing[cell].count == 0 { continue }
            var stage = stage(cell, sums)
            stage.daysInStage = durations.figures(place * kinds + cell)
            figures.stages.append(stage)
        }
        return figures
    }

    private func stage(_ cell: Int, _ sums: PeriodSums) -> StageFigures {
        let described = inquiry.map.cells[cell]
        var stage = StageFigures(described, standing: sums.standing[cell].figures(inquiry.catalog.currencies[0]))
        stage.stood = Int(sums.stood[cell].count)
        stage.standing = Int(sums.standing[cell].count)
        stage.entries = sums.changes.entries(cell)
        stage.exits = sums.changes.exits(cell, inquiry.map)
        if described.stage.kind == .open {
            stage.conversion = ratio(Int(sums.advanced[cell].count), of: Int(sums.ended[cell].count))
            stage.conversionByAmount = ratio(sums.advanced[cell], of: sums.ended[cell])
        }
        return stage
    }

    /// Each month of the period as a period of its own.
    func months() throws(FunnelError) -> [FunnelGroup] {
        var groups: [FunnelGroup] = []
        for month in monthsThatMoved() {
            let figures = try Period(inquiry: inquiry.asking(inquiry.question.month(from: month))).report().figures
            groups.append(FunnelGroup(key: month.month, id: nil, figures: figures))
        }
        return groups
    }

    /// The first days of the months of the period in which a record changed its stage.
    private func monthsThatMoved() -> [Day] {
        let isOwnCalendar = inquiry.question.calendar.identifier == inquiry.catalog.calendar.identifier
        var days: Set<Day> = []
        for run in inquiry.runs.runs {
            run.forEachRecord { _, start, end in
                for row in inquiry.rows(run, start, end, isOwnCalendar: isOwnCalendar) {
                    if inquiry.cell(run, before: row, start) == inquiry.cell(run, before: row + 1, start) { continue }
                    days.insert(inquiry.day(run, row))
                }
            }
        }
        return Set(days.map { $0.advanced(by: 1 - $0.parts.day) }).sorted()
    }
}

extension FunnelQuestion {
    /// The same of one month of the period, which begins on the day.
    func month(from first: Day) -> FunnelQuestion {
        var question = self
        question.dimension = nil
        question.from = max(first, from ?? first)
        let end = first.advanced(by: Day.length(ofMonth: first.parts.month, year: first.parts.year) - 1)
        question.to = min(end, to ?? end)
        return question
    }
}
