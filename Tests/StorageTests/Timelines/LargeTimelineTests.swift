import SQLEngines
import Sales
import SalesAnalytics
import Storage
import TestSupport
import Testing

@Suite struct `A timeline of so much that two read it` {
    @Test(arguments: Engine.available) func `has every record with its own revisions`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.makeMany(6000)
            let (timeline, number) = try await world.store.timeline(of: world.workspace)
            #expect([timeline.recordCount, timeline.revisionCount] == [6000, 12_000])
            for (place, id) in made.enumerated() {
                let state = timeline.state(of: id, at: nil)
                #expect(state?.amount?.minor == Int64(place))
                #expect(state?.stageID == world.lead.id)
            }
            let again = try await world.store.timeline(of: world.workspace)
            #expect(again.number == number)
            let question = FunnelQuestion(pipeline: world.pipeline.id, calendar: .utc, dimension: .owner)
            #expect(try again.timeline.funnel(question) == timeline.funnel(question))
        }
    }
}

extension NamedWorld {
    /// So many opportunities with two revisions each, written as they lie in the tables, the last one first.
    fileprivate func makeMany(_ count: Int) async throws -> [Identifier<Opportunity>] {
        let ids = (0..<count).map { Identifier<Opportunity>(high: UInt64($0) << 40 + 5, low: UInt64($0)) }
        var (records, revisions) = (SQLRows(columns: 12), SQLRows(columns: 12))
        for (place, id) in ids.enumerated().reversed() {
            records.append(
                [
                    workspace.key.sqlValue, id.sqlValue, "Many".sqlValue, "many".sqlValue, pipeline.id.sqlValue,
                    lead.id.sqlValue, "open".sqlValue, 0.sqlValue, 0.sqlValue, 2.sqlValue, 0.sqlValue, 1.sqlValue,
                ]
            )
            for number in 1...2 {
                let fields = number == 1 ? TrackedFields.stage : .amount
                revisions.append(
                    [
                        workspace.key.sqlValue, id.sqlValue, number.sqlValue, fields.rawValue.sqlValue,
                        number.sqlValue, 0.sqlValue, number.sqlValue, 0.sqlValue, pipeline.id.sqlValue,
                        number == 1 ? lead.id.sqlValue : .null, number == 1 ? .null : place.sqlValue,
                        number == 1 ? .null : "USD".sqlValue,
                    ]
                )
            }
        }
        try await store.database.write { [records, revisions] db in
            try db.insert(
                into: "opportunities",
                columns: """
                    workspace_id, id, name, name_folded, pipeline_id, stage_id, outcome, began_at, stage_entered_at,
                    revision_number, created_at, version
                    """,
                rows: records
            )
            try db.insert(
                into: "opportunity_revisions",
                columns: """
                    workspace_id, opportunity_id, number, fields, happened_at, precision_code, recorded_at, cause_code,
                    pipeline_id, stage_id, amount, currency
                    """,
                rows: revisions
            )
        }
        return ids
    }
}
