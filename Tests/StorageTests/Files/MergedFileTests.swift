import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Files of records that become one` {
    private let wang = Contact(id: Identifier(high: 40, low: 2), name: "Wang Fang")
    private let li = Contact(id: Identifier(high: 40, low: 1), name: "Li Wei")

    /// Adds a file of one piece, whose content is its name.
    private func bring(_ name: String, _ low: UInt64, to subject: RecordSubject, _ world: NamedWorld) async throws {
        let new = NewRecordFile(id: Identifier(high: 70, low: low), subject: subject, kind: .contract, name: name)
        let access = world.asOperator(1)
        try await world.store.begin(new, access)
        try await world.store.append(Array(name.utf8), number: 0, to: new.id, access)
        let content = FileContent(
            mediaType: .bytes,
            size: name.utf8.count,
            digest: String(repeating: "\(low)", count: 64)
        )
        _ = try await world.store.write(access) { try $0.finish(new.id, content) }
    }

    private func names(_ subject: RecordSubject, _ world: NamedWorld) async throws -> [String] {
        try await world.store.read(world.asOperator(90)) { db in
            try db.files(of: subject).map(\.name).sorted()
        }
    }

    private func content(_ low: UInt64, _ world: NamedWorld) async throws -> String? {
        let id = Identifier<RecordFile>(high: 70, low: low)
        return try await world.store.piece(0, of: id, in: world.workspace).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: Engine.available, [false, true])
    func `are the survivor's, and go back when that is undone`(_ engine: Engine, _ areAccounts: Bool) async throws {
        try await engine.withWorld { world in
            try await world.store.write(world.asOperator()) { db in
                for contact in [li, wang] { try db.create(contact) }
            }
            let survivor: RecordSubject = areAccounts ? .account(world.acme.id) : .contact(li.id)
            let merged: RecordSubject = areAccounts ? .account(world.globex.id) : .contact(wang.id)
            try await bring("own", 1, to: survivor, world)
            try await bring("theirs", 2, to: merged, world)
            // Both have the same one, and one of the other's lies among what was deleted.
            for subject in [survivor, merged] {
                try await bring("both", subject == survivor ? 3 : 4, to: subject, world)
            }
            try await bring("gone", 5, to: merged, world)
            let merge = try await world.store.write(world.asOperator(2)) { db in
                try db.delete(Identifier<RecordFile>(high: 70, low: 5), version: 1)
                return areAccounts
                    ? try db.merge(NewMerge((world.globex.id, 1), into: (world.acme.id, 1)))
                    : try db.merge(NewMerge((wang.id, 1), into: (li.id, 1)))
            }
            #expect(try await names(survivor, world) == ["both", "both", "own", "theirs"])
            #expect(try await content(2, world) == "theirs")
            try await world.store.write(world.asOperator(3)) { db in
                try db.restore(Identifier<RecordFile>(high: 70, low: 5), version: 3)
            }
            try await bring("later", 6, to: survivor, world)
            #expect(try await names(survivor, world) == ["both", "both", "gone", "later", "own", "theirs"])
            try await world.store.write(world.asOperator(4)) { _ = try $0.undo(merge.id) }
            #expect(try await names(survivor, world) == ["both", "later", "own"])
            #expect(try await names(merged, world) == ["both", "gone", "theirs"])
            #expect(try await content(5, world) == "gone")
            #expect(try await world.store.checkup(of: world.workspace).problems == [])
        }
    }
}
