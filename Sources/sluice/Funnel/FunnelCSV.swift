import Sales
import SalesAnalytics

/// The funnel as CSV: for the whole and for each group one row of totals, then one row for each stage.
///
/// docs/guide/funnel.md describes the columns; a column that is not of a row's kind is empty in it.
struct FunnelCSV {
    let report: FunnelReport

    init(_ report: FunnelReport) { self.report = report }

    var text: String {
        let heading = ["level", "group", "stage", "kind", "currency"] + FunnelCSV.totals + FunnelCSV.stages
        let whole = rows("all", "", report.figures)
        let groups = report.groups.flatMap { rows("group", $0.key, $0.figures) }
        let lines = ([heading] + whole + groups).map { $0.map(\.csvCell).joined(separator: ",") }
        // Excel takes a file without this mark for one in the old encoding of the machine.
        return "\u{FEFF}" + lines.joined(separator: "\r\n")
    }

    private func rows(_ level: String, _ key: String, _ figures: FunnelFigures) -> [[String]] {
        let currency = figures.wonAmount.currency.code
        let total = [level, key, "", "total", currency] + cells(figures) + FunnelCSV.stages.map { _ in "" }
        let stages = figures.stages.map { stage in
            [level, key, stage.name, stage.kind.rawValue, currency] + FunnelCSV.totals.map { _ in "" } + cells(stage)
        }
        return [total] + stages
    }

    private static let totals = [
        "population", "open", "won", "lost", "moved_out", "win_rate", "overall", "won_amount_minor", "cycle_days_n",
        "cycle_days_mean", "cycle_days_median", "cycle_days_p90",
    ]

    private func cells(_ figures: FunnelFigures) -> [String] {
        [
            text(figures.population), text(figures.open), text(figures.won), text(figures.lost),
            text(figures.movedOut), text(figures.winRate), text(figures.overall), text(figures.wonAmount.minor),
        ] + cells(figures.cycleDays)
    }

    private static let stages = [
        "stood", "without_stay", "reached", "conversion", "share", "standing", "reached_amount_minor", "days_n",
        "days_mean", "days_median", "days_p90",
    ]

    private func cells(_ stage: StageFigures) -> [String] {
        [
            text(stage.stood), text(stage.withoutStay), text(stage.reached), text(stage.conversion),
            text(stage.share), text(stage.standing), text(stage.reachedAmount?.minor),
        ] + cells(stage.daysInStage)
    }

    private func cells(_ days: DurationFigures) -> [String] {
        [text(days.n), text(days.mean), text(days.median), text(days.p90)]
    }

    private func text(_ value: (some CustomStringConvertible)?) -> String { value?.description ?? "" }
}

extension String {
    /// The cell quoted where it must be; a text that a spreadsheet would take for a formula gets one apostrophe.
    fileprivate var csvCell: String {
        let isFormula = first.map { "=+-@\t'".contains($0) } ?? false && Double(self) == nil
        let safe = isFormula ? "'" + self : self
        guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
