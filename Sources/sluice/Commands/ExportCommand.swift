import ArgumentParser
import Automation
import Foundation
import Sales
import Storage

/// Writes a list into a file.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write accounts, contacts or opportunities into a CSV or Excel file.",
        discussion: """
            The columns are called as an import's fields are, so the file can be read back. --filter is what the \
            address of a list's page has behind the question mark, such as "outcome=open&closeTo=2026-03-31". Who \
            exported what stands in the change log.
            """
    )

    enum List: String, CaseIterable, ExpressibleByArgument {
        case accounts, contacts, opportunities

        fileprivate var holder: FieldHolder {
            switch self {
            case .accounts: .account
            case .contacts: .contact
            case .opportunities: .opportunity
            }
        }
    }

    @Argument(help: "accounts, contacts or opportunities.") var list: List
    @Argument(help: "The file to make, ending in .csv or .xlsx.", completion: .file()) var file: String
    @Option(help: "Only what this filter shows.") var filter = ""
    @Option(help: "The workspace's name; not needed when there is one.") var workspace: String?
    @Option(name: .customLong("as"), help: "Export in the name of this member, and only what they see.")
    var member: String?
    @OptionGroup var choice: DatabaseChoice

    func run() async throws {
        guard let format = ListExport.Format(rawValue: URL(filePath: file).pathExtension.lowercased()) else {
            throw ValidationError("The file's name must end in .csv or .xlsx.")
        }
        guard !FileManager.default.fileExists(atPath: file) else { throw Refusal.cannotMake(file) }
        try await choice.withStore { store in
            let found = try await store.workspace(named: workspace)
            let access = try await store.access(to: found, as: member, now: .now)
            var export = ListExport(try selection(), store, access)
            export.fields = try await store.read(access) { [list] in try $0.fieldDefinitions(list.holder) }
                .filter { !$0.isRetired }
            export.language = found.language
            try await export.begin(format)
            do { try await write(export, format) } catch {
                try? FileManager.default.removeItem(atPath: file)
                throw error
            }
        }
        Terminal.write("Wrote \(file).")
    }

    private func write(_ export: ListExport, _ format: ListExport.Format) async throws {
        let isMade = FileManager.default.createFile(
            atPath: file,
            contents: nil,
            attributes: [.posixPermissions: 0o600]
        )
        guard isMade, let handle = FileHandle(forWritingAtPath: file) else { throw Refusal.cannotMake(file) }
        switch format {
        case .csv:
            try await export.writeCSV { try handle.write(contentsOf: $0) }
            try handle.close()
        case .xlsx:
            try handle.close()
            let folder = FileManager.default.temporaryDirectory.path(percentEncoded: false)
            try await export.writeWorkbook(path: file, folder: folder)
        }
    }

    private func selection() throws -> ListExport.Selection {
        let items = try (URLComponents(string: "?\(filter)")?.queryItems ?? []).map { item in
            guard let value = item.value else { throw ValidationError("'\(item.name)' in the filter has no value.") }
            return QueryItem(item.name, value)
        }
        let query = filter.isEmpty ? [] : items
        switch list {
        case .accounts: return .accounts(try AccountFilter(query: query))
        case .contacts: return .contacts(try ContactFilter(query: query))
        case .opportunities: return .opportunities(try OpportunityFilter(query: query))
        }
    }
}
