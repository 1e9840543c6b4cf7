/// A table of figures with what it measures.
struct Section {
    var title: String
    var text: String
    var columns: [String]
    var rows: [[String]] = []

    /// The section in Markdown, numbers to the right.
    var markdown: String {
        let rule = columns.indices.map { $0 == 0 ? "---" : "---:" }
        let table = ([columns, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
        return "## \(title)\n\n\(text)\n\n\(table)\n"
    }
}

/// Whether a budget is met, in words.
func met(_ isMet: Bool) -> String { isMet ? "yes" : "**no**" }

extension Double {
    /// The number with so many digits after the point.
    func rounded(_ digits: Int) -> String {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = (self * scale).rounded()
        guard scaled.magnitude < 1e15 else { return "\(self)" }
        let whole = Int(scaled / scale)
        if digits == 0 { return whole.grouped }
        let rest = String(Int(scaled.magnitude.truncatingRemainder(dividingBy: scale)))
        let sign = scaled < 0 && whole == 0 ? "-" : ""
        return sign + whole.grouped + "." + String(repeating: "0", count: digits - rest.count) + rest
    }

    var milliseconds: String { (self * 1000).rounded(self < 0.01 ? 2 : 1) + " ms" }
    var seconds: String { rounded(2) + " s" }
    var times: String { rounded(self < 10 ? 2 : 1) + " ×" }
    var percent: String { (self * 100).rounded(0) + " %" }
}

extension Int {
    /// The digits in groups of three, `8,800`.
    var grouped: String {
        var text = ""
        for (index, digit) in String(magnitude).reversed().enumerated() {
            if index > 0 && index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (self < 0 ? "-" : "") + String(text.reversed())
    }

    var megabytes: String { (Double(self) / 1e6).rounded(0) + " MB" }
}
