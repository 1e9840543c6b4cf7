import SQLEngines
import Sales

/// A file that is to be added to a record.
package struct NewRecordFile: Sendable {
    package var id: Identifier<RecordFile>
    package var subject: RecordSubject
    package var kind: RecordFile.Kind
    package var name: String

    package init(id: Identifier<RecordFile>, subject: RecordSubject, kind: RecordFile.Kind, name: String) {
        self.id = id
        self.subject = subject
        self.kind = kind
        self.name = name
    }
}

/// What has come of a file, once all of it has.
package struct FileContent: Sendable {
    package var mediaType: MediaType
    package var size: Int
    package var digest: String

    package init(mediaType: MediaType, size: Int, digest: String) {
        self.mediaType = mediaType
        self.size = size
        self.digest = digest
    }
}

/// How a file comes: piece by piece, each in a short transaction of its own, so that others write in between. Nobody
/// sees it before it is finished.
extension Store {
    package func begin(_ new: NewRecordFile, _ access: Access) async throws {
        guard access.mayWrite else { throw NotAllowed() }
        try await writeOwn(access) { try $0.begin(new) }
    }

    package func append(
        _ bytes: [UInt8],
        number: Int,
        to id: Identifier<RecordFile>,
        _ access: Access
    ) async throws {
        try await writeOwn(access) { try $0.append(bytes, number: number, to: id) }
    }

    /// Takes an unfinished file away, a few pieces at a time.
    package func discard(_ id: Identifier<RecordFile>, in workspace: Workspace) async throws {
        while try await database.write({ try $0.discardPieces(of: id, in: workspace.key) }) {}
    }

    /// Takes away uploads that nobody has finished within a day; returns how many.
    @discardableResult
    package func sweepFiles(in workspace: Workspace, now: Instant) async throws -> Int {
        let day: Int64 = 86_400_000
        let left: [Identifier<RecordFile>] = try await database.read { db in
            try db.all(
                """
                SELECT id FROM files WHERE begun_at < \(now.milliseconds - day) AND added_at IS NULL
                    AND workspace_id = \(workspace.key) ORDER BY begun_at LIMIT 100
                """
            )
        }
        for id in left { try await discard(id, in: workspace) }
        return left.count
    }
}

extension ScopedConnection {
    func begin(_ new: NewRecordFile) throws {
        _ = try editable(new.subject)
        try db.run(
            """
            INSERT INTO files (workspace_id, id, version, \(RecordSubject.columns), kind, name, media_type, size,
                added_by, begun_at)
            VALUES (\(key), \(new.id), 1, \(new.subject.sqlValues), \(new.kind), \(new.name), \(MediaType.bytes), 0,
                \(access.member?.id), \(access.now))
            """
        )
    }

    func append(_ bytes: [UInt8], number: Int, to id: Identifier<RecordFile>) throws {
        let count = try db.run(
            """
            INSERT INTO file_pieces (workspace_id, file_id, number, bytes)
            SELECT workspace_id, id, \(number), \(bytes) FROM files
            WHERE workspace_id = \(key) AND id = \(id) AND added_at IS NULL
            """
        )
        guard count == 1 else { throw FileError.gone }
    }

    /// Makes the file one of its record's, unless that has the same content already.
    package func finish(_ id: Identifier<RecordFile>, _ content: FileContent) throws -> RecordFile {
        let subject: RecordSubject = try db.find(
            """
            SELECT \(RecordSubject.columns) FROM files
            WHERE workspace_id = \(key) AND id = \(id) AND added_at IS NULL
            """,
            kind: "file"
        )
        _ = try editable(subject)
        // Two uploads of one file could both look before either is finished.
        try db.lock(fileLock | key)
        if let name = try nameOfSame(content, on: subject) { throw FileError.there(name: name) }
        let count = try db.run(
            """
            UPDATE files SET media_type = \(content.mediaType), size = \(content.size), digest = \(content.digest),
                added_at = \(access.now)
            WHERE workspace_id = \(key) AND id = \(id) AND added_at IS NULL
            """
        )
        guard count == 1 else { throw FileError.gone }
        let file = try file(id)
        var change = Change("file", id.erased, version: file.version, action: .created)
        change.after = FieldValues([
            (subject.word, subject.id.sqlValue), ("name", file.name.sqlValue), ("fileKind", file.kind.sqlValue),
        ])
        try db.log([change], by: Origin(access))
        return file
    }

    private func nameOfSame(_ content: FileContent, on subject: RecordSubject) throws -> String? {
        try db.first(
            """
            SELECT name FROM files
            WHERE workspace_id = \(key) AND \(subject.isSubject) AND digest = \(content.digest)
                AND added_at IS NOT NULL AND deleted_at IS NULL ORDER BY id LIMIT 1
            """
        )
    }

    /// A piece of the file; nil behind the last.
    package func piece(_ number: Int, of id: Identifier<RecordFile>) throws -> [UInt8]? {
        try db.piece(number, of: id, in: key)
    }
}

extension Store {
    /// The finished files of the workspace by their identifiers, for a look at all of them.
    package func files(
        after last: Identifier<RecordFile>?,
        in workspace: Workspace,
        limit: Int = 100
    ) async throws -> [RecordFile] {
        let start: SQL = last.map { " AND id > \($0)" } ?? ""
        return try await database.read { db in
            try db.all(
                """
                SELECT \(RecordFile.columns) FROM files
                WHERE workspace_id = \(workspace.key) AND added_at IS NOT NULL\(start) ORDER BY id LIMIT \(limit)
                """
            )
        }
    }

    package func piece(
        _ number: Int,
        of id: Identifier<RecordFile>,
        in workspace: Workspace
    ) async throws -> [UInt8]? {
        try await database.read { try $0.piece(number, of: id, in: workspace.key) }
    }
}

extension Connection {
    fileprivate func piece(_ number: Int, of id: Identifier<RecordFile>, in workspace: Int64) throws -> [UInt8]? {
        try first(
            """
            SELECT bytes FROM file_pieces
            WHERE workspace_id = \(workspace) AND file_id = \(id) AND number = \(number)
            """
        )
    }

    /// Whether there may be more pieces; with the last ones the unfinished file goes.
    fileprivate func discardPieces(of id: Identifier<RecordFile>, in workspace: Int64) throws -> Bool {
        let isUnfinished: [Int] = try all(
            "SELECT 1 FROM files WHERE workspace_id = \(workspace) AND id = \(id) AND added_at IS NULL"
        )
        if isUnfinished.isEmpty { return false }
        let count = try run(
            """
            DELETE FROM file_pieces WHERE workspace_id = \(workspace) AND file_id = \(id) AND number IN (
                SELECT number FROM file_pieces WHERE workspace_id = \(workspace) AND file_id = \(id)
                ORDER BY number LIMIT 16)
            """
        )
        if count == 16 { return true }
        try run("DELETE FROM files WHERE workspace_id = \(workspace) AND id = \(id) AND added_at IS NULL")
        return false
    }
}

/// The high bits of the lock's key; the low ones are the workspace's.
private let fileLock: Int64 = 0x534C_0013 << 32
