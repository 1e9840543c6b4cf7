import Foundation
import Sales
import SalesAnalytics

/// What the drawing needs: each stage with its size, and what left between it and the next.
struct FunnelChart: Encodable {
    var steps: [Step]
    var conversionName: String

    struct Step: Encodable {
        var name: String
        var size: Int
        var label: String
        var conversion: String?
        var isWon = false
    }

    init(_ report: FunnelReport, _ words: Words) {
        let open = report.figures.stages.filter { $0.kind == .open && !$0.isRetired }
        steps = open.map { stage in
            let size = stage.reached ?? stage.entries
            let base = report.view == .cohort ? size : stage.exits.total
            return Step(
                name: stage.name,
                size: size,
                label: words.count(size),
                conversion: stage.conversion.map { words.percent($0, of: base) }
            )
        }
        conversionName = words("funnel.conversion")
        steps.append(
            Step(
                name: words("funnel.won"),
                size: report.figures.won,
                label: words.count(report.figures.won),
                isWon: true
            )
        )
    }

    /// The data as JSON that may stand inside a script element.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let data = try? encoder.encode(self) else { return "{}" }
        return String(decoding: data, as: UTF8.self).replacing("<", with: "\\u003c")
    }
}
