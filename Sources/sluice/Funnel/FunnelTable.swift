import Sales
import SalesAnalytics

/// The funnel as text for a terminal: the taper in block characters, then the groups.
struct FunnelTable {
    let report: FunnelReport
    let language: Language
    let width: Int
    /// Sentences under the table.
    let remarks: [String]

    init(_ report: FunnelReport, in language: Language, width: Int, remarks: [String] = []) {
        self.report = report
        self.language = language
        self.width = max(60, width)
        self.remarks = remarks
    }

    var text: String {
        var lines = heading
        if report.figures.population == 0 && report.view == .cohort {
            lines += ["", FunnelWords.empty[language]]
        } else {
            lines += [""] + drawing
        }
        if !report.groups.isEmpty { lines += [""] + FunnelGroupTable(report, in: language).lines }
        if !remarks.isEmpty { lines += [""] + remarks }
        return lines.joined(separator: "\n")
    }
}

extension FunnelTable {
    private var figures: FunnelFigures { report.figures }
    private func word(_ text: LocalizedText) -> String { text[language] }

    private var heading: [String] {
        var lines = [title, counts, rates].map { $0.joined(separator: " · ") }
        let others = figures.stages.reduce(0) { $0 + $1.standingAmount.otherCurrency }
        if others > 0 {
            lines.append("\(word(FunnelWords.otherCurrency)) \(figures.wonAmount.currency): \(others.grouped)")
        }
        return lines
    }

    private var title: [String] {
        var parts = [report.pipeline, word(report.view == .cohort ? FunnelWords.cohort : FunnelWords.period)]
        if report.from != nil || report.to != nil {
            parts.append("\(report.from?.description ?? "…") – \(report.to?.description ?? "…")")
        }
        if let asOf = report.asOfText { parts.append("\(word(FunnelWords.asOf)) \(asOf)") }
        if report.known != nil { parts.append(word(FunnelWords.recorded)) }
        if let known { parts.append(known) }
        return parts
    }

    /// The day at whose end, or the time of the asked zone at which, the state of knowledge is taken.
    private var known: String? {
        guard let instant = report.known, let text = report.knownText else { return nil }
        guard text.contains("T"), let zone = ZoneCalendar(report.calendarIdentifier) else {
            return "\(word(FunnelWords.known)) \(text)"
        }
        let local = Instant(milliseconds: instant.milliseconds + zone.offset(at: instant)).description
        let time = local.prefix(19).replacing("T", with: " ")
        let short = time.hasSuffix(":00") ? String(time.dropLast(3)) : String(time)
        return "\(word(FunnelWords.knownAt)) \(short) (\(zone.identifier))"
    }

    private var counts: [String] {
        let counted = [
            (FunnelWords.open, figures.open), (FunnelWords.won, figures.won), (FunnelWords.lost, figures.lost),
        ]
        let movedOut = figures.movedOut > 0 ? [(FunnelWords.movedOut, figures.movedOut)] : []
        return [FunnelWords.opportunities(figures.population)[language]]
            + (counted + movedOut).map { "\(word($0)) \($1.grouped)" }
    }

    private var rates: [String] {
        let closed = figures.won + figures.lost
        var parts = ["\(word(FunnelWords.winRate)) \(figures.winRate.percent(of: closed, in: language))"]
        if let overall = figures.overall {
            parts.append(
                "\(word(FunnelWords.overall)) \(Optional(overall).percent(of: figures.population, in: language))"
            )
        }
        parts.append("\(word(FunnelWords.won)) \(figures.wonAmount.text)")
        parts.append("\(word(FunnelWords.cycle)) \(figures.cycleDays.cycleText(in: language))")
        return parts
    }

    private var drawnStages: [StageFigures] { figures.stages.filter { $0.kind == .open && !$0.isRetired } }

    /// What a bar stands for: those that reached the stage, or entered it in the period.
    private func size(_ stage: StageFigures) -> Int { stage.reached ?? stage.entries }

    private var largest: Int { max(1, rows.compactMap(\.size).max() ?? 1) }

    /// The stages as a table: name, the size its bar has (none for lost stages), and the figures to the right.
    private var rows: [(name: String, size: Int?, cells: [String])] {
        let open = drawnStages.map { ($0.name, Optional(size($0)), cells($0)) }
        let closed = figures.stages.filter { $0.kind != .open }.map { stage in
            let moved = report.view == .cohort ? stage.standing : stage.entries
            let first = report.view == .cohort ? "" : moved.grouped
            return (stage.name, stage.kind == .won ? moved : nil, [first, "", "", stage.standing.grouped, ""])
        }
        return open + closed
    }

    private var titles: [String] {
        [
            report.view == .cohort ? FunnelWords.reached : FunnelWords.entries, FunnelWords.share,
            FunnelWords.conversion, isOfNow ? FunnelWords.here : FunnelWords.there, FunnelWords.stay,
        ].map(word)
    }

    /// Whether the standing records are those of today as far as is known today.
    private var isOfNow: Bool {
        report.asOf == nil && report.knownText == nil && (report.view == .cohort || report.to == nil)
    }

    private func cells(_ stage: StageFigures) -> [String] {
        [
            size(stage).grouped, stage.share.percent(of: figures.population, in: language),
            stage.conversion.percent(of: stage.reached ?? stage.exits.total, in: language),
            stage.standing.grouped, stage.daysInStage.text(in: language),
        ]
    }

    private var drawing: [String] {
        let rows = rows
        let titles = titles
        let widths = titles.indices.map { column in
            2 + max(titles[column].displayWidth, rows.map { $0.cells[column].displayWidth }.max() ?? 0)
        }
        let names = min(26, max(word(FunnelWords.stage).displayWidth, rows.map(\.name.displayWidth).max() ?? 0))
        let left = width - names - 1 - widths.reduce(0, +)
        // Bars of fewer columns draw no taper, and would push the figures over the terminal's edge.
        let bar = left < 10 ? 0 : min(48, left)
        func line(_ name: String, _ drawn: String, _ cells: [String]) -> String {
            let fitted = zip(cells, widths).map { $0.fitted(to: $1, alignRight: true) }.joined()
            return "\(name.fitted(to: names)) \(drawn)\(fitted)".trimmingTrailingBlanks
        }
        let blank = String(repeating: " ", count: bar)
        return [line(word(FunnelWords.stage), blank, titles)]
            + rows.map { line($0.name, $0.size.map { self.bar($0, bar) } ?? blank, $0.cells) }
    }

    /// A bar in the middle, so that bars below one another draw the taper.
    private func bar(_ size: Int, _ width: Int) -> String {
        let share = (Double(size) / Double(largest) * Double(width)).rounded()
        let length = size == 0 || width == 0 ? 0 : min(width, max(1, Int(share)))
        let left = (width - length) / 2
        return String(repeating: " ", count: left) + String(repeating: "█", count: length)
            + String(repeating: " ", count: width - length - left)
    }
}

extension String {
    var trimmingTrailingBlanks: String {
        var text = Substring(self)
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
