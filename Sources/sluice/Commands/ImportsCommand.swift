import ArgumentParser
import Automation
import Sales
import Storage

/// The imports that were made, and taking one back.
struct ImportsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "imports",
        abstract: "List imports and undo one.",
        subcommands: [List.self, Undo.self],
        defaultSubcommand: List.self
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the imports, the newest first.")

        @Option(help: "The workspace's name; not needed when there is one.") var workspace: String?
        @Option(name: .customLong("as"), help: "List in the name of this member, an owner or administrator.")
        var member: String?
        @OptionGroup var choice: DatabaseChoice

        func run() async throws {
            let runs = try await choice.withStore { store in
                let found = try await store.workspace(named: workspace)
                let access = try await store.access(to: found, as: member, now: .now)
                return try await store.read(access) { try $0.importRuns() }
            }
            for run in runs {
                Terminal.write(
                    "\(run.id)  \(run.startedAt)  \(run.kind)  \(run.fileName)  \(run.state.rawValue)  "
                        + "\(run.created) created, \(run.updated) updated, \(run.skipped) skipped, \(run.failed) failed"
                )
            }
        }
    }

    struct Undo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back an import.",
            discussion: """
                Lists, search and every figure on the happened clock are as before the import. What was edited since, \
                or is used by other records, stays and is named. What was believed in between stays visible on the \
                recorded clock. The same file can be imported again afterwards.
                """
        )

        @Argument(help: "The import's id, as `sluice imports` lists it.") var id: String
        @Option(help: "The workspace's name; not needed when there is one.") var workspace: String?
        @Option(name: .customLong("as"), help: "Undo in the name of this member.") var member: String?
        @OptionGroup var choice: DatabaseChoice

        func run() async throws {
            guard let id = Identifier<Import>(id) else { throw Refusal.unknownImport(id) }
            let undo = try await choice.withStore { store in
                let found = try await store.workspace(named: workspace)
                let access = try await store.access(to: found, as: member, now: .now)
                let run = try await store.read(access) { try $0.importRun(id) }
                let progress = Progress("records taken back")
                let undo = try await ImportUndoJob(store: store, access: access, run: run).undo {
                    progress.update($0.reversed)
                }
                progress.finish(undo.reversed)
                return undo
            }
            Terminal.write("\(undo.reversed.grouped) taken back, \(undo.kept.count.grouped) kept.")
            for kept in undo.kept { Terminal.write("  kept: \(kept.kind) \(kept.name) (\(kept.reason.words))") }
        }
    }
}

extension ImportUndo.Kept.Reason {
    fileprivate var words: String {
        switch self {
        case .editedSince: "edited since"
        case .stillUsed: "used by other records"
        }
    }
}
