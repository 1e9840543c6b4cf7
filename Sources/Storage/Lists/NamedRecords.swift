import SQLEngines
import Sales

extension ScopedConnection {
    /// The records that may have a part of a name, where the search's index says that these are few; nil where they are
    /// many, so that a walk through the list finds some soon, or where the index cannot tell.
    func few(named text: String?, _ kind: SearchKind) throws -> [Identifier<AnyRecord>]? {
        guard let text, let query = SearchQuery(text), !query.grams.whole.isEmpty else { return nil }
        // What an import brought is not in the index before the filling has come to it.
        guard try db.backlog(of: kind, in: key) == nil else { return nil }
        let found: [Identifier<AnyRecord>] = try db.all(
            """
            SELECT record_id FROM (\(db.indexed(IndexQuestion(query, kind, in: key), limit: fewNamed + 1))) AS found
            """
        )
        return found.count > fewNamed ? nil : found.sorted()
    }
}

/// How many records are rather named one by one than met on a walk through a list.
private let fewNamed = 1000
