import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

/// With the planner's figures of a grown workspace, which every SQLite file has.
@Suite struct `A list of which a filter leaves few` {
    private static let questions: [(query: [QueryItem], order: String)] = [
        ([QueryItem("source", "Fair")], "-amount"), ([QueryItem("source", "Fair")], "amount"),
        ([QueryItem("createdFrom", "2026-01-01")], "-amount"),
        ([QueryItem("outcome", "won"), QueryItem("source", "Fair")], "-amount"),
        ([QueryItem("source", "Fair"), QueryItem("amountFrom", "100")], "-changed"),
        ([QueryItem("outcome", "won"), QueryItem("source", "Fair"), QueryItem("amountFrom", "100")], "-changed"),
        ([QueryItem("source", "Fair")], "expectedCloseDate"),
    ]

    private func statements(_ query: [QueryItem], _ order: String) async throws -> (near: [String], narrow: [String]) {
        try await Engine.sqlite.withDatabase(migrations) { database in
            let recording = RecordingDatabase(database)
            let world = try await NamedWorld(recording)
            let before = recording.statements.count
            try await world.store.read(world.asOperator(6)) { db in
                let filter = try OpportunityFilter(query: query)
                _ = try db.opportunities(filter, by: #require(ListOrder<OpportunityKey>(order)))
                _ = try db.opportunityCount(filter)
            }
            var plans: (near: [String], narrow: [String]) = ([], [])
            for statement in recording.statements.dropFirst(before) {
                let steps = try await database.plan(of: statement).steps.joined(separator: "\n")
                if !statement.text.contains("FROM opportunities") { continue }
                if statement.text.contains(") AS near") { plans.near.append(steps) } else { plans.narrow.append(steps) }
            }
            return plans
        }
    }

    @Test(arguments: questions) func `finds them by no index that holds them all`(
        _ query: [QueryItem],
        _ order: String
    ) async throws {
        let narrow = try await statements(query, order).narrow
        #expect(narrow.count > 1)
        for steps in narrow where !steps.contains("(workspace_id=? AND currency>?)") {
            #expect(!steps.contains("opportunities_all_"), "\(steps)")
        }
    }

    @Test(arguments: ["-amount", "amount", "expectedCloseDate", "-expectedCloseDate"])
    func `looks first at the next in the order's own index, in each of its parts`(_ order: String) async throws {
        let near = try await statements([QueryItem("source", "Fair")], order).near
        #expect(near.count == 2)
        for steps in near { #expect(steps.contains("USING INDEX opportunities_all_"), "\(steps)") }
    }
}
