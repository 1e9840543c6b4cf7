import SQLEngines
import Sales

extension ScopedConnection {
    /// The sources of the opportunities that the member sees, as far as newer ones have them, in no order.
    ///
    /// Looked for among so many only, as no index would pay for what stands in a menu.
    package func opportunitySources() throws -> [String] {
        try db.all(
            """
            SELECT DISTINCT source FROM (
                SELECT id, owner_id, source FROM opportunities
                WHERE workspace_id = \(key) AND deleted_at IS NULL AND withdrawn_at IS NULL
                ORDER BY id DESC LIMIT \(newestLookedAt)
            ) AS newest
            WHERE source IS NOT NULL AND \(sees(.opportunities))
            """
        )
    }
}

private let newestLookedAt = 2000
