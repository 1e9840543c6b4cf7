import Sales
import SalesAnalytics

/// The funnel as CSV: one row for each stage of the whole and of each group.
struct FunnelCSV {
    let report: FunnelReport

    init(_ report: FunnelReport) { self.report = report }

    var text: String {
        let whole = rows("", isWhole: true, report.figures)
        let groups = report.groups.flatMap { rows($0.key, isWhole: false, $0.figures) }
        return ([FunnelCSV.heading] + whole + groups).map { $0.map(\.csvCell).joined(separator: ",") }
            .joined(separator: "\r\n")
    }

    private static let heading = [
        "level", "group", "stage", "kind", "stood", "without_stay", "reached", "conversion", "share", "standing",
        "reached_amount_minor", "currency", "days_n", "days_mean", "days_median", "days_p90",
    ]

    private func rows(_ key: String, isWhole: Bool, _ figures: FunnelFigures) -> [[String]] {
        figures.stages.map { stage in
            [
                isWhole ? "all" : "group", key, stage.name, stage.kind.rawValue, "\(stage.stood)",
                text(stage.withoutStay), text(stage.reached), text(stage.conversion), text(stage.share),
                "\(stage.standing)", text(stage.reachedAmount?.minor), figures.wonAmount.currency.code,
                "\(stage.daysInStage.n)", text(stage.daysInStage.mean), text(stage.daysInStage.median),
                text(stage.daysInStage.p90),
            ]
        }
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
