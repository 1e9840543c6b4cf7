import ArgumentParser
import Sales
import Storage

/// Workspaces: one company's data each.
struct WorkspaceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workspace",
        abstract: "Make and list workspaces.",
        subcommands: [Create.self, List.self]
    )

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a workspace.")

        @Option(help: "Its name.") var name: String
        @Option(help: "ISO 4217 code of the currency in which it reports.", transform: Currency.argument)
        var currency: Currency
        @Option(help: "IANA time zone, such as Europe/Amsterdam.") var timeZone: String
        @Option(help: "en, zh-Hans or zh-Hant.") var language: Language = .english
        @OptionGroup var choice: DatabaseChoice

        func run() async throws {
            let workspace = try await choice.withMigratedStore { store in
                try await store.createWorkspace(
                    name: name,
                    currency: currency,
                    timeZone: timeZone,
                    language: language,
                    now: .now
                )
            }
            Terminal.write("\(workspace.id)\t\(workspace.name)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the workspaces.")

        @OptionGroup var choice: DatabaseChoice

        func run() async throws {
            for workspace in try await choice.withStore({ try await $0.workspaces() }) {
                Terminal.write(
                    "\(workspace.id)\t\(workspace.name)\t\(workspace.currency)\t\(workspace.timeZone)\t"
                        + workspace.language.rawValue
                )
            }
        }
    }
}
