import Foundation
import Sales
import Storage

/// What came of trying, running and undoing a planned import, as the page tells it at any later time.
package struct ImportOutcome: Codable, Equatable, Sendable {
    /// How many rows became what.
    package struct Counts: Codable, Equatable, Sendable {
        package var created = 0
        package var updated = 0
        package var skipped = 0
        package var failed = 0
        /// Rows that were only read, and how many of them cannot be.
        package var onlyRead = 0
        package var unreadable = 0
        /// The first failures, and what else should be known.
        package var failures: [Finding] = []
        package var notes: [Finding] = []
        /// When the same file was imported with the same choices before, so that nothing was done.
        package var importedBefore: Int64?

        package init() {}
    }

    package struct Finding: Codable, Equatable, Sendable {
        package var row: Int
        package var column = ""
        package var value = ""
        package var sentence: String
        package var count = 1
    }

    package struct Kept: Codable, Equatable, Sendable {
        package var kind: String
        package var name: String
        package var reason: String
    }

    package var dryRun: Counts?
    package var result: Counts?
    package var undone: Int?
    package var kept: [Kept] = []
    package var keptCount = 0
    /// The sentence of what broke it off.
    package var fault: String?
    /// Whether there is a file with the rows that failed.
    package var hasErrorFile = false

    package init() {}

    package init(json: String) { self = (try? JSONDecoder().decode(Self.self, from: Data(json.utf8))) ?? Self() }

    package var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

extension ImportOutcome.Counts {
    package init(_ report: ImportReport) {
        let accounting = report.accounting
        (created, updated) = (accounting.created, accounting.updated)
        (skipped, failed) = (accounting.skipped, accounting.failed)
        (onlyRead, unreadable) = (report.onlyRead, report.unreadable)
        failures = report.failures.prefix(20).map {
            .init(row: $0.row, column: $0.column, value: String($0.value.prefix(200)), sentence: $0.sentence)
        }
        notes = report.noteKinds.map { .init(row: $0.rows.first ?? 0, sentence: $0.sentence, count: $0.count) }
        importedBefore = report.importedBefore?.milliseconds
    }

    package var rows: Int { created + updated + skipped + failed + onlyRead }
}
