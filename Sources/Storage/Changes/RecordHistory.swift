import SQLEngines
import Sales

extension ScopedConnection {
    /// What was changed of an account, the newest first, for all who see it.
    package func history(of id: Identifier<Account>, limit: Int = 50) throws -> [HistoryEntry] {
        _ = try account(id)
        return try entries(HistoryFilter(record: id.erased), before: nil, limit: limit)
    }

    package func history(of id: Identifier<Contact>, limit: Int = 50) throws -> [HistoryEntry] {
        _ = try contact(id)
        return try entries(HistoryFilter(record: id.erased), before: nil, limit: limit)
    }

    /// What was changed of an opportunity beside its revisions: its name, its customer and what else is not tracked.
    package func history(of id: Identifier<Opportunity>, limit: Int = 50) throws -> [HistoryEntry] {
        _ = try opportunity(id)
        return try entries(HistoryFilter(record: id.erased), before: nil, limit: limit)
    }
}
