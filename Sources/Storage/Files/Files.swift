import SQLEngines
import Sales

extension ScopedConnection {
    /// The file, where the member sees its record.
    package func file(_ id: Identifier<RecordFile>) throws -> RecordFile {
        try file(id, where: "deleted_at IS NULL")
    }

    private func file(_ id: Identifier<RecordFile>, where condition: SQL) throws -> RecordFile {
        let file: RecordFile = try db.find(
            """
            SELECT \(RecordFile.columns) FROM files
            WHERE workspace_id = \(key) AND id = \(id) AND added_at IS NOT NULL AND \(condition)
            """,
            kind: "file"
        )
        do { _ = try seen(file.subject) } catch is NotFound { throw NotFound(kind: "file") }
        return file
    }

    /// The record's own files, the newest first.
    package func files(of subject: RecordSubject, limit: Int = 100) throws -> [RecordFile] {
        _ = try seen(subject)
        return try db.all(
            """
            SELECT \(RecordFile.columns) FROM files
            WHERE workspace_id = \(key) AND \(subject.isSubject) AND added_at IS NOT NULL AND deleted_at IS NULL
            ORDER BY added_at DESC, id DESC LIMIT \(limit)
            """
        )
    }

    /// Gives a file another name or kind.
    package func edit(
        _ id: Identifier<RecordFile>,
        version: Int,
        name: String,
        kind: RecordFile.Kind
    ) throws -> RecordFile {
        let file = try file(id)
        _ = try editable(file.subject)
        let name = try FileName.cleaned(name)
        // What it is was decided when it came; another ending must not make a program of it.
        _ = try MediaType(of: [], named: name)
        if name == file.name, kind == file.kind { return file }
        var change = Change("file", id.erased, version: version + 1, action: .updated)
        change.before = FieldValues([("name", file.name.sqlValue), ("fileKind", file.kind.sqlValue)])
        change.after = FieldValues([("name", name.sqlValue), ("fileKind", kind.sqlValue)])
        try update(id, version: version, "name = \(name), kind = \(kind)", where: "deleted_at IS NULL", change)
        return try self.file(id)
    }

    package func delete(_ id: Identifier<RecordFile>, version: Int) throws {
        let file = try file(id)
        _ = try editable(file.subject)
        let change = Change("file", id.erased, version: version + 1, action: .deleted)
        try update(id, version: version, "deleted_at = \(access.now)", where: "deleted_at IS NULL", change)
    }

    /// Brings a deleted file back.
    package func restore(_ id: Identifier<RecordFile>, version: Int) throws {
        let file = try file(id, where: "deleted_at IS NOT NULL")
        _ = try editable(file.subject)
        let change = Change("file", id.erased, version: version + 1, action: .restored)
        try update(id, version: version, "deleted_at = NULL", where: "deleted_at IS NOT NULL", change)
    }

    private func update(
        _ id: Identifier<RecordFile>,
        version: Int,
        _ assignments: SQL,
        where condition: SQL,
        _ change: Change
    ) throws {
        let count = try db.run(
            """
            UPDATE files SET \(assignments), version = version + 1
            WHERE workspace_id = \(key) AND id = \(id) AND version = \(version) AND \(condition)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile() }
        try db.log([change], by: Origin(access))
    }
}
