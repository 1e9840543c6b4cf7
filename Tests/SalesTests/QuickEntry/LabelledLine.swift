import Foundation
import Sales
import Testing

/// A line of the table in `lines.tsv`: what was typed on which day, and what it says.
struct LabelledLine: Sendable, CustomTestStringConvertible {
    var today: Day
    var line: String
    var truth: String

    var testDescription: String { "\(line) on \(today)" }

    /// Every line of the table; a line `# 2026-03-04` tells the day of those below.
    static let all: [LabelledLine] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "lines.tsv")
        var today = Day.first
        return try! String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { row in
            if row.hasPrefix("# ") {
                today = Day(String(row.dropFirst(2)))!
                return nil
            }
            let parts = row.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return LabelledLine(today: today, line: parts[0], truth: parts.count > 1 ? parts[1] : "")
        }
    }()
}

extension EntryContext {
    /// Eleven o'clock in a company that sells in yuan against 星河 and Globex.
    static func at(_ today: Day, currency: Currency = .yuan, isDayFirst: Bool = false) -> EntryContext {
        EntryContext(
            today: today,
            time: TimeOfDay(hour: 11, minute: 0)!,
            currency: currency,
            isDayFirst: isDayFirst,
            competitors: ["星河", "Globex"],
            stages: ["初步接触", "需求确认", "方案呈现", "商务谈判"].enumerated().map {
                (Identifier(high: 0, low: UInt64($0.offset + 1)), $0.element)
            }
        )
    }
}
