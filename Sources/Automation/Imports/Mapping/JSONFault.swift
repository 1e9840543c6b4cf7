import Foundation

/// Where a text stops being JSON, as half a sentence.
struct JSONFault {
    private let text: Substring
    private let debugText: String

    /// Nil where the text is JSON.
    init?(_ data: Data) {
        text = String(decoding: data, as: UTF8.self)[...]
        do {
            _ = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
            return nil
        } catch {
            debugText = (error as NSError).userInfo["NSDebugDescription"] as? String ?? ""
        }
    }

    var description: String {
        if text.allSatisfy(\.isWhitespace) { return "it is empty" }
        if debugText.contains("end of file") { return "it ends before its last bracket or quotation mark" }
        // Foundation tells the place in this sentence alone.
        guard let found = debugText.firstMatch(of: /around character (\d+)/), let offset = Int(found.1) else {
            return "look for a missing comma, bracket or quotation mark"
        }
        let lines = text.utf8.prefix(offset).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return "look near line \(lines.count), column \((lines.last?.count ?? 0) + 1)"
    }
}
