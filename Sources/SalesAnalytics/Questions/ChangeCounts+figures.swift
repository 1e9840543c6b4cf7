import Sales

extension ChangeCounts {
    func transitions(_ map: StageMap) -> [TransitionFigures] {
        let cells = map.cells.count
        var figures: [TransitionFigures] = []
        for from in [cells] + Array(0..<cells) {
            for to in 0...cells where self[from, to] > 0 {
                let names = [from, to].map { $0 < cells ? map.cells[$0].stage.name : nil }
                figures.append(TransitionFigures(from: names[0], to: names[1], count: self[from, to]))
            }
        }
        return figures
    }

    func moves(_ map: StageMap) -> MoveFigures {
        var moves = MoveFigures()
        moves.repeats = repeats
        for from in 0...map.cells.count {
            for to in 0...map.cells.count where self[from, to] > 0 {
                add(self[from, to], map.kind(from), map.kind(to), map.step(from, to), to: &moves)
            }
        }
        return moves
    }

    private func add(
        _ count: Int,
        _ from: Stage.Kind?,
        _ to: Stage.Kind?,
        _ step: Int,
        to moves: inout MoveFigures
    ) {
        switch (from, to) {
        case (_, nil): moves.movedOut += count
        case (nil, .open): moves.movedIn += count
        case (.open, .open):
            if step > 0 { moves.forward += count } else { moves.backward += count }
            if step > 1 { moves.skip += count }
        case (.won, .won), (.lost, .lost): break
        case (_, .won): moves.won += count
        case (_, .lost): moves.lost += count
        case (_, .open): moves.reopened += count
        }
        if from == nil && to != .open && to != nil { moves.movedIn += count }
    }

    func exits(_ cell: Int, _ map: StageMap) -> ExitFigures {
        var exits = ExitFigures()
        for to in 0...map.cells.count {
            let count = self[cell, to]
            switch (map.kind(cell), map.kind(to)) {
            case (_, nil): exits.movedOut += count
            case (_, .won): exits.won += count
            case (_, .lost): exits.lost += count
            case (.open, .open):
                if map.step(cell, to) > 0 { exits.forward += count } else { exits.backward += count }
            case (_, .open): exits.reopened += count
            }
        }
        return exits
    }
}

extension StageMap {
    /// How many stages a move between two open ones goes on, negative where it goes back.
    ///
    /// Stages that are retired lie just behind the one that preceded them, so that a move to the next is no skip.
    func step(_ from: Int, _ to: Int) -> Int {
        guard from < cells.count, to < cells.count, let one = cells[from].depth, let other = cells[to].depth else {
            return 0
        }
        guard one == other else { return other - one }
        return cells[to].isRetired && (!cells[from].isRetired || from < to) ? 1 : -1
    }
}
