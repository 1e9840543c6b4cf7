import SQLEngines

/// How many records there are, or that there are more than so many.
package struct ListCount: Hashable, Sendable {
    package var count: Int
    package var isExact: Bool

    package init(count: Int, isExact: Bool) {
        self.count = count
        self.isExact = isExact
    }
}

extension Connection {
    /// How many records a list shows, counted no further than one beyond `limit`.
    func count(_ table: SQL, _ condition: SQL, atMost limit: Int?) throws -> ListCount {
        guard let limit else {
            let count: Int? = try first("SELECT count(*) FROM \(table) WHERE \(condition)")
            return ListCount(count: count ?? 0, isExact: true)
        }
        let count: Int? = try first(
            """
            SELECT count(*) FROM (SELECT 1 FROM \(table) WHERE \(condition) LIMIT \(limit + 1)) AS counted
            """
        )
        return ListCount(count: min(count ?? 0, limit), isExact: count ?? 0 <= limit)
    }
}
