import ArgumentParser
import Automation
import Foundation
import Sales
import Spreadsheets
import Storage

/// Imports a file of another system.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import a CSV or Excel file of another system.",
        discussion: """
            A mapping says which column feeds which field; docs/guide/import.md teaches it, Examples/mappings has some. \
            Interrupted, the same command goes on where it stopped; the same file twice changes nothing. Exits with 0 \
            when every row is in, with 2 when some rows failed: they are in an error file that can be corrected and \
            imported again.

            An import into an empty database makes a workspace named after the file, or as --workspace says, in the \
            currency, time zone and language that --currency, --time-zone and --language say.
            """
    )

    @Argument(help: "accounts, contacts, products, members, opportunities or stage-history.") var kind: ImportKind
    @Argument(help: "The file.", completion: .file()) var file: String
    @Option(help: "The mapping, a JSON file.", completion: .file(extensions: ["json"])) var mapping: String
    @Option(help: "The sheet of an Excel workbook (default: the first).") var sheet: String?
    @Option(help: "The workspace's name; not needed when there is one.") var workspace: String?
    @OptionGroup var newWorkspace: NewWorkspace
    @Option(name: .customLong("as"), help: "Import in the name of this member.") var member: String?
    @Flag(help: "Do everything but keep nothing.") var dryRun = false
    @Flag(help: "Read a file that was imported before once more, over what was edited since.") var again = false
    @Flag(help: "Report as JSON.") var json = false
    @Option(help: "Where failed rows go (default: FILE.errors.csv in this folder).") var errors: String?
    @OptionGroup var choice: DatabaseChoice

    func run() async throws {
        let text = try read(mapping)
        let plan = try ImportMapping(json: text.utf8)
        guard plan.kind == kind else {
            throw ImportError.kindDiffers(asked: kind.rawValue, mapping: plan.kind.rawValue)
        }
        let errorFile = try ErrorFilePlace(errors, source: file)
        let table = try SheetFile(file, sheet: sheet)
        defer { table.remove() }
        let rehearsal = dryRun ? try await choice.rehearsal() : nil
        defer { rehearsal?.remove() }
        let hasFailures = try await choice.withMigratedStore(in: rehearsal?.location) { store in
            let access = try await access(store, plan, table.path)
            var job = ImportJob(store: store, access: access, path: table.path, mapping: plan, mappingText: text)
            job.fileName = URL(fileURLWithPath: file).lastPathComponent
            job.isDryRun = dryRun
            job.again = again
            let progress = Progress("rows")
            let report = try await job.run { progress.update($0.rowsRead) }
            progress.finish(report.accounting.rows)
            let written = try await writeErrors(job, report, errorFile)
            Terminal.write(
                json ? try ImportText(report).json(errorFile: written) : ImportText(report).text(errorFile: written)
            )
            // The report need not wait for what the search is filled with.
            if !dryRun { try await store.fillSearchBacklog(batchSize: 2000) }
            return report.accounting.failed > 0
        }
        if hasFailures { throw ExitCode(2) }
    }

    private func read(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            _ = try ImportMapping(path: path)
            return ""
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// The workspace that is named, the only one, or a new one named after the file.
    private func access(_ store: Store, _ mapping: ImportMapping, _ table: String) async throws -> Access {
        let now = Instant.now
        if try await store.workspaces().isEmpty {
            // The file is read before anything is made of it.
            _ = try TableReader(path: table, format: mapping.format.table, expecting: mapping.columns)
            let name = workspace ?? URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
            let made = try await newWorkspace.make(
                in: store,
                name: name,
                currency: mapping.statedCurrency,
                timeZone: mapping.format.timeZone,
                now: now
            )
            Terminal.tell("Made the workspace \(made.name), in \(made.currency) and the zone \(made.timeZone).")
            return try await store.access(to: made, as: member, now: now)
        }
        let found = try await store.workspace(named: workspace)
        try newWorkspace.refuse(over: found)
        return try await store.access(to: found, as: member, now: now)
    }

    private func writeErrors(_ job: ImportJob, _ report: ImportReport, _ place: ErrorFilePlace) async throws -> String?
    {
        guard report.accounting.failed > 0, !report.isDryRun else { return nil }
        guard FileManager.default.createFile(atPath: place.path, contents: nil),
            let handle = FileHandle(forWritingAtPath: place.path)
        else { throw Refusal.cannotWrite(place.path) }
        try await job.writeErrorFile(of: report.run) { try handle.write(contentsOf: $0) }
        try handle.close()
        return place.path
    }
}

/// The text of the file, or of a workbook's sheet in a temporary folder.
private struct SheetFile {
    let path: String
    private let folder: URL?

    init(_ file: String, sheet: String?) throws {
        guard FileManager.default.fileExists(atPath: file), try Workbook.isWorkbook(path: file) else {
            if let sheet { throw SpreadsheetError.unknownSheet(sheet, known: []) }
            (path, folder) = (file, nil)
            return
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-sheet-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.folder = folder
        do {
            let place = folder.appending(path: "sheet.csv").path(percentEncoded: false)
            path = try ImportSource(path: file).text(sheet: sheet, into: place)
        } catch {
            try? FileManager.default.removeItem(at: folder)
            throw error
        }
    }

    func remove() {
        // What stays in the temporary folder is the system's to clear.
        if let folder { try? FileManager.default.removeItem(at: folder) }
    }
}

/// Where an import's failed rows go: found out before the first row, and never over a file that is there.
private struct ErrorFilePlace {
    var path: String

    init(_ named: String?, source: String) throws {
        let base = URL(fileURLWithPath: source).lastPathComponent
        path = named ?? "\(base).errors.csv"
        var count = 1
        while named == nil, FileManager.default.fileExists(atPath: path) {
            count += 1
            path = "\(base).errors-\(count).csv"
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard !FileManager.default.fileExists(atPath: path), FileManager.default.isWritableFile(atPath: folder) else {
            throw Refusal.cannotWrite(path)
        }
    }
}

extension ImportKind: ExpressibleByArgument {}
