import Automation
import Foundation
import Sales
import Storage

/// An import's report in words and as JSON.
struct ImportText {
    let report: ImportReport

    init(_ report: ImportReport) { self.report = report }

    func text(errorFile: String?) -> String {
        var lines = beginning
        lines += report.failures.map(line)
        if failuresNotListed > 0 {
            let place = errorFile.map { "see \($0)" } ?? "without --dry-run all of them are written to an error file"
            lines.append("  … and \(failuresNotListed.grouped) more failed rows: \(place).")
        }
        lines += report.noteKinds.map(line)
        let more = report.noteCount - report.noteKinds.reduce(0) { $0 + $1.count }
        if more > 0 { lines.append("  … and \(more.grouped) notes of other kinds.") }
        if let errorFile { lines.append("Failed rows: \(errorFile)") }
        return lines.joined(separator: "\n")
    }

    /// Which rows were taken, and the accounting of them.
    private var beginning: [String] {
        let accounting = report.accounting
        var lines: [String] = []
        if let before = report.importedBefore {
            lines.append(
                "This file was imported with this mapping on \(before); nothing was changed. "
                    + "--again reads it once more, over later edits."
            )
        }
        if report.isRetry {
            lines.append(
                "This file was imported with this mapping before: only the rows that failed then were taken. "
                    + "--again takes all of them, over later edits."
            )
        }
        if let row = report.resumedAfterRow { lines.append("Went on after row \(row.grouped).") }
        lines.append(
            "\(report.isDryRun ? "Dry run: " : "")\(accounting.rows.grouped) rows: \(accounting.created.grouped) created, "
                + "\(accounting.updated.grouped) updated, \(accounting.skipped.grouped) skipped, "
                + "\(accounting.failed.grouped) failed."
        )
        return lines
    }

    /// How many rows failed beside those that are listed.
    private var failuresNotListed: Int { report.accounting.failed - Set(report.failures.map(\.row)).count }

    private func line(_ finding: ImportFinding) -> String {
        let value = finding.value.count > 80 ? "\(finding.value.prefix(80))…" : finding.value
        let place = finding.column.isEmpty ? "" : ", \"\(finding.column)\" is \"\(value)\""
        return "  failed: row \(finding.row)\(place): \(finding.sentence)"
    }

    private func line(_ kind: ImportNoteKind) -> String {
        let rows = kind.rows.map(String.init).joined(separator: ", ")
        if kind.count == 1 { return "  note: row \(rows): \(kind.sentence)" }
        let more = kind.count > kind.rows.count ? ", …" : ""
        return "  note: \(kind.count.grouped) rows (\(rows)\(more)): \(kind.sentence)"
    }

    private struct JSONReport: Encodable {
        var importID: String
        var kind: String
        var file: String
        var dryRun: Bool
        var importedBefore: Bool
        var resumedAfterRow: Int?
        var rows: Int
        var created: Int
        var updated: Int
        var skipped: Int
        var failed: Int
        var failures: [Finding]
        var notes: [Finding]
        var noteCount: Int
        /// Failed rows beside those in `failures`; all are in the error file.
        var failuresNotListed: Int
        var noteKinds: [NoteKind]
        var errorFile: String?

        struct Finding: Encodable {
            var row: Int
            var column: String
            var value: String
            var sentence: String
        }

        /// Notes that say the same, with the first rows.
        struct NoteKind: Encodable {
            var sentence: String
            var count: Int
            var rows: [Int]
        }
    }

    func json(errorFile: String?) throws -> String {
        func list(_ findings: [ImportFinding]) -> [JSONReport.Finding] {
            findings.map { .init(row: $0.row, column: $0.column, value: $0.value, sentence: $0.sentence) }
        }
        let accounting = report.accounting
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(
            JSONReport(
                importID: report.run.id.description,
                kind: report.run.kind,
                file: report.run.fileName,
                dryRun: report.isDryRun,
                importedBefore: report.importedBefore != nil,
                resumedAfterRow: report.resumedAfterRow,
                rows: accounting.rows,
                created: accounting.created,
                updated: accounting.updated,
                skipped: accounting.skipped,
                failed: accounting.failed,
                failures: list(report.failures),
                notes: list(report.notes),
                noteCount: report.noteCount,
                failuresNotListed: failuresNotListed,
                noteKinds: report.noteKinds.map { .init(sentence: $0.sentence, count: $0.count, rows: $0.rows) },
                errorFile: errorFile
            )
        )
        return String(decoding: data, as: UTF8.self)
    }
}
