import GRDB
import Synchronization

/// Prepares statements, and keeps the caches of a file's connections from growing for ever.
///
/// GRDB's caches never forget, while lists of many lengths and filters in many combinations make many texts.
final class SQLiteStatements: Sendable {
    private static let capacity = 500

    /// The hashes of the texts that each connection has in its cache.
    private let known = Mutex<[ObjectIdentifier: Set<Int>]>([:])

    func prepare(_ text: String, in db: GRDB.Database) throws -> Statement {
        if isFull(with: text, ObjectIdentifier(db)) { db.clearSchemaCache() }
        return try db.cachedStatement(sql: text)
    }

    private func isFull(with text: String, _ connection: ObjectIdentifier) -> Bool {
        known.withLock { known in
            known[connection, default: []].insert(text.hashValue)
            guard known[connection, default: []].count > Self.capacity else { return false }
            known[connection] = [text.hashValue]
            return true
        }
    }
}
