import Automation
import Foundation
import Hummingbird
import Sales
import SalesAnalytics
import Storage
import TestSupport
import Testing

@testable import Web

private let data = ProcessInfo.processInfo.environment["SLUICE_TEST_DATA"]

@Suite(.enabled(if: data != nil, "SLUICE_TEST_DATA does not name the folder of others' data"))
struct `Maven's files through the import page` {
    private func text(_ file: String) throws -> String {
        try String(contentsOfFile: "\(data ?? "")/maven-crm/\(file)", encoding: .utf8)
    }

    @Test(arguments: Engine.available) func `come out as the truth says`(_ engine: Engine) async throws {
        try await engine.withSignedInWorld { signedIn in
            let (ana, world) = (try await signedIn.signIn(signedIn.world.ana, as: .owner), signedIn.world)
            for file in ["sales_teams.csv", "accounts.csv", "products.csv"] { try await take(file, ana) }
            try await take("sales_pipeline.csv", ana) { field, html in
                ["pipeline": "new", "newPipeline": "Maven", "openedIn": "Engaging", "currency.amount": "USD"][field]
            }
            let data = try Data(contentsOf: URL(filePath: "\(data ?? "")/maven-crm/truth.json"))
            let truth = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
            let overall = try #require(truth["overall"] as? [String: Any])
            let access = world.asOperator(120)
            let pipeline = try await world.store.read(access) { try $0.pipeline(named: "Maven") }
            let timeline = try await world.store.timeline(of: world.workspace).timeline
            let report = try timeline.funnel(FunnelQuestion(pipeline: pipeline.id, calendar: .utc))
            var filter = OpportunityFilter()
            filter.pipelineIDs = [pipeline.id]
            filter.outcomes = [.won]
            let won = try await world.store.read(access) { [filter] db in try db.opportunityCount(filter, atMost: nil) }
            #expect(won.count == (overall["won"] as? NSNumber)?.intValue)
            let products = try await world.store.read(access) { try $0.products() }
            #expect(products.count == 7)
            #expect(report.json().contains("8800"))
        }
    }

    /// Takes a file through all steps with what the page suggests, and with `answer` where it gives one.
    private func take(
        _ file: String,
        _ ana: TestBrowser,
        _ answer: (String, String) -> String? = { _, _ in nil }
    ) async throws {
        let path = try await ana.bring(text(file), as: file)
        _ = try await ana.submit(path, step: "file", to: "format")
        _ = try await ana.submit(path, step: "columns", to: "columns")
        // Twice: another pipeline has other stages, which the second time are asked for.
        for stay in ["1", ""] {
            let shown = try await ana.get("\(path)?step=values").text
            var fields = TestBrowser.fields(shown)
            fields["stay"] = stay
            for field in ["pipeline", "newPipeline", "openedIn", "currency.amount"] where answer(field, shown) != nil {
                fields[field] = answer(field, shown)
            }
            // The misspelt product becomes the one that is there.
            for found in shown.matches(of: #/<select[^>]* name="(value\.product\.\d+)" aria-label="GTXPro"/#) {
                fields[String(found.1)] = "GTX Pro"
            }
            #expect(try await ana.post("\(path)/values?from=values", fields).status == .seeOther)
        }
        _ = try await ana.post("\(path)/runs", [:])
        let ended = try await ana.ended(path)
        #expect(ended.contains("Imported") && !ended.contains("tile-fault"), "\(file)")
    }
}
