import SQLEngines
import Sales

/// A note that somebody writes on a record or under another note.
package struct NewNote: Sendable {
    /// Made with the form, so that one sent twice is written once.
    package var id: Identifier<Note>
    package var subject: RecordSubject
    package var parentID: Identifier<Note>?
    package var typed: String
    /// Members who were chosen from the list while typing.
    package var chosen: Set<Identifier<Member>> = []
    /// Whether the record is shared with those mentioned who do not see it yet.
    package var shares = false

    package init(id: Identifier<Note>, subject: RecordSubject, typed: String) {
        self.id = id
        self.subject = subject
        self.typed = typed
    }
}

extension Store {
    /// Writes a note once, however often its form comes.
    @discardableResult
    package func write(_ new: NewNote, _ access: Access) async throws -> Note {
        do { return try await write(access) { try $0.write(new) } } catch DatabaseError.uniqueViolation("notes_pkey") {
            // The same form came twice at once; the other one has written it.
            return try await write(access) { try $0.write(new) }
        }
    }
}

extension ScopedConnection {
    /// The note, where the member sees its record.
    package func note(_ id: Identifier<Note>) throws -> Note {
        let note = try db.note(id, where: Note.isLiving("notes"), in: key)
        do { _ = try seen(note.subject) } catch is NotFound { throw NotFound(kind: "note") }
        return note
    }

    /// The notes under a note, the oldest first.
    package func comments(on ids: [Identifier<Note>]) throws -> [Identifier<Note>: [Note]] {
        var found: [Identifier<Note>: [Note]] = [:]
        try db.forEach(
            """
            SELECT \(Note.columns) FROM notes
            WHERE workspace_id = \(key) AND parent_id IN (\(list: ids)) AND deleted_at IS NULL
            ORDER BY written_at, id
            """
        ) { row in
            let note: Note = try row.next()
            if let parent = note.parentID { found[parent, default: []].append(note) }
        }
        return found
    }

    /// Whether the member may write on records of the kind that they see: a record that is shared to be looked at is
    /// shared to be talked about.
    package func mayWriteNotes(on kind: RecordKind) -> Bool { access.may(.edit, kind) }

    /// Writes a note or a comment; one that came twice is the one that is there.
    @discardableResult
    package func write(_ new: NewNote) throws -> Note {
        let seen = try seen(new.subject)
        try require(.edit, new.subject.kind)
        if let there = try there(new) { return there }
        var parentID = new.parentID
        if let id = parentID {
            let parent = try note(id)
            guard parent.subject == new.subject else { throw NotFound(kind: "note") }
            parentID = parent.parentID ?? parent.id
        }
        let text = try NoteText(typed: new.typed, members: mentionable(), chosen: new.chosen)
        try requireSight(of: text.mentioned, seen, shares: new.shares)
        let note = Note(
            id: new.id,
            subject: new.subject,
            parentID: parentID,
            authorID: access.member?.id,
            text: text,
            writtenAt: access.now
        )
        try db.insert(note, by: Origin(access))
        try mention(text.mentioned, in: note.id)
        return note
    }

    private func there(_ new: NewNote) throws -> Note? {
        let there: Note? = try db.first(
            "SELECT \(Note.columns) FROM notes WHERE workspace_id = \(key) AND id = \(new.id)"
        )
        guard let there else { return nil }
        guard there.authorID == access.member?.id, there.subject == new.subject else { throw NotFound(kind: "note") }
        return there
    }

    /// Changes what the member wrote; the earlier text stays in the change log.
    @discardableResult
    package func edit(
        _ id: Identifier<Note>,
        version: Int,
        typed: String,
        chosen: Set<Identifier<Member>> = [],
        shares: Bool = false
    ) throws -> Note {
        let note = try note(id)
        try require(.edit, note.subject.kind)
        guard note.authorID == access.member?.id else { throw NotAllowed(.edit, note.subject.kind) }
        let before = note.text.mentioned
        let members = try mentionable() + members().filter { before.contains($0.id) && !$0.canSignIn }
        let text = try NoteText(typed: typed, members: members, chosen: chosen.union(before))
        if text == note.text { return note }
        let added = text.mentioned.subtracting(before)
        try requireSight(of: added, seen(note.subject), shares: shares)
        var change = Change("note", id.erased, version: version + 1, action: .updated)
        change.before = FieldValues([("text", note.text.stored.sqlValue)])
        change.after = FieldValues([("text", text.stored.sqlValue)])
        try db.update(
            id,
            version: version,
            "text = \(text.stored), edited_at = \(access.now)",
            where: "deleted_at IS NULL",
            change,
            by: Origin(access)
        )
        try unmention(before.subtracting(text.mentioned), in: id)
        try mention(added, in: id)
        return try self.note(id)
    }

    /// Whether the member may take the note away: who wrote it, and who could delete its record.
    package func mayDelete(_ note: Note) throws -> Bool { try isOwn(note) || mayDeleteNotes(on: note.subject) }

    /// Whether the member wrote the note and may still write; what the operator may do needs no author.
    package func isOwn(_ note: Note) -> Bool {
        access.may(.edit, note.subject.kind) && (access.member == nil || note.authorID == access.member?.id)
    }

    /// Whether the member may take away what others wrote on the record: who could delete it may.
    package func mayDeleteNotes(on subject: RecordSubject) throws -> Bool {
        guard access.may(.edit, subject.kind), access.may(.delete, subject.kind) else { return false }
        do { return try reaches(subject.kind, seen(subject).ownerID) } catch is NotFound { return false }
    }

    /// Takes a note away, with the comments under it as long as it is gone.
    package func delete(_ id: Identifier<Note>, version: Int) throws {
        try setDeleted(true, try note(id), version: version)
    }

    /// Brings a deleted note back.
    package func restore(_ id: Identifier<Note>, version: Int) throws {
        let note = try db.note(id, where: "deleted_at IS NOT NULL", in: key)
        do { _ = try seen(note.subject) } catch is NotFound { throw NotFound(kind: "note") }
        try setDeleted(false, note, version: version)
    }

    private func setDeleted(_ deleted: Bool, _ note: Note, version: Int) throws {
        guard try mayDelete(note) else { throw NotAllowed(.delete, note.subject.kind) }
        let action = deleted ? Change.Action.deleted : .restored
        try db.update(
            note.id,
            version: version,
            "deleted_at = \(deleted ? access.now : nil)",
            where: deleted ? "deleted_at IS NULL" : "deleted_at IS NOT NULL",
            Change("note", note.id.erased, version: version + 1, action: action),
            by: Origin(access)
        )
    }
}
