import SQLEngines
import Sales

extension Note: SQLReadable {
    static let columns: SQL = """
        id, \(RecordSubject.columns), parent_id, author_id, text, written_at, edited_at, version
        """

    /// That a note is there, and the one under which it stands.
    static func isLiving(_ alias: SQL) -> SQL {
        """
        \(alias).deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM notes parent
            WHERE parent.workspace_id = \(alias).workspace_id AND parent.id = \(alias).parent_id
                AND parent.deleted_at IS NOT NULL)
        """
    }

    package init(from row: inout Row) throws {
        try self.init(
            id: row.next(),
            subject: row.next(),
            parentID: row.next(),
            authorID: row.next(),
            text: NoteText(stored: row.next()),
            writtenAt: row.next(),
            editedAt: row.next(),
            version: row.next()
        )
    }
}

extension Connection {
    func insert(_ note: Note, by origin: Origin) throws {
        try run(
            """
            INSERT INTO notes (workspace_id, \(Note.columns))
            VALUES (\(origin.workspace), \(note.id), \(note.subject.sqlValues), \(note.parentID), \(note.authorID),
                \(note.text.stored), \(note.writtenAt), \(note.editedAt), \(note.version))
            """
        )
        var change = Change("note", note.id.erased, version: note.version, action: .created)
        change.after = FieldValues([(note.subject.word, note.subject.id.sqlValue), ("text", note.text.stored.sqlValue)])
        try log([change], by: origin)
    }

    /// Changes a note that nobody else changed since `version`.
    func update(
        _ id: Identifier<Note>,
        version: Int,
        _ assignments: SQL,
        where condition: SQL,
        _ change: Change,
        by origin: Origin
    ) throws {
        let count = try run(
            """
            UPDATE notes SET \(assignments), version = version + 1
            WHERE workspace_id = \(origin.workspace) AND id = \(id) AND version = \(version) AND \(condition)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile() }
        try log([change], by: origin)
    }

    func note(_ id: Identifier<Note>, where condition: SQL, in workspace: Int64) throws -> Note {
        try find(
            "SELECT \(Note.columns) FROM notes WHERE workspace_id = \(workspace) AND id = \(id) AND \(condition)",
            kind: "note"
        )
    }
}
