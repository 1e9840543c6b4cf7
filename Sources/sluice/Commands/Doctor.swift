import ArgumentParser
import Automation
import SQLEngines
import Sales
import Storage

/// Looks for what is wrong and says how to mend it.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the database, its version, its integrity and the configuration.",
        discussion: "Exits with 0 when everything is sound, with 1 when something needs care."
    )

    @OptionGroup var choice: DatabaseChoice

    func run() async throws {
        Terminal.write("sluice \(Sluice.version)")
        Terminal.write("location: \(try choice.location)")
        try choice.requireFile()
        let problems = try await choice.withDatabase { try await examine($0) }
        for problem in problems { Terminal.write("problem: \(problem)") }
        Terminal.write(problems.isEmpty ? "Everything is sound." : "\(problems.count) to mend.")
        if !problems.isEmpty { throw ExitCode(1) }
    }

    private func examine(_ database: any Database) async throws -> [String] {
        Terminal.write("engine: \(try await database.version())")
        var problems = try await database.checkIntegrity()
        let plan = try await Migrator(migrations).plan(database)
        Terminal.write("migrations: \(plan.applied.count) applied, \(plan.pending.count) to do")
        guard plan.pending.isEmpty else { return problems + ["Tables are missing. Run `sluice migrate`."] }
        let store = Store(database)
        for workspace in try await store.workspaces() {
            let checkup = try await store.checkup(of: workspace)
            Terminal.write(
                "workspace: \(workspace.name), \(checkup.opportunities) opportunities, "
                    + "\(checkup.revisions) revisions"
            )
            for note in checkup.notes { Terminal.write("note: \(note)") }
            problems += try await checkup.problems + store.fileProblems(of: workspace)
        }
        return problems
    }
}
