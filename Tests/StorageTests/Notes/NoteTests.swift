import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Notes` {
    private func new(_ text: String, on subject: RecordSubject, _ number: UInt64 = 1) -> NewNote {
        NewNote(id: Identifier(high: 30, low: number), subject: subject, typed: text)
    }

    @Test(arguments: Engine.available) func `are written once, edited by who wrote them and taken back`(
        _ engine: Engine
    )
        async throws
    {
        try await engine.withWorld { world in
            let subject = RecordSubject.opportunity(try await world.make("Pumps", owner: world.ben).id)
            let note = new("Call 王", on: subject)
            for _ in 0..<2 { try await world.store.write(note, world.access(world.ben, after: 1)) }
            try await world.store.write(world.access(world.ben, after: 2)) { db in
                try db.edit(note.id, version: 1, typed: "Call 王 today")
                #expect(throws: ChangedMeanwhile.self) { try db.edit(note.id, version: 1, typed: "No") }
            }
            await #expect(throws: NotAllowed(.edit, .opportunities)) {
                try await world.store.write(world.access(world.ana, after: 3)) {
                    try $0.edit(note.id, version: 2, typed: "Mine")
                }
            }
            var comment = new("Done", on: subject, 2)
            comment.parentID = note.id
            try await world.store.write(comment, world.access(world.ana, after: 4))
            let journal = try await world.store.read(world.access(world.ben, after: 5)) {
                try $0.journal(of: subject, .notes)
            }
            #expect(journal.entries.count == 1)
            guard case .note(let stored, let comments) = try #require(journal.entries.first).content else { return }
            #expect([stored.text.stored] + comments.map(\.text.stored) == ["Call 王 today", "Done"])
            #expect(stored.editedAt == world.time(2))
            try await world.store.write(world.access(world.ben, after: 6)) { try $0.delete(note.id, version: 2) }
            try await world.store.read(world.access(world.ben, after: 7)) { db in
                let counts = try [JournalSort.notes, .deleted].map { try db.journal(of: subject, $0).entries.count }
                #expect(counts == [0, 1])
            }
            try await world.store.write(world.access(world.ben, after: 8)) { try $0.restore(note.id, version: 3) }
            #expect(try await world.store.read(world.asOperator(9)) { try $0.note(note.id).version } == 4)
        }
    }

    @Test(arguments: Engine.available) func `are not there for those who do not see the record`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let subject = RecordSubject.opportunity(try await world.make("Pumps", owner: world.ben).id)
            let note = try await world.store.write(new("Secret", on: subject), world.access(world.ben, after: 1))
            await #expect(throws: NotFound(kind: "note")) {
                try await world.store.read(world.access(world.cleo, after: 2)) { try $0.note(note.id) }
            }
            await #expect(throws: NotFound(kind: "opportunity")) {
                try await world.store.write(new("Mine", on: subject, 2), world.access(world.cleo, after: 2))
            }
            // The account is everybody's, what hangs on it is not.
            let account = RecordSubject.account(world.acme.id)
            try await world.store.write(world.asOperator(3)) { db in
                guard case .opportunity(let id) = subject else { return }
                _ = try db.edit(id, version: nil) { (opportunity: inout Opportunity) in
                    opportunity.accountID = world.acme.id
                }
            }
            for (member, count) in [(world.ben, 1), (world.cleo, 0)] {
                let journal = try await world.store.read(world.access(member, after: 4)) {
                    try $0.journal(of: account, .notes)
                }
                #expect(journal.entries.count == count)
                let changes = try await world.store.read(world.access(member, after: 4)) {
                    try $0.journal(of: account, .changes)
                }
                #expect(changes.entries.contains { $0.subject == subject } == (count == 1))
            }
        }
    }

    @Test(arguments: Engine.available) func `mention those who see the record, or share it with them`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            try await world.letIn(world.ana, as: .manager, token: "a")
            let cleo = try await world.letIn(world.cleo, as: .rep, token: "c")
            let subject = RecordSubject.opportunity(try await world.make("Pumps", owner: world.ben).id)
            var note = new("@Ana and @Cleo, look", on: subject)
            let ben = world.access(world.ben, after: 1)
            await #expect(throws: NoteError.mentionedCannotSee(["Cleo"], mayShare: true)) {
                try await world.store.write(note, ben)
            }
            note.shares = true
            try await world.store.write(note, ben)
            _ = try await world.store.write(world.asOperator(2)) { db in
                try db.edit(world.cleo.id) { (member: inout Member) in member.name = "Cleopatra" }
            }
            let access = try await world.storedAccess(world.cleo, after: 3)
            let mentions = try await world.store.read(access) { db in
                #expect(try db.unreadMentions() == 1)
                return try db.mentions()
            }
            #expect(mentions.map(\.subjectName) == ["Pumps"])
            #expect(
                mentions[0].note.text.typed { $0 == world.cleo.id ? "Cleopatra" : "Ana" } == "@Ana and @Cleopatra, look"
            )
            try await world.store.readMentions(access)
            #expect(try await world.store.read(access) { try $0.unreadMentions() } == 0)
            #expect(cleo.person.name == "Cleo")
        }
    }

    @Test(arguments: Engine.available) func `go along when accounts are merged, and come back`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let (acme, globex) = (RecordSubject.account(world.acme.id), RecordSubject.account(world.globex.id))
            try await world.store.write(new("Of Acme", on: acme), world.asOperator(1))
            try await world.store.write(new("Of Globex", on: globex, 2), world.asOperator(2))
            func count(_ subject: RecordSubject) async throws -> Int {
                try await world.store.read(world.asOperator(9)) { try $0.journal(of: subject, .notes).entries.count }
            }
            let merge = try await world.store.write(world.asOperator(3)) { db in
                try db.merge(NewMerge((world.globex.id, 1), into: (world.acme.id, 1)))
            }
            #expect(try await count(acme) == 2)
            try await world.store.write(world.asOperator(4)) { try $0.undo(merge.id) }
            #expect(try await [count(acme), count(globex)] == [1, 1])
        }
    }

    @Test(arguments: Engine.available) func `stand in the time line page by page, each once`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let made = try await world.make("Pumps", owner: world.ben)
            let subject = RecordSubject.opportunity(made.id)
            for number in 1...7 {
                // Several of one moment: the order must hold all the same.
                let access = world.access(world.ben, after: Int64(number / 3))
                try await world.store.write(new("Note \(number)", on: subject, UInt64(number)), access)
            }
            try await world.store.write(world.access(world.ben, after: 9)) { db in
                try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: world.time(1)))
                _ = try db.edit(made.id, version: nil) { (opportunity: inout Opportunity) in
                    opportunity.name = "Big pumps"
                }
            }
            let all = try await world.store.read(world.asOperator(10)) { try $0.journal(of: subject, limit: 100) }
            #expect(all.entries.count == 10)
            #expect(all.next == nil)
            for limit in 1...4 {
                var (keys, last): ([JournalKey], JournalKey?) = ([], nil)
                repeat {
                    let page = try await world.store.read(world.asOperator(10)) { [last] in
                        try $0.journal(of: subject, before: last, limit: limit)
                    }
                    keys += page.entries.map(\.key)
                    last = page.next.flatMap { JournalKey($0.description) }
                } while last != nil
                #expect(keys == all.entries.map(\.key))
            }
        }
    }

    @Test(arguments: Engine.available) func `list colleagues by part of the name and by pinyin initials`(
        _ engine: Engine
    )
        async throws
    {
        try await engine.withWorld { world in
            let wang = Member(id: Identifier(high: 1, low: 7), name: "王小明")
            try await world.store.write(world.asOperator()) { try $0.create(wang) }
            try await world.letIn(wang, as: .rep, token: "b", email: "wang@example.com")
            try await world.letIn(world.cleo, as: .rep, token: "c")
            for (typed, names) in [("wxm", ["王小明"]), ("小", ["王小明"]), ("wangx", ["王小明"]), ("le", ["Cleo"]), ("x9", [])] {
                let found = try await world.store.read(world.access(world.ben, after: 1)) { try $0.mentionable(typed) }
                #expect(found.map(\.name) == names, "\(typed)")
            }
        }
    }
}
