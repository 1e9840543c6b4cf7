import Sales
import SalesAnalytics

/// The funnel as text for a terminal: the taper in block characters, then the groups.
struct FunnelTable {
    let report: FunnelReport
    let language: Language
    let width: Int

    init(_ report: FunnelReport, in language: Language, width: Int) {
        self.report = report
        self.language = language
        self.width = max(60, width)
    }

    var text: String {
        var lines = heading
        if report.figures.population == 0 && report.view == .cohort {
            lines += ["", FunnelWords.empty[language]]
        } else {
            lines += ["", stageHeading] + drawnStages.map(line) + closedLines
        }
        if !report.groups.isEmpty { lines += [""] + FunnelGroupTable(report, in: language).lines }
        return lines.joined(separator: "\n")
    }
}

extension FunnelTable {
    private var figures: FunnelFigures { report.figures }
    private func word(_ text: LocalizedText) -> String { text[language] }

    private var heading: [String] {
        var first = [report.pipeline, word(report.view == .cohort ? FunnelWords.cohort : FunnelWords.period)]
        if report.from != nil || report.to != nil {
            first.append("\(report.from?.description ?? "…") – \(report.to?.description ?? "…")")
        }
        if let asOf = report.asOfText { first.append("\(word(FunnelWords.asOf)) \(asOf)") }
        if report.known != nil { first.append(word(FunnelWords.recorded)) }
        if let known = report.knownText { first.append("\(word(FunnelWords.known)) \(known)") }
        var counts = [
            "\(figures.population.grouped) \(word(FunnelWords.opportunities))",
            "\(word(FunnelWords.open)) \(figures.open.grouped)",
            "\(word(FunnelWords.won)) \(figures.won.grouped)", "\(word(FunnelWords.lost)) \(figures.lost.grouped)",
        ]
        if figures.movedOut > 0 { counts.append("\(word(FunnelWords.movedOut)) \(figures.movedOut.grouped)") }
        return [first.joined(separator: " · "), counts.joined(separator: " · "), rates.joined(separator: " · ")]
    }

    private var rates: [String] {
        let closed = figures.won + figures.lost
        var parts = ["\(word(FunnelWords.winRate)) \(figures.winRate.percent(of: closed, in: language))"]
        if let overall = figures.overall {
            parts.append("\(word(FunnelWords.overall)) \(overall.percent)")
        }
        parts.append("\(word(FunnelWords.won)) \(figures.wonAmount.text)")
        let median = figures.cycleDays.text(in: language)
        parts.append("\(word(FunnelWords.cycle)) \(median)")
        return parts
    }

    private var drawnStages: [StageFigures] { figures.stages.filter { $0.kind == .open && !$0.isRetired } }

    /// What a bar stands for: those that reached the stage, or entered it in the period.
    private func size(_ stage: StageFigures) -> Int { stage.reached ?? stage.entries }

    private var largest: Int { max(1, drawnStages.map(size).max() ?? 1, figures.won) }

    private var nameWidth: Int {
        let names = figures.stages.map(\.name.displayWidth)
        return min(26, max(word(FunnelWords.stage).displayWidth, names.max() ?? 8))
    }

    private var barWidth: Int { max(10, width - nameWidth - 60) }

    private var stageHeading: String {
        columns(
            word(FunnelWords.stage),
            String(repeating: " ", count: barWidth),
            [
                word(report.view == .cohort ? FunnelWords.reached : FunnelWords.entries), word(FunnelWords.share),
                word(FunnelWords.conversion), word(FunnelWords.here), word(FunnelWords.stay),
            ]
        )
    }

    private func line(_ stage: StageFigures) -> String {
        columns(
            stage.name,
            bar(size(stage)),
            [
                size(stage).grouped, stage.share?.percent ?? "–",
                stage.conversion.percent(of: stage.reached ?? stage.exits.total, in: language),
                stage.standing.grouped, stage.daysInStage.text(in: language),
            ]
        )
    }

    private var closedLines: [String] {
        figures.stages.filter { $0.kind != .open }.map { stage in
            let bar = stage.kind == .won ? bar(stage.standing) : String(repeating: " ", count: barWidth)
            return columns(stage.name, bar, ["", "", "", stage.standing.grouped, ""])
        }
    }

    private func columns(_ name: String, _ bar: String, _ values: [String]) -> String {
        let widths = [9, 9, 16, 10, 14]
        let cells = zip(values, widths).map { $0.fitted(to: $1, alignRight: true) }
        return "\(name.fitted(to: nameWidth)) \(bar)\(cells.joined())".trimmingTrailingBlanks
    }

    /// A bar in the middle, so that bars below one another draw the taper; eighths of a block at its end.
    private func bar(_ size: Int) -> String {
        let halves = (Double(size) / Double(largest) * Double(barWidth)).rounded()
        let length = size == 0 ? 0 : max(1, Int(halves))
        let left = (barWidth - length) / 2
        return String(repeating: " ", count: left) + String(repeating: "█", count: length)
            + String(repeating: " ", count: barWidth - length - left)
    }
}

extension String {
    var trimmingTrailingBlanks: String {
        var text = Substring(self)
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
