import SQLEngines
import Sales

extension RecordFile.Kind: SQLBindable, SQLReadable {}
extension MediaType: SQLBindable, SQLReadable {}

extension RecordFile: SQLReadable {
    /// Of files that are finished.
    static let columns: SQL = """
        id, \(RecordSubject.columns), kind, name, media_type, size, digest, added_by, added_at, version
        """

    package init(from row: inout Row) throws {
        try self.init(
            id: row.next(),
            subject: row.next(),
            kind: row.next(),
            name: row.next(),
            mediaType: row.next(),
            size: row.next(),
            digest: row.next(),
            addedBy: row.next(),
            addedAt: row.next(),
            version: row.next()
        )
    }
}
