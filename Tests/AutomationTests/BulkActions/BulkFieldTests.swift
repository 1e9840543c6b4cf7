import Automation
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A bulk action on an own field` {
    private let level = FieldDefinition(
        id: Identifier(high: 60, low: 1),
        holder: .account,
        type: .choice,
        name: FieldName([.english: "Level"]),
        options: ["Gold", "Silver"].enumerated().map { place, name in
            FieldOption(id: Identifier(high: 61, low: UInt64(place)), name: FieldName([.english: name]))
        }
    )

    private func value(_ place: Int) -> FieldValue { .choices([level.options[place].id]) }

    private func values(_ world: NamedWorld, _ accounts: [Account]) async throws -> [FieldValue?] {
        try await world.store.read(world.asOperator(90)) { [level] db in
            let found = try db.fieldValues(of: accounts.map(\.id.erased), [level])
            return accounts.map { found[$0.id.erased]?[level.id] }
        }
    }

    private func results(_ world: NamedWorld, _ run: BulkRun) async throws -> [BulkResult?] {
        try await world.store.read(world.asOperator(91)) { try $0.bulkEntries(of: run, limit: 1000).map(\.result) }
    }

    @Test(arguments: Engine.available) func `sets it, empties it, and is undone as far as nobody set it since`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            let accounts = [world.acme, world.globex]
            try await world.store.write(world.asOperator()) { db in
                try db.addField(level)
                try db.setFields([level.id: value(0)], of: world.acme.id.erased, .account)
            }
            let job = BulkActionJob(store: world.store, access: world.asOperator(2))
            let ids = accounts.map(\.id.erased)
            let run = try await job.run(.setField(level.id, value(1).stored), on: .account, .ids(ids))
            #expect(try await values(world, accounts) == [value(1), value(1)])
            #expect(try await results(world, run) == [.done, .done])
            let again = try await job.run(.setField(level.id, value(1).stored), on: .account, .ids(ids))
            #expect(try await results(world, again) == [.unchanged, .unchanged])
            let emptied = try await job.run(.setField(level.id, nil), on: .account, .ids(ids))
            #expect(try await values(world, accounts) == [nil, nil])
            _ = try await job.undo(emptied)
            #expect(try await values(world, accounts) == [value(1), value(1)])
            try await world.store.write(world.asOperator(5)) { db in
                try db.setFields([level.id: value(0)], of: world.globex.id.erased, .account)
            }
            let undone = try await job.undo(run)
            #expect(try await results(world, undone) == [.reversed, .kept])
            #expect(try await values(world, accounts) == [value(0), value(0)])
            #expect(try await world.store.checkup(of: world.workspace).problems == [])
        }
    }

    @Test(arguments: Engine.available) func `is refused to who may not edit it, and where it is none of the records'`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            try await world.store.write(world.asOperator()) { db in
                try db.addField(level)
                try db.editField(level.id, version: 1) { $0.editedBy = [] }
            }
            let ids = [world.acme.id.erased]
            let manager = BulkActionJob(store: world.store, access: world.access(world.ana, after: 3))
            let action = BulkAction.setField(level.id, value(0).stored)
            await #expect(throws: NotFound(kind: "field")) { try await manager.run(action, on: .account, .ids(ids)) }
            let job = BulkActionJob(store: world.store, access: world.asOperator(4))
            await #expect(throws: NotFound(kind: "field")) { try await job.run(action, on: .contact, .ids(ids)) }
            let run = try await job.run(.setField(level.id, "nonsense"), on: .account, .ids(ids))
            #expect(try await results(world, run) == [.refused(.notFound)])
            #expect(try await values(world, [world.acme]) == [nil])
        }
    }
}
