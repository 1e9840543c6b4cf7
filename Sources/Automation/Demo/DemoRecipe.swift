import Foundation
import Sales
import Simulation
import Storage

/// What makes a demo's company the same again; stored with its run, so that one that was killed can go on.
package struct DemoRecipe: Codable, Hashable, Sendable {
    package var opportunities: Int
    package var seed: UInt64
    package var language: String
    package var lastDay: String
    /// That of the workspace; without one the usual one of the language.
    package var currency: String?

    package init(opportunities: Int, seed: UInt64, language: Language, currency: Currency? = nil, to day: Day) {
        self.currency = currency?.code
        self.opportunities = opportunities
        self.seed = seed
        self.language = language.rawValue
        lastDay = day.description
    }

    /// What the workspace's unfinished demo was begun with; nil where none was.
    ///
    /// A demo's workspace that is still empty takes what is asked, in its own language.
    package init?(resuming asked: DemoRecipe, in workspace: Workspace, _ store: Store, now: Instant) async throws {
        let access = Access(operatorOf: workspace, now: now)
        let (runs, pipelines) = try await store.read(access) { (try $0.importRuns(limit: 1000), try $0.pipelines()) }
        if let run = runs.first(where: { $0.kind == Import.demo && $0.state == .running }) {
            self = try JSONDecoder().decode(DemoRecipe.self, from: Data(run.mapping.utf8))
            return
        }
        let isUntouched = runs.isEmpty && pipelines.isEmpty && workspace.name == Demo.names[workspace.language]
        guard isUntouched else { return nil }
        self = asked
        language = workspace.language.rawValue
    }

    package func company() throws -> SalesCompany {
        guard let language = Language(rawValue: language), let day = Day(lastDay) else { throw DemoError.unknownRecipe }
        let currency = currency.flatMap { Currency($0) }
        return try SalesCompany(
            .typical(opportunities: opportunities, seed: seed, language: language, to: day, currency: currency)
        )
    }

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

package enum DemoError: Error, CustomStringConvertible {
    case unknownRecipe

    package var description: String {
        "The demo was begun by another version and cannot go on. Delete the database, and fill another."
    }
}
