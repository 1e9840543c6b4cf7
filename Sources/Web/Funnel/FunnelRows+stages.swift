import Sales
import SalesAnalytics

extension FunnelRows {
    /// The open stages of the process in force.
    var stages: [FunnelPage.StageRow] {
        let open = report.figures.stages.filter { $0.kind == .open && !$0.isRetired }
        return open.enumerated().map { place, stage in
            let next = place + 1 < open.count ? size(open[place + 1]) : report.figures.won
            return row(stage, dropOff: report.view == .cohort ? size(stage) - next : nil)
        }
    }

    /// The won and lost stages, and the retired ones that still hold records.
    var closed: [FunnelPage.StageRow] {
        report.figures.stages.filter { $0.kind != .open || $0.isRetired }.map { row($0, dropOff: nil) }
    }

    /// What a bar stands for: those that reached the stage, or entered it in the period.
    private func size(_ stage: StageFigures) -> Int { stage.reached ?? stage.entries }

    private func row(_ stage: StageFigures, dropOff: Int?) -> FunnelPage.StageRow {
        let isOpen = stage.kind == .open && !stage.isRetired
        let counted = isOpen ? size(stage) : report.view == .cohort ? stage.stood : stage.entries
        let figure: FunnelFigure.Count = report.view == .period ? .entries : isOpen ? .reached : .stood
        let base = report.view == .cohort ? stage.reached ?? 0 : stage.exits.total
        return FunnelPage.StageRow(
            name: stage.isRetired ? words("funnel.retired", ["name": stage.name]) : stage.name,
            reached: words.count(counted),
            reachedHref: links.records(FunnelFigure(figure, of: stage.id)),
            share: isOpen ? words.percent(stage.share, of: report.figures.population) : "",
            conversion: isOpen ? words.percent(stage.conversion, of: base) : "",
            change: conversionChange(stage, base),
            standing: words.count(stage.standing),
            standingHref: links.records(FunnelFigure(.standing, of: stage.id)),
            standingAmount: words.shortMoney(stage.standingAmount.amount),
            standingExact: words.money(stage.standingAmount.amount),
            stay: words.median(stage.daysInStage.median, of: stage.daysInStage.n),
            dropOff: dropOff.map { $0 > 0 ? "−\(words.count($0))" : "0" } ?? ""
        )
    }

    private func conversionChange(_ stage: StageFigures, _ base: Int) -> FunnelPage.Change? {
        guard let before = earlier?.figures.stages.first(where: { $0.id == stage.id }) else { return nil }
        let baseBefore = report.view == .cohort ? before.reached ?? 0 : before.exits.total
        guard base >= Enough.forShare, baseBefore >= Enough.forShare else { return nil }
        return points(stage.conversion, before.conversion)
    }

    /// The difference of two shares in percentage points.
    func points(_ now: Double?, _ before: Double?) -> FunnelPage.Change? {
        guard let now, let before else { return nil }
        let tenths = ((now - before) * 1000).rounded()
        let text = words("funnel.points", ["number": "\(abs(tenths) / 10)"])
        return change(tenths, tenths < 0 ? "−\(text)" : text, words.percent(before))
    }

    func change(_ difference: Double, _ text: String, _ before: String) -> FunnelPage.Change {
        FunnelPage.Change(
            text: difference > 0 ? "+\(text)" : text,
            before: words("funnel.before", ["value": before]),
            isUp: difference > 0,
            isDown: difference < 0
        )
    }

    func group(_ group: FunnelGroup) -> FunnelPage.GroupRow {
        let figures = group.figures
        return FunnelPage.GroupRow(
            name: group.key.isEmpty ? words("funnel.noGroup") : group.key,
            population: words.count(figures.population),
            populationHref: links.records(FunnelFigure(.population), group: group),
            open: words.count(figures.open),
            won: words.count(figures.won),
            wonHref: links.records(FunnelFigure(.won), group: group),
            lost: words.count(figures.lost),
            winRate: words.percent(figures.winRate, of: figures.won + figures.lost),
            wonAmount: words.shortMoney(figures.wonAmount.amount),
            wonExact: words.money(figures.wonAmount.amount),
            cycle: words.median(figures.cycleDays.median, of: figures.cycleDays.n)
        )
    }
}

extension AmountFigures {
    var amount: Amount { Amount(minor: minor, currency: currency) }
}
