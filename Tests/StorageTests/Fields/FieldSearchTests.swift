import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A search by own fields` {
    private func found(_ text: String, _ access: Access, _ world: NamedWorld) async throws -> [String] {
        try await world.store.read(access) { try $0.search(text).map { "\($0.name): \($0.found ?? "–")" } }
    }

    @Test(arguments: Engine.available) func `finds the beginning of a text, names before it`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            try await world.addFields()
            let texts = ["One": "PRJ-7 north", "Two": "prj-70%", "Three": "预算审批", "PRJ-7 itself": "zz_y"]
            for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
                try await world.set(text, .text, of: world.make(name, owner: world.ben).id)
            }
            let access = world.access(world.ben, after: 30)
            #expect(
                try await found(" prj-7", access, world) == ["PRJ-7 itself: –", "Two: prj-70%", "One: PRJ-7 north"]
            )
            #expect(try await found("PRJ-70%", access, world) == ["Two: prj-70%"])
            #expect(try await found("预算", access, world) == ["Three: 预算审批"])
            #expect(try await found("zz_", access, world) == ["PRJ-7 itself: zz_y"])
            #expect(try await found("zz%", access, world) == [])
            #expect(try await found("north", access, world) == [])
        }
    }

    @Test(arguments: Engine.available) func `tells only of records and fields that the member sees`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            try await world.addFields()
            let (mine, other) = (
                try await world.make("Mine", owner: world.ben).id, try await world.make("Other", owner: world.cleo).id
            )
            for sale in [mine, other] { try await world.set("secret code", .text, of: sale) }
            let ben = world.access(world.ben, after: 30)
            #expect(try await found("secret", ben, world) == ["Mine: secret code"])
            let field = FieldWorld.field(.text).id
            try await world.store.write(world.asOperator(31)) { try $0.editField(field, version: 1) { $0.seenBy = [] } }
            #expect(try await found("secret", ben, world) == [])
            #expect(try await found("secret", world.asOperator(32), world).count == 2)
            try await world.store.write(world.asOperator(33)) { db in
                try db.editField(field, version: 2) { $0.isRetired = true }
            }
            #expect(try await found("secret", world.asOperator(34), world) == [])
        }
    }

    @Test func `asks an index for each field`() async throws {
        try await Engine.sqlite.withDatabase(migrations) { database in
            let recording = RecordingDatabase(database)
            let world = try await NamedWorld(recording)
            try await world.addFields()
            let before = recording.statements.count
            _ = try await world.store.read(world.asOperator(1)) { try $0.search("PRJ-7") }
            let asked = recording.statements.dropFirst(before).filter { $0.text.contains("text_folded LIKE") }
            #expect(asked.count == 1)
            for statement in asked {
                let steps = try await database.plan(of: statement).steps
                #expect(
                    steps.contains { $0.contains("INDEX field_values_text") && $0.contains("text_sort>?") },
                    "\(steps)"
                )
            }
        }
    }
}
