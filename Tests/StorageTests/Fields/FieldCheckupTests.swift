import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A look at own fields` {
    private static let values: [FieldType: String] = [
        .number: "7", .money: "1", .day: "2026-02-28", .yesNo: "no", .choice: "option 1", .member: "Cleo",
    ]

    static let doctored: [(FieldType, SQL, String)] = [
        (.number, "currency = 'USD'", "none that their fields can have"),
        (.money, "currency = NULL", "none that their fields can have"),
        (.day, "text_value = 'soon'", "none that their fields can have"),
        (.yesNo, "number_value = 2", "none that their fields can have"),
        (.choice, "id_value = record_id", "none that their fields can have"),
        (.member, "id_value = record_id", "none that their fields can have"),
        (.number, "item = 1", "none that their fields can have"),
        (.number, "record_id = field_id", "belong to no record"),
    ]

    @Test(arguments: Engine.available, doctored.indices)
    func `finds a value that its field cannot have, or of no record`(_ engine: Engine, _ index: Int) async throws {
        try await engine.withWorld { world in
            try await world.addFields()
            let sale = try await world.make("Sale", owner: world.ben).id
            for (type, text) in Self.values { try await world.set(text, type, of: sale) }
            for batchSize in [1, 1000] {
                #expect(try await world.store.checkup(of: world.workspace, batchSize: batchSize).problems == [])
            }
            let (type, change, sentence) = Self.doctored[index]
            try await world.store.database.write { db in
                _ = try db.run("UPDATE field_values SET \(change) WHERE field_id = \(FieldWorld.field(type).id)")
            }
            for batchSize in [1, 1000] {
                let problems = try await world.store.checkup(of: world.workspace, batchSize: batchSize).problems
                #expect(problems.count == 1 && problems[0].contains(sentence), "\(problems)")
            }
        }
    }
}
