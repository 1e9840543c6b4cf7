import ArgumentParser
import Automation
import Sales
import Simulation
import Storage

/// Fills a database with a made-up sales company.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Fill a new database with a made-up sales company.",
        discussion: """
            The same seed makes the same company. Look at it with `sluice funnel`. Interrupted, the same command goes \
            on where it stopped.
            """
    )

    @Option(help: "How many opportunities.") var opportunities = 2000
    @Option(help: "Another seed makes another company.") var seed: UInt64 = 7
    @Option(help: "en, zh-Hans or zh-Hant.") var language: Language = .english
    @OptionGroup var choice: DatabaseChoice

    func validate() throws {
        guard (1...10_000_000).contains(opportunities) else {
            throw ValidationError("--opportunities takes a number from 1 to 10,000,000.")
        }
    }

    func run() async throws {
        let now = Instant.now
        let yesterday = ZoneCalendar.utc.day(of: now).advanced(by: -1)
        let asked = DemoRecipe(opportunities: opportunities, seed: seed, language: language, to: yesterday)
        let (workspace, count) = try await choice.withMigratedStore { store in
            let (workspace, demo) = try await place(asked, store, now)
            let count = demo.company.plan.opportunities
            let progress = Progress("opportunities")
            try await demo.fill(store, Access(operatorOf: workspace, now: now)) { progress.update($0) }
            progress.finish(count)
            return (workspace, count)
        }
        Terminal.write(closing(workspace, count)[workspace.language])
    }

    private func closing(_ workspace: Workspace, _ opportunities: Int) -> LocalizedText {
        let count = FunnelWords.opportunities(opportunities)
        return LocalizedText(
            "\(workspace.name): \(count.english). Look at them with `sluice funnel`.",
            "\(workspace.name)：\(count.simplifiedChinese)。请用 `sluice funnel` 查看。",
            "\(workspace.name)：\(count.traditionalChinese)。請用 `sluice funnel` 檢視。"
        )
    }

    /// A new workspace, or that of a demo that was interrupted, with the company it was begun with.
    private func place(_ asked: DemoRecipe, _ store: Store, _ now: Instant) async throws -> (Workspace, Demo) {
        let workspaces = try await store.workspaces()
        if let there = workspaces.first {
            guard workspaces.count == 1,
                let begun = try await DemoRecipe(resuming: asked, in: there, store, now: now)
            else { throw Refusal.notEmpty }
            Terminal.tell(
                "Goes on with the demo that was interrupted: --opportunities \(begun.opportunities) "
                    + "--seed \(begun.seed) --language \(begun.language)."
            )
            return (there, try Demo(begun))
        }
        let demo = try Demo(asked)
        let workspace = try await store.createWorkspace(
            name: Demo.names[language],
            currency: demo.company.plan.currency,
            timeZone: demo.company.plan.calendar.identifier,
            language: language,
            startingReasons: false,
            now: now
        )
        return (workspace, demo)
    }
}
