import Sales
import SalesAnalytics
import Storage

/// Makes words of a report's figures.
struct FunnelRows {
    let report: FunnelReport
    let earlier: FunnelReport?
    let links: FunnelLinks
    let words: Words

    private var figures: FunnelFigures { report.figures }

    /// What is shown: the view, the period, the day and the clock.
    func subtitle(_ access: Access) -> String {
        var parts = [words("funnel.view.\(report.view.rawValue)")]
        switch (report.from, report.to) {
        case (let from?, let to?): parts.append("\(words.day(from)) – \(words.day(to))")
        case (let from?, nil): parts.append(words("funnel.since", ["day": words.day(from)]))
        case (nil, let to?): parts.append(words("funnel.until", ["day": words.day(to)]))
        case (nil, nil): parts.append(words("funnel.period.all"))
        }
        if let asOf = report.asOf {
            parts.append(words("funnel.asOfDay", ["day": words.day(access.calendar.day(of: asOf))]))
        }
        if report.known != nil { parts.append(words("funnel.clock.recorded")) }
        if let earlier, let from = earlier.from, let to = earlier.to {
            parts.append(words("funnel.compared", ["period": "\(words.day(from)) – \(words.day(to))"]))
        }
        return parts.joined(separator: " · ")
    }

    var tiles: [FunnelPage.Tile] {
        let closed = figures.won + figures.lost
        let winRate = closed < Enough.forShare ? nil : figures.winRate
        let before = earlier?.figures
        return [
            count("population", figures.population, before?.population, FunnelFigure(.population)),
            count("open", figures.open, before?.open, FunnelFigure(.open)),
            count("won", figures.won, before?.won, FunnelFigure(.won)),
            count("lost", figures.lost, before?.lost, FunnelFigure(.lost)),
            FunnelPage.Tile(
                name: words("funnel.winRate"),
                value: words.percent(figures.winRate, of: closed),
                exact: words("funnel.ofClosed", count: closed),
                change: points(winRate, before.flatMap { $0.won + $0.lost < Enough.forShare ? nil : $0.winRate }),
                isSentence: figures.winRate != nil && winRate == nil
            ),
            money("wonAmount", figures.wonAmount, before?.wonAmount),
            FunnelPage.Tile(
                name: words("funnel.cycle"),
                value: words.median(figures.cycleDays.median, of: figures.cycleDays.n),
                exact: words("funnel.ofWon", count: figures.cycleDays.n),
                isSentence: figures.cycleDays.median != nil && figures.cycleDays.n < Enough.forMedian
            ),
            velocity,
        ]
    }

    private func count(_ name: String, _ value: Int, _ before: Int?, _ figure: FunnelFigure) -> FunnelPage.Tile {
        FunnelPage.Tile(
            name: words("funnel.\(name)"),
            value: words.count(value),
            exact: "",
            href: links.records(figure),
            change: before.map { change(Double(value - $0), words.count(value - $0), words.count($0)) }
        )
    }

    private func money(_ name: String, _ value: AmountFigures, _ before: AmountFigures?) -> FunnelPage.Tile {
        var exact = words.money(value.amount)
        if value.otherCurrency > 0 { exact += " · \(words("funnel.otherCurrency", count: value.otherCurrency))" }
        return FunnelPage.Tile(
            name: words("funnel.\(name)"),
            value: words.shortMoney(value.amount),
            exact: exact,
            change: before.map { before in
                let difference = value.amount.difference(from: before.amount)
                return change(Double(difference.minor), words.shortMoney(difference), words.shortMoney(before.amount))
            }
        )
    }

    private var velocity: FunnelPage.Tile {
        let currency = figures.wonAmount.currency
        let amount = figures.velocity.map { Amount(minor: Int64(held: $0), currency: currency) }
        return FunnelPage.Tile(
            name: words("funnel.velocity"),
            value: amount.map { words("funnel.perDay", ["amount": words.shortMoney($0)]) } ?? "–",
            exact: amount.map { words.money($0) } ?? ""
        )
    }
}
