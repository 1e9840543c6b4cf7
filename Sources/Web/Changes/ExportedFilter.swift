import Sales
import Storage

extension [HistoryEntry] {
    /// The entries with what exports were filtered by in words, as the chips of their lists say it.
    func tellingFilters(_ db: ScopedConnection, _ words: Words) throws -> [HistoryEntry] {
        try map { entry in
            guard entry.recordKind == "export", let kind = entry.exportedKind else { return entry }
            var entry = entry
            entry.fields = try entry.fields.compactMap { field in
                guard field.name == "filter", case .text(let text) = field.after else { return field }
                let chips = try kind.chips(of: [QueryItem](logged: text), db, words)
                if chips.isEmpty { return nil }
                return ChangedField(
                    name: field.name,
                    before: .nothing,
                    after: .text(chips.map(\.text).joined(separator: " · "))
                )
            }
            return entry
        }
    }
}

extension HistoryEntry {
    fileprivate var exportedKind: RecordKind? {
        guard case .text(let word)? = fields.first(where: { $0.name == "kind" })?.after else { return nil }
        return RecordKind(rawValue: word)
    }
}

extension RecordKind {
    /// What a filter of these records asks for; nothing where it cannot be read any more.
    fileprivate func chips(of query: [QueryItem], _ db: ScopedConnection, _ words: Words) throws -> [FilterBar.Chip] {
        switch self {
        case .opportunities:
            guard let filter = try? OpportunityFilter(query: query) else { return [] }
            let fields = try FilterChoices(db, for: filter, all: false).opportunities(filter, words)
            return try FilterBar.chips(of: filter, fields + .own(.opportunity, filter, db, words), words)
        case .accounts:
            guard let filter = try? AccountFilter(query: query) else { return [] }
            let fields = try FilterChoices(db).accounts(filter, words)
            return try FilterBar.chips(of: filter, fields + .own(.account, filter, db, words), words)
        case .contacts:
            guard let filter = try? ContactFilter(query: query) else { return [] }
            let fields = try FilterChoices(db).contacts(filter, words) + .account(of: filter, db)
            return try FilterBar.chips(of: filter, fields + .own(.contact, filter, db, words), words)
        case .products, .pipelines, .members, .settings: return []
        }
    }
}
