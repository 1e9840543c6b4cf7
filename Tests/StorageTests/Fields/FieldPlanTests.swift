import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Lists by own fields` {
    @Test func `walk an index of the field's values`() async throws {
        try await Engine.sqlite.withDatabase(migrations) { database in
            let recording = RecordingDatabase(database)
            let world = try await NamedWorld(recording)
            try await world.addFields()
            let before = recording.statements.count
            for type in [FieldType.number, .money, .day, .text, .yesNo, .choice] {
                let field = FieldWorld.field(type)
                try await world.store.read(world.asOperator(1)) { db in
                    _ = try db.opportunities(OpportunityFilter(), by: #require(ListOrder(field: field.id)))
                }
            }
            for statement in recording.statements.dropFirst(before) where statement.text.contains("AS own") {
                let steps = try await database.plan(of: statement).steps
                #expect(
                    steps.contains { $0.contains("field_values USING") && $0.contains("INDEX field_values_") },
                    "\(steps)"
                )
                #expect(!steps.contains { $0.contains("TEMP B-TREE FOR ORDER BY") }, "\(steps) \(statement.text)")
            }
        }
    }

    @Test func `find what a filter asks in an index`() async throws {
        try await Engine.sqlite.withDatabase(migrations) { database in
            let recording = RecordingDatabase(database)
            let world = try await NamedWorld(recording)
            try await world.addFields()
            let before = recording.statements.count
            let items: [QueryItem] = [
                QueryItem(FieldWorld.field(.number).key + "From", "1"), QueryItem(FieldWorld.field(.yesNo).key, "yes"),
                QueryItem(FieldWorld.field(.day).key + "To", "2026-01-01"),
                QueryItem(FieldWorld.field(.choice).key, "\(FieldWorld.field(.choice).options[0].id)"),
            ]
            for item in items {
                try await world.store.read(world.asOperator(1)) { db in
                    _ = try db.opportunityCount(OpportunityFilter(query: [item]))
                }
            }
            var found = 0
            for statement in recording.statements.dropFirst(before) where statement.text.hasPrefix("SELECT record_id") {
                let steps = try await database.plan(of: statement).steps
                #expect(steps.count == 1 && steps[0].contains("INDEX field_values_"), "\(steps)")
                found += 1
            }
            #expect(found == items.count)
        }
    }

    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `can walk and find by the same indexes on PostgreSQL`() async throws {
        try await Engine.postgres.withDatabase(migrations) { database in
            let recording = RecordingDatabase(database)
            let world = try await NamedWorld(recording)
            try await world.addFields()
            let before = recording.statements.count
            let (number, choice) = (FieldWorld.field(.number), FieldWorld.field(.choice))
            try await world.store.read(world.asOperator(1)) { db in
                for field in [number, FieldWorld.field(.text), choice] {
                    _ = try db.opportunities(OpportunityFilter(), by: #require(ListOrder(field: field.id)))
                }
                for item in [QueryItem(number.key + "From", "1"), QueryItem(choice.key, "\(choice.options[0].id)")] {
                    _ = try db.opportunityCount(OpportunityFilter(query: [item]))
                }
            }
            var found = 0
            for statement in recording.statements.dropFirst(before)
            where statement.text.contains("AS own") || statement.text.hasPrefix("SELECT record_id") {
                let plan = try await database.write { db in
                    // Over so few rows PostgreSQL would read the table whole.
                    _ = try db.run("SET LOCAL enable_seqscan = off")
                    _ = try db.run("SET LOCAL enable_bitmapscan = off")
                    let lines: [String] = try db.all("EXPLAIN \(statement)")
                    return lines.joined(separator: "\n")
                }
                #expect(plan.contains(/field_values_(number|text|id)\b/), "\(plan)")
                #expect(!plan.contains("Seq Scan on field_values"), "\(plan)")
                found += 1
            }
            #expect(found >= 5)
        }
    }
}
