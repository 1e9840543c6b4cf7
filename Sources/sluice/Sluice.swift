import ArgumentParser

/// The one program: server, imports, figures and care of the database.
@main
struct Sluice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sluice",
        abstract: "The CRM whose heart is the sales funnel.",
        discussion: """
            Begin with one of these:

              sluice demo                                   a made-up company, to look around
              sluice import opportunities deals.csv --mapping deals.json
              sluice funnel                                 where the pipeline leaks
              sluice serve                                  the application in the browser

            Every command works on the file sluice.sqlite in this folder unless --database, or the environment \
            variable SLUICE_DATABASE, names another: sqlite:PATH or postgres://user@host/name.
            """,
        version: Self.version,
        subcommands: [
            Serve.self, WorkspaceCommand.self, MemberCommand.self, ImportCommand.self, ImportsCommand.self,
            ExportCommand.self,
            FunnelCommand.self,
            DemoCommand.self, Migrate.self, Doctor.self,
        ]
    )

    static let version = "0.1.0"

    static func main() async {
        let arguments = CommandLine.arguments.dropFirst()
        if let problem = unknownCommand(arguments) {
            Terminal.tell("Error: \(problem)\n  See 'sluice --help' for what each does.")
            exit(withError: ExitCode.validationFailure)
        }
        await main(Array(arguments))
    }
}
