import Sales
import SalesAnalytics

/// One line for each group of a funnel.
struct FunnelGroupTable {
    let report: FunnelReport
    let language: Language

    init(_ report: FunnelReport, in language: Language) {
        self.report = report
        self.language = language
    }

    var lines: [String] {
        let rows = report.groups.map(cells)
        let table = [heading] + rows
        let widths = heading.indices.map { column in table.map { $0[column].displayWidth }.max() ?? 0 }
        return table.map { row in
            row.enumerated().map { column, cell in
                cell.fitted(to: widths[column], alignRight: column > 0)
            }.joined(separator: "  ").trimmingTrailingBlanks
        }
    }

    private var heading: [String] {
        [
            FunnelWords.group, FunnelWords.count, FunnelWords.open, FunnelWords.won, FunnelWords.lost,
            FunnelWords.winRate, FunnelWords.won, FunnelWords.cycle,
        ].map { $0[language] }
    }

    private func cells(_ group: FunnelGroup) -> [String] {
        let figures = group.figures
        return [
            group.key.isEmpty ? FunnelWords.none[language] : group.key, figures.population.grouped,
            figures.open.grouped, figures.won.grouped, figures.lost.grouped,
            figures.winRate.percent(of: figures.won + figures.lost, in: language), figures.wonAmount.text,
            figures.cycleDays.cycleText(in: language),
        ]
    }
}

private func lacking(_ n: Int, of wanted: Int, in language: Language) -> String {
    FunnelWords.notEnough(n, of: wanted)[language]
}

extension Double? {
    /// The share with one decimal, `63.2%`, or that it is one of too few to tell.
    func percent(of n: Int, in language: Language) -> String {
        guard let self else { return "–" }
        if n < Enough.forShare { return lacking(n, of: Enough.forShare, in: language) }
        return "\(decimals(self * 100, 1))%"
    }
}

extension DurationFigures {
    /// The median cycle; where every one took no time at all, the file knew only one date of each record.
    func cycleText(in language: Language) -> String { mean == 0 ? "–" : text(in: language) }

    /// The median in days, or that there are too few to tell.
    func text(in language: Language) -> String {
        guard let median else { return "–" }
        if n < Enough.forMedian { return lacking(n, of: Enough.forMedian, in: language) }
        let digits = median < 10 && median != median.rounded() ? 1 : 0
        return "\(decimals(median, digits)) \(FunnelWords.days[language])"
    }
}

extension AmountFigures {
    /// `USD 10,005,534` without a fraction, or with it where there is one.
    var text: String {
        let scale = Int64((0..<currency.minorDigits).reduce(1) { scale, _ in scale * 10 })
        let (whole, rest) = minor.quotientAndRemainder(dividingBy: scale)
        let fraction = rest == 0 ? "" : ".\(Int64(rest.magnitude).padded(currency.minorDigits))"
        let sign = minor < 0 && whole == 0 ? "-" : ""
        return "\(currency) \(sign)\(whole.grouped)\(fraction)"
    }
}

/// The number rounded to so many decimals.
private func decimals(_ value: Double, _ digits: Int) -> String {
    let scale = digits == 0 ? 1.0 : 10.0
    let scaled = Int64(held: (value * scale).rounded())
    return digits == 0 ? scaled.grouped : "\((scaled / 10).grouped).\(scaled.magnitude % 10)"
}
