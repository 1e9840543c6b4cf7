import Foundation
import Sales
import Testing

@testable import Automation

/// The fenced blocks of the guide, in order.
private func blocks() throws -> [String] {
    let file = URL(fileURLWithPath: #filePath)
        .appending(path: "../../../../docs/guide/import.md").standardizedFileURL
    let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```")
    return stride(from: 1, to: parts.count, by: 2).map { parts[$0] }
}

@Suite struct `The guide's example` {
    @Test func `is read as the guide says`() throws {
        let blocks = try blocks()
        let csv = blocks[0].trimmingCharacters(in: .newlines)
        let mapping = String(blocks[1].dropFirst("json".count))
        let rows = try outcomes(mapping, csv).compactMap { outcome in
            if case .row(.opportunity(let row)) = outcome { row } else { nil }
        }
        #expect(rows.map(\.key) == ["D-1", "D-2", "D-3"])
        #expect(rows.map(\.stage) == [.set("Won"), .set("Proposal"), .set("Lost")])
        #expect(rows.map(\.amount.value?.minor) == [1_250_000, 800_000, nil])
        #expect(rows.map(\.closed.value?.day) == [Day("2026-03-02"), nil, Day("2026-02-17")])
        #expect(rows[0].name == .set("Acme GmbH D-1"))
    }
}
