import Sales

extension Cohort {
    /// The figures of the group at the place.
    func figures(_ grouped: GroupedSums, _ times: borrowing Times, _ place: Int) -> FunnelFigures {
        let sums = grouped.sums[place].sums
        let map = inquiry.map
        var figures = FunnelFigures(wonAmount: sums.won.figures(currency))
        figures.population = Int(sums.population.count)
        figures.open = Int(sums.open.count)
        figures.won = Int(sums.won.count)
        figures.lost = Int(sums.lost.count)
        figures.movedOut = Int(sums.movedOut.count)
        figures.winRate = ratio(figures.won, of: figures.won + figures.lost)
        figures.overall = ratio(figures.won, of: figures.population)
        figures.overallByAmount = ratio(sums.won, of: sums.population)
        if inquiry.question.measures.contains(.durations) { figures.cycleDays = times.cycles(place) }
        if inquiry.question.measures.contains(.entryLag) { figures.entryLagDays = times.lags(place) }
        figures.setVelocity()
        figures.transitions = sums.changes.transitions(map)
        figures.moves = sums.changes.moves(map)
        for cell in map.cells.indices where !map.cells[cell].isRetired || sums.stood[cell].count > 0 {
            var stage = stage(cell, sums)
            if inquiry.question.measures.contains(.durations) { stage.daysInStage = times.stays(place, cell) }
            figures.stages.append(stage)
        }
        return figures
    }

    private var currency: Currency { inquiry.catalog.currencies[0] }

    private func stage(_ cell: Int, _ sums: PathSums) -> StageFigures {
        let map = inquiry.map
        var stage = StageFigures(map.cells[cell], standing: sums.standing[cell].figures(currency))
        stage.stood = Int(sums.stood[cell].count)
        stage.standing = Int(sums.standing[cell].count)
        stage.entries = sums.changes.entries(cell)
        stage.exits = sums.changes.exits(cell, map)
        guard let order = map.cells[cell].order else { return stage }
        let all = sums.reached
        let (first, reached) = (all[0], all[order])
        let next = order + 1 < all.count ? all[order + 1] : sums.won
        stage.reached = Int(reached.count)
        stage.withoutStay = Int(reached.count) - stage.stood
        stage.reachedAmount = reached.figures(currency)
        stage.conversion = ratio(Int(next.count), of: Int(reached.count))
        stage.conversionByAmount = ratio(next, of: reached)
        stage.share = ratio(Int(reached.count), of: Int(first.count))
        stage.shareByAmount = ratio(reached, of: first)
        return stage
    }
}

extension StageFigures {
    init(_ cell: StageMap.Cell, standing: AmountFigures) {
        self.init(
            id: cell.stage.id,
            name: cell.stage.name,
            kind: cell.stage.kind,
            isRetired: cell.isRetired,
            standingAmount: standing
        )
    }
}

extension FunnelFigures {
    init(wonAmount: AmountFigures) { self.init(population: 0, wonAmount: wonAmount) }

    /// Open count × win rate × mean won amount ÷ mean cycle days, where none of them is missing.
    mutating func setVelocity() {
        guard let winRate, let mean = cycleDays.mean, mean > 0, wonAmount.withAmount > 0 else { return }
        let wonMean = Double(wonAmount.minor) / Double(wonAmount.withAmount)
        velocity = Double(open) * winRate * wonMean / mean
    }
}

extension [FunnelGroup] {
    /// In byte order of the key, of equal ones by identifier.
    func inOrder() -> [FunnelGroup] {
        sorted { left, right in
            if left.key.utf8.elementsEqual(right.key.utf8) { return (left.id ?? "") < (right.id ?? "") }
            return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
        }
    }
}
