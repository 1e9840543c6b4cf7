import Foundation
import Sales
import SalesAnalytics

/// The folder of real pipelines that `SLUICE_TEST_DATA` names, if it does.
enum RealData {
    static let folder = ProcessInfo.processInfo.environment["SLUICE_TEST_DATA"]

    /// The rows of a file without quotes, each by its header's names, trimmed.
    static func rows(_ file: String, separator: Character = ",") throws -> [[String: String]] {
        let text = try String(contentsOfFile: folder! + "/" + file, encoding: .utf8)
        let mark = separator.asciiValue!
        let lines = text.utf8.split { $0 == 10 || $0 == 13 }.map { line in
            line.split(separator: mark, omittingEmptySubsequences: false).map { cell in
                let tail = cell.drop { $0 == 32 }
                let last = tail.lastIndex { $0 != 32 }
                return String(decoding: last.map { tail[...$0] } ?? tail, as: UTF8.self)
            }
        }
        return lines.dropFirst().map { Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first }) }
    }

    static func truth(_ file: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: folder! + "/" + file))
        return try JSONSerialization.jsonObject(with: data) as! [String: Any]
    }

    /// Reads `2011-10-01T00:38:44.546+02:00`.
    static func instant(_ text: String) -> Instant {
        let bytes = Array(text.utf8)
        let end = bytes.count - 6
        func number(_ range: Range<Int>) -> Int64 { bytes[range].reduce(0) { $0 * 10 + Int64($1) - 48 } }
        let clock = (number(11..<13) * 60 + number(14..<16)) * 60 + number(17..<19)
        let fraction = end >= 23 ? number(20..<23) : 0
        let offset = number(end + 1..<end + 3) * 60 + number(end + 4..<end + 6)
        let minutes = bytes[end] == UInt8(ascii: "-") ? -offset : offset
        let day = Int64(Day(String(text.prefix(10)))!.number)
        return Instant(milliseconds: day * 86_400_000 + (clock - minutes * 60) * 1000 + fraction)
    }
}

/// Gives identifiers to names, in the order in which they come.
struct Names<Record> {
    private(set) var all: [(id: Identifier<Record>, name: String)] = []
    private var known: [String: Identifier<Record>] = [:]

    subscript(name: String) -> Identifier<Record> {
        mutating get {
            if let id = known[name] { return id }
            let id = Identifier<Record>(high: 7, low: UInt64(all.count))
            known[name] = id
            all.append((id, name))
            return id
        }
    }
}
