import ArgumentParser
import SQLEngines
import Sales
import Storage

/// Brings the tables up to date.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database's tables up to date.",
        discussion: "Safe to run from several places at once: the changes are made once."
    )

    @Flag(help: "Say what would be done and do nothing.") var dryRun = false
    @OptionGroup var choice: DatabaseChoice

    func run() async throws {
        if dryRun { try choice.requireFile() }
        try await choice.withDatabase { database in
            let migrator = Migrator(migrations)
            if dryRun {
                let plan = try await migrator.plan(database)
                Terminal.write("\(plan.applied.count) applied, \(plan.pending.count) to do")
                for name in plan.pending { Terminal.write("to do: \(name)") }
            } else {
                let done = try await migrator.migrate(database, now: Instant.now.milliseconds)
                try await Store(database).fillNameOrder()
                try await Store(database).fillSearchBacklog()
                for name in done { Terminal.write("done: \(name)") }
                if done.isEmpty { Terminal.write("The database is up to date.") }
            }
        }
    }
}
