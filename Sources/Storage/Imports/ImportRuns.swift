import SQLEngines
import Sales

extension ScopedConnection {
    /// Lets one batch of the workspace's imports write at a time, so that two never make the same record twice.
    package func lockImports() throws {
        try requireAdministrator()
        try db.lock(importLock | key)
    }

    /// The newest run with this file and mapping that was not undone; a running one can be resumed.
    package func importRun(kind: String, fingerprint: String, mapping: String) throws -> Import? {
        try requireAdministrator()
        return try db.first(
            """
            SELECT \(Import.columns) FROM imports
            WHERE workspace_id = \(key) AND kind = \(kind) AND fingerprint = \(fingerprint) AND mapping = \(mapping)
                AND state IN ('running', 'finished')
            ORDER BY started_at DESC, id DESC LIMIT 1
            """
        )
    }

    package func importRun(_ id: Identifier<Import>) throws -> Import {
        try requireAdministrator()
        return try db.find(
            "SELECT \(Import.columns) FROM imports WHERE workspace_id = \(key) AND id = \(id)",
            kind: "import"
        )
    }

    /// The runs, the newest first.
    package func importRuns(limit: Int = 50) throws -> [Import] {
        try requireAdministrator()
        return try db.all(
            """
            SELECT \(Import.columns) FROM imports WHERE workspace_id = \(key)
            ORDER BY started_at DESC, id DESC LIMIT \(limit)
            """
        )
    }

    package func beginImport(kind: String, fileName: String, fingerprint: String, mapping: String) throws -> Import {
        try requireAdministrator()
        let run = Import(
            id: Identifier(at: access.now),
            kind: kind,
            fileName: fileName,
            fingerprint: fingerprint,
            mapping: mapping,
            startedAt: access.now
        )
        try db.run(
            """
            INSERT INTO imports (workspace_id, actor_id, \(Import.columns))
            VALUES (\(key), \(access.member?.id), \(run.id), \(run.kind), \(run.fileName), \(run.fingerprint),
                \(run.mapping), \(run.startedAt), NULL, NULL, 0, 0, NULL, 0, 0, 0, 0, 0,
                \(run.state))
            """
        )
        return run
    }

    /// Stores how far a run has come, in the transaction of the rows that it counts.
    ///
    /// Refuses where another process took the run further meanwhile, so that no row is taken twice.
    package func save(_ run: Import, after previous: Import) throws {
        try requireAdministrator()
        let count = try db.run(
            """
            UPDATE imports SET byte_offset = \(run.byteOffset), line_number = \(run.lineNumber),
                encoding = \(run.encoding), rows_read = \(run.rowsRead), created = \(run.created),
                updated = \(run.updated), skipped = \(run.skipped), failed = \(run.failed), state = \(run.state),
                finished_at = \(run.finishedAt), undone_at = \(run.undoneAt)
            WHERE workspace_id = \(key) AND id = \(run.id) AND byte_offset = \(previous.byteOffset)
                AND rows_read = \(previous.rowsRead) AND state = \(previous.state)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile(fields: ["import"]) }
    }
}

extension Import {
    init(
        id: Identifier<Import>,
        kind: String,
        fileName: String,
        fingerprint: String,
        mapping: String,
        startedAt: Instant
    ) {
        self.init(
            id: id,
            kind: kind,
            fileName: fileName,
            fingerprint: fingerprint,
            mapping: mapping,
            startedAt: startedAt,
            finishedAt: nil,
            undoneAt: nil,
            byteOffset: 0,
            lineNumber: 0,
            encoding: nil,
            rowsRead: 0,
            created: 0,
            updated: 0,
            skipped: 0,
            failed: 0,
            state: .running
        )
    }
}

/// The high bits of the lock's key; the low ones are the workspace's.
private let importLock: Int64 = 0x534C_0002 << 32
