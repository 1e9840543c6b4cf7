import Sales
import Storage

/// What an import did, row by row accounted for.
package struct ImportReport: Sendable {
    package var run: Import
    package var accounting: ImportAccounting
    package var isDryRun = false
    /// When the same file was imported with the same mapping before; nothing was done this time.
    package var importedBefore: Instant?
    /// The row after which an interrupted run went on.
    package var resumedAfterRow: Int?
    /// Whether only the rows were taken that failed when the same file was imported before.
    package var isRetry: Bool { run.retriedID != nil }
    /// The first failures and notes, and how many notes there are.
    package var failures: [ImportFinding] = []
    package var notes: [ImportFinding] = []
    package var noteCount = 0
    /// The notes by what they say.
    package var noteKinds: [ImportNoteKind] = []

    /// Rows that a dry run only read, and how many of them cannot be.
    package var onlyRead = 0
    package var unreadable = 0
    /// How a dry run reads rows, for those that it only reads.
    var rows: RowReader?

    init(_ run: Import) {
        self.run = run
        accounting = ImportAccounting(
            created: run.created,
            updated: run.updated,
            skipped: run.skipped,
            failed: run.failed
        )
    }
}

/// Why an import cannot begin.
package enum ImportError: Error, Equatable {
    case kindDiffers(asked: String, mapping: String)
    case pipelineMissing
    case unknownPipeline(String, known: [String])
    case stageMissing(String, pipeline: String)
    case leadPipeline(String)
    case undoneAlready
    case undoneMeanwhile
    case demoStays
}

extension ImportError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .kindDiffers(let asked, let mapping):
            "The mapping is for \(mapping), not for \(asked). Name the kind that the mapping has."
        case .pipelineMissing:
            "The mapping names no pipeline, and the workspace has not exactly one. Add \"pipeline\" to the mapping."
        case .unknownPipeline(let name, let known):
            "There is no pipeline named \(name), and the mapping gives no stages to make it from"
                + (known.isEmpty ? "." : "; there are: \(known.joined(separator: ", ")).")
        case .stageMissing(let stage, let pipeline):
            "The pipeline \(pipeline) is there already and has no stage named \(stage). Rename it in the mapping."
        case .leadPipeline(let name): "The pipeline \(name) is of leads; opportunities need one of their own."
        case .undoneAlready: "This import was undone already."
        case .undoneMeanwhile: "Someone undoes this import. Wait until that is done, and import the file again then."
        case .demoStays: "A demo cannot be taken back. Delete its database, or work in another (--database)."
        }
    }
}
