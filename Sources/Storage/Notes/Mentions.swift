import SQLEngines
import Sales

/// A note in which the member is mentioned.
package struct Mention: Sendable {
    package var note: Note
    package var subjectName: String
    package var mentionedAt: Instant
    package var isRead: Bool
}

extension ScopedConnection {
    /// Who can be mentioned: members who can sign in and so will find it.
    package func mentionable() throws -> [Member] { try members().filter(\.canSignIn) }

    /// Members whose name has the typed text, by pinyin initials too, for the list that opens behind an @.
    package func mentionable(_ typed: String, limit: Int = 8) throws -> [Member] {
        let others = try mentionable().filter { $0.id != access.member?.id }
        guard let query = SearchQuery(typed) else { return Array(others.prefix(limit)) }
        let phrase = query.phrase.filter { $0 != " " }
        let found = others.filter { member in
            let form = member.name.nameForm
            return form.contains(query.phrase) || member.name.pinyin.hasPrefix(phrase)
                || member.name.pinyinInitials.contains { $0.contains(phrase) }
        }
        return Array(found.prefix(limit))
    }

    /// Refuses a mention of those who do not see the record, unless it is to be shared with them.
    func requireSight(of ids: Set<Identifier<Member>>, _ seen: SeenSubject, shares: Bool) throws {
        let (kind, subject) = (seen.subject.kind, seen.subject)
        var blind: [Member] = []
        for id in ids.sorted() {
            let member = try member(id)
            let other = try ScopedConnection(db, db.access(of: member, in: access.workspace, now: access.now))
            if !other.sees(kind, subject.id, owner: seen.ownerID) { blind.append(member) }
        }
        if blind.isEmpty { return }
        let mayShare = access.may(.edit, kind) && reaches(kind, seen.ownerID)
        guard shares, mayShare else {
            throw NoteError.mentionedCannotSee(blind.map(\.name), mayShare: mayShare)
        }
        for member in blind {
            // A role that sees no such records sees none that is shared either.
            guard try db.access(of: member, in: access.workspace, now: access.now).may(.see, kind) else {
                throw NoteError.mentionedCannotSee([member.name], mayShare: false)
            }
            try share(subject, with: .member(member.id))
        }
    }

    private func share(_ subject: RecordSubject, with holder: ShareHolder) throws {
        switch subject {
        case .account(let id): try share(id, with: holder, mayEdit: false)
        case .contact(let id): try share(id, with: holder, mayEdit: false)
        case .opportunity(let id): try share(id, with: holder, mayEdit: false)
        }
    }

    func mention(_ members: Set<Identifier<Member>>, in note: Identifier<Note>) throws {
        for member in members.sorted() where member != access.member?.id {
            try db.run(
                """
                INSERT INTO note_mentions (workspace_id, note_id, member_id, mentioned_at)
                VALUES (\(key), \(note), \(member), \(access.now))
                """
            )
        }
    }

    func unmention(_ members: Set<Identifier<Member>>, in note: Identifier<Note>) throws {
        try db.run(
            """
            DELETE FROM note_mentions
            WHERE workspace_id = \(key) AND note_id = \(note) AND member_id IN (\(list: members.sorted()))
            """
        )
    }

    /// The notes in which the member is mentioned and that they still see, the newest first.
    package func mentions(limit: Int = 100) throws -> [Mention] {
        guard let member = access.member else { return [] }
        let rows: [MentionRow] = try db.all(
            """
            SELECT m.note_id, m.mentioned_at, m.read_at FROM note_mentions m
            JOIN notes n ON n.workspace_id = m.workspace_id AND n.id = m.note_id
            WHERE m.workspace_id = \(key) AND m.member_id = \(member.id) AND \(isSeen("n"))
            ORDER BY m.mentioned_at DESC, m.note_id DESC LIMIT \(limit)
            """
        )
        if rows.isEmpty { return [] }
        let notes: [Note] = try db.all(
            "SELECT \(Note.columns) FROM notes WHERE workspace_id = \(key) AND id IN (\(list: rows.map(\.noteID)))"
        )
        let byID = Dictionary(uniqueKeysWithValues: notes.map { ($0.id, $0) })
        let names = try names(of: Set(notes.map(\.subject)))
        return rows.compactMap { row in
            guard let note = byID[row.noteID], let name = names[note.subject] else { return nil }
            return Mention(note: note, subjectName: name, mentionedAt: row.mentionedAt, isRead: row.readAt != nil)
        }
    }

    /// How many mentions the member has not read, of those that they still see.
    package func unreadMentions() throws -> Int {
        guard let member = access.member else { return 0 }
        return try db.first(
            """
            SELECT count(*) FROM note_mentions m JOIN notes n ON n.workspace_id = m.workspace_id AND n.id = m.note_id
            WHERE m.workspace_id = \(key) AND m.member_id = \(member.id) AND m.read_at IS NULL AND \(isSeen("n"))
            """
        ) ?? 0
    }

    /// That a note is there and the member sees its record.
    private func isSeen(_ note: SQL) -> SQL {
        func isSeen(_ kind: RecordKind, _ table: SQL, _ column: SQL, and condition: SQL) -> SQL {
            """
            EXISTS (SELECT 1 FROM \(table) s WHERE s.workspace_id = \(note).workspace_id AND s.id = \(note).\(column)
                AND s.deleted_at IS NULL\(condition) AND \(sees(kind, owner: "s.owner_id", id: "s.id")))
            """
        }
        return """
            \(Note.isLiving(note)) AND (\(isSeen(.accounts, "accounts", "account_id", and: ""))
                OR \(isSeen(.contacts, "contacts", "contact_id", and: ""))
                OR \(isSeen(.opportunities, "opportunities", "opportunity_id", and: " AND s.withdrawn_at IS NULL")))
            """
    }

    func readMentions(in note: Identifier<Note>?) throws {
        guard let member = access.member else { return }
        let only: SQL = note.map { " AND note_id = \($0)" } ?? ""
        try db.run(
            """
            UPDATE note_mentions SET read_at = \(access.now)
            WHERE workspace_id = \(key) AND member_id = \(member.id) AND read_at IS NULL\(only)
            """
        )
    }
}

extension Store {
    /// Notes that the member has read of mentions: of one note, or of all.
    ///
    /// It is the member's own and no record, so those do it too who may only read, and no change log tells of it.
    package func readMentions(in note: Identifier<Note>? = nil, _ access: Access) async throws {
        try await writeOwn(access) { try $0.readMentions(in: note) }
    }
}

private struct MentionRow: SQLReadable {
    var noteID: Identifier<Note>
    var mentionedAt: Instant
    var readAt: Instant?

    init(from row: inout Row) throws {
        noteID = try row.next()
        mentionedAt = try row.next()
        readAt = try row.next()
    }
}
