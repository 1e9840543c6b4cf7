import Sales
import Storage
import TestSupport
import Testing

@Suite struct `An export in the change log` {
    @Test(arguments: Engine.available) func `tells by what it was filtered, but not by fields that one may not see`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            try await world.addFields()
            let (text, number) = (FieldWorld.field(.text), FieldWorld.field(.number))
            try await world.store.write(world.asOperator(1)) { db in
                try db.editField(text.id, version: 1) { $0.seenBy = [.manager] }
            }
            let asked = [
                QueryItem("text", "50% & more = all"), QueryItem(text.key, "secret"),
                QueryItem("\(number.key)From", "7"),
            ]
            let export = Export(kind: .opportunities, format: "csv", filter: asked)
            try await world.store.begin(export, world.asOperator(2))
            func told(_ access: Access) async throws -> [QueryItem] {
                try await world.store.read(access) { db in
                    let entries = try db.history(HistoryFilter(kind: "export"), limit: 10)
                    let filter = entries.flatMap(\.fields).first { $0.name == "filter" }
                    guard case .text(let text)? = filter?.after else { return [] }
                    return [QueryItem](logged: text)
                }
            }
            let rights = RoleRights(defaultOf: .admin)
            let ben = Access(world.ben, in: world.workspace, rights: rights, now: world.time(30))
            #expect(try await told(world.asOperator(30)) == asked)
            #expect(try await told(ben) == [asked[0], asked[2]])
        }
    }
}
