import SQLEngines
import Sales

/// One run of an import: what was read, how far it came, and what became of its rows.
package struct Import: Sendable, Equatable {
    package enum State: String, Sendable {
        /// An undo that was interrupted goes on when it is started again.
        case running, finished, undoing, undone
    }

    package var id: Identifier<Import>
    package var kind: String
    package var fileName: String
    package var fingerprint: String
    package var mapping: String
    /// The run of the same file whose failed rows alone this one takes; nil where it takes all.
    package var retriedID: Identifier<Import>?
    package var startedAt: Instant
    package var finishedAt: Instant?
    package var undoneAt: Instant?
    /// Where the next row begins, and the number of the row before it.
    package var byteOffset: Int64
    package var lineNumber: Int
    /// What the file was read as up to there.
    package var encoding: String?
    package var rowsRead: Int
    package var created: Int
    package var updated: Int
    package var skipped: Int
    package var failed: Int
    package var state: State
}

extension Import.State: SQLBindable, SQLReadable {}

extension Import: SQLReadable {
    static let columns: SQL = """
        id, kind, file_name, fingerprint, mapping, retried_id, started_at, finished_at, undone_at, byte_offset, line_number,
        encoding, rows_read, created,
        updated, skipped, failed, state
        """

    package init(from row: inout Row) throws {
        try self.init(
            id: row.next(),
            kind: row.next(),
            fileName: row.next(),
            fingerprint: row.next(),
            mapping: row.next(),
            retriedID: row.next(),
            startedAt: row.next(),
            finishedAt: row.next(),
            undoneAt: row.next(),
            byteOffset: row.next(),
            lineNumber: row.next(),
            encoding: row.next(),
            rowsRead: row.next(),
            created: row.next(),
            updated: row.next(),
            skipped: row.next(),
            failed: row.next(),
            state: row.next()
        )
    }
}
