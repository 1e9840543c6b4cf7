import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Notes at the edges` {
    private func new(_ text: String, on subject: RecordSubject, _ number: UInt64 = 1, under parent: UInt64? = nil)
        -> NewNote
    {
        var note = NewNote(id: Identifier(high: 30, low: number), subject: subject, typed: text)
        note.parentID = parent.map { Identifier(high: 30, low: $0) }
        return note
    }

    @Test(arguments: Engine.available) func `take a comment along when a merge is undone`(_ engine: Engine) async throws
    {
        try await engine.withWorld { world in
            let (acme, globex) = (RecordSubject.account(world.acme.id), RecordSubject.account(world.globex.id))
            try await world.store.write(new("Of Globex", on: globex), world.asOperator(1))
            let merge = try await world.store.write(world.asOperator(2)) { db in
                try db.merge(NewMerge((world.globex.id, 1), into: (world.acme.id, 1)))
            }
            let comment = new("Seen", on: acme, 2, under: 1)
            try await world.store.write(comment, world.asOperator(3))
            try await world.store.write(world.asOperator(4)) { try $0.undo(merge.id) }
            let (subject, left) = try await world.store.read(world.asOperator(5)) { db in
                (try db.note(comment.id).subject, try db.journal(of: acme, .notes).entries.count)
            }
            #expect(subject == globex)
            #expect(left == 0)
        }
    }

    @Test(arguments: Engine.available) func `mention nobody where the note above, or the record, is gone`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            try await world.letIn(world.ana, as: .manager, token: "a")
            let made = try await world.make("Pumps", owner: world.ben).id
            let subject = RecordSubject.opportunity(made)
            let ben = world.access(world.ben, after: 1)
            try await world.store.write(new("Above", on: subject), ben)
            let comment = new("@Ana look", on: subject, 2, under: 1)
            try await world.store.write(comment, ben)
            try await world.store.write(new("@Ana too", on: subject, 3), ben)
            func unread(_ minute: Int64) async throws -> [Int] {
                let access = try await world.storedAccess(world.ana, after: minute)
                return try await world.store.read(access) { try [$0.unreadMentions(), $0.mentions().count] }
            }
            #expect(try await unread(2) == [2, 2])
            try await world.store.write(world.access(world.ben, after: 3)) { db in
                try db.delete(Identifier<Note>(high: 30, low: 1), version: 1)
                #expect(throws: NotFound(kind: "note")) { try db.edit(comment.id, version: 1, typed: "Hidden") }
            }
            #expect(try await unread(4) == [1, 1])
            try await world.store.write(world.asOperator(5)) { try $0.delete(made) }
            #expect(try await unread(6) == [0, 0])
        }
    }

    @Test(arguments: Engine.available) func `count mentions by one question`(_ engine: Engine) async throws {
        try await engine.withDatabase(migrations) { database in
            let recording = RecordingDatabase(database)
            let world = try await NamedWorld(recording)
            try await world.letIn(world.ana, as: .manager, token: "a")
            let subject = RecordSubject.opportunity(try await world.make("Pumps", owner: world.ben).id)
            for number in 1...9 as ClosedRange<UInt64> {
                try await world.store.write(
                    new("@Ana \(number)", on: subject, number),
                    world.access(world.ben, after: 1)
                )
            }
            let access = try await world.storedAccess(world.ana, after: 2)
            let before = recording.statements.count
            #expect(try await world.store.read(access) { try $0.mentions().count } == 9)
            #expect(try await world.store.read(access) { try $0.unreadMentions() } == 9)
            #expect(recording.statements.count - before <= 12)
        }
    }

    @Test(arguments: Engine.available) func `that were taken away are told to those who may write`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let subject = RecordSubject.account(world.acme.id)
            try await world.store.write(new("Gone", on: subject), world.asOperator(1))
            try await world.store.write(world.asOperator(2)) {
                try $0.delete(Identifier<Note>(high: 30, low: 1), version: 1)
            }
            let reader = Access(
                world.cleo,
                in: world.workspace,
                rights: RoleRights(defaultOf: .readOnly),
                now: world.time(3)
            )
            await #expect(throws: NotAllowed(.edit, .accounts)) {
                try await world.store.read(reader) { try $0.journal(of: subject, .deleted) }
            }
            #expect(try await world.store.read(reader) { try $0.journal(of: subject, .all).entries.isEmpty == false })
        }
    }
}
