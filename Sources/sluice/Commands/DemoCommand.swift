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
        discussion: "The same seed makes the same company. Look at it with `sluice funnel`."
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
        let today = ZoneCalendar.utc.day(of: now)
        let company = try SalesCompany(
            .typical(opportunities: opportunities, seed: seed, language: language, to: today.advanced(by: -1))
        )
        let workspace = try await choice.withMigratedStore { store in
            guard try await store.workspaces().isEmpty else { throw Refusal.notEmpty }
            let workspace = try await store.createWorkspace(
                name: Self.names[language],
                currency: company.plan.currency,
                timeZone: company.plan.calendar.identifier,
                language: language,
                startingReasons: false,
                now: now
            )
            let progress = Progress("opportunities")
            try await Demo(company).fill(store, Access(operatorOf: workspace, now: now)) { progress.update($0) }
            progress.finish(opportunities)
            return workspace
        }
        Terminal.write(closing(workspace)[language])
    }

    private func closing(_ workspace: Workspace) -> LocalizedText {
        let count = FunnelWords.opportunities(opportunities)
        return LocalizedText(
            "\(workspace.name): \(count.english). Look at them with `sluice funnel`.",
            "\(workspace.name)：\(count.simplifiedChinese)。请用 `sluice funnel` 查看。",
            "\(workspace.name)：\(count.traditionalChinese)。請用 `sluice funnel` 檢視。"
        )
    }

    private static let names = LocalizedText("Demo company", "演示公司", "示範公司")
}
