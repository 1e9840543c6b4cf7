import SQLEngines
import Sales

extension ScopedConnection {
    /// Lets one batch of the workspace's imports write at a time, so that two never make the same record twice.
    package func lockImports() throws {
        try requireImporter()
        try db.lock(importLock | key)
    }

    /// Lets one batch of the workspace's imports write at a time, and refuses where another process that takes the
    /// same file has taken the run further than the caller knows.
    package func lockImports(at run: Import) throws {
        try lockImports()
        guard try importRun(run.id) == run else { throw ImportMovedOn() }
    }

    /// Lets PostgreSQL count what a growing import has brought, each time that it is four times as much.
    ///
    /// It scans a table without statistics for each batch's keys. SQLite has figures that never change.
    package func refreshStatistics(of run: Import, before: Import) throws {
        let growth = [1000, 4000, 16_000, 64_000, 256_000, 1_024_000]
        if db.commitsInOrder { return }
        guard growth.contains(where: { before.rowsRead < $0 && run.rowsRead >= $0 }) else { return }
        let tables: [SQL] = [
            "accounts", "contacts", "opportunities", "opportunity_revisions", "changes", "search_entries",
        ]
        for table in tables { try db.run("ANALYZE \(table)") }
    }

    /// The newest run of the file that still counts: neither it nor a run whose failed rows it took was undone.
    package func importRun(of file: Import.File) throws -> Import? {
        try requireImporter()
        let newest: Import? = try db.first(
            """
            SELECT \(Import.columns) FROM imports
            WHERE workspace_id = \(key) AND kind = \(file.kind) AND fingerprint = \(file.fingerprint)
                AND mapping = \(file.mapping) AND state IN ('running', 'finished')
            ORDER BY started_at DESC, id DESC LIMIT 1
            """
        )
        var earlier = newest?.retriedID
        while let id = earlier {
            let run = try importRun(id)
            if run.state != .finished { return nil }
            earlier = run.retriedID
        }
        return newest
    }

    /// The numbers of the rows that failed in a run.
    package func failedRows(of id: Identifier<Import>) throws -> Set<Int> {
        try requireImporter()
        var rows: Set<Int> = []
        try db.forEach(
            """
            SELECT row_number FROM import_findings
            WHERE workspace_id = \(key) AND import_id = \(id) AND is_failure = 1
            """
        ) { row in
            rows.insert(try row.next())
        }
        return rows
    }

    package func importRun(_ id: Identifier<Import>) throws -> Import {
        try requireImporter()
        return try db.find(
            "SELECT \(Import.columns) FROM imports WHERE workspace_id = \(key) AND id = \(id)",
            kind: "import"
        )
    }

    /// The runs, the newest first.
    package func importRuns(limit: Int = 50) throws -> [Import] {
        try requireImporter()
        return try db.all(
            """
            SELECT \(Import.columns) FROM imports WHERE workspace_id = \(key)
            ORDER BY started_at DESC, id DESC LIMIT \(limit)
            """
        )
    }

    /// Begins a run; of all rows, or of those that failed in an earlier run of the same file.
    package func beginImport(_ file: Import.File, retrying earlier: Import? = nil) throws -> Import {
        try requireImporter()
        let run = Import(file, id: Identifier(at: access.now), retriedID: earlier?.id, startedAt: access.now)
        try db.run(
            """
            INSERT INTO imports (workspace_id, actor_id, \(Import.columns))
            VALUES (\(key), \(access.member?.id), \(run.id), \(run.kind), \(run.fileName), \(run.fingerprint),
                \(run.mapping), \(run.retriedID), \(run.startedAt), NULL, NULL, 0, 0, NULL, 0, 0, 0, 0, 0,
                \(run.state))
            """
        )
        return run
    }

    /// Stores how far a run has come, in the transaction of the rows that it counts.
    ///
    /// Refuses where another process took the run further meanwhile, so that no row is taken twice.
    package func save(_ run: Import, after previous: Import) throws {
        try requireImporter()
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
        guard count == 1 else { throw ImportMovedOn() }
    }
}

extension Import {
    /// What a run is known again by: the file's content, how it is called, and the mapping as it was written.
    package struct File: Sendable {
        package var kind: String
        package var name: String
        package var fingerprint: String
        package var mapping: String

        package init(kind: String, name: String, fingerprint: String, mapping: String) {
            self.kind = kind
            self.name = name
            self.fingerprint = fingerprint
            self.mapping = mapping
        }
    }

    init(_ file: File, id: Identifier<Import>, retriedID: Identifier<Import>?, startedAt: Instant) {
        self.init(
            id: id,
            kind: file.kind,
            fileName: file.name,
            fingerprint: file.fingerprint,
            mapping: file.mapping,
            retriedID: retriedID,
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

/// Another process took a run further meanwhile, ended it, or takes it back.
package struct ImportMovedOn: Error, CustomStringConvertible {
    package var description: String {
        "Another process works on this import. Wait until it is done, and look at the import's state then."
    }
}

/// The high bits of the lock's key; the low ones are the workspace's.
private let importLock: Int64 = 0x534C_0002 << 32
