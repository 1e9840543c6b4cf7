import Hummingbird
import Sales
import Storage

/// Everything that was changed: by whom, when, before and after.
struct ChangePages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: show)
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        let query = try request.query()
        let filter = try HistoryFilter(query)
        let last = Identifier<AnyRecord>(query["before"])
        let (entries, members, pipelines, fields) = try await pages.store.read(access) { db in
            let entries = try db.history(filter, before: last, limit: Self.limit + 1).tellingFilters(db, words)
            return (entries, try db.members(), try db.pipelines(), try db.fieldDefinitions())
        }
        let own = FieldTeller(definitions: fields, members: members, words: words)
        let teller = ChangeTeller(access: access, words: words, pipelines: pipelines, own: own)
        let page = ChangesPage(entries, Self.limit, filter, members, teller)
        return try pages.settingsPage("changes/changes", page, context, at: .changes)
    }

    private static let limit = 50
}

extension HistoryFilter {
    /// Reads the address; what is no identifier finds nothing there either.
    init(_ query: FormFields) throws {
        self.init()
        if !query["record"].isEmpty {
            guard let id = Identifier<AnyRecord>(query["record"]) else { throw NotFound() }
            record = id
        }
        if !query["who"].isEmpty {
            guard let id = Identifier<Member>(query["who"]) else { throw NotFound() }
            actor = id
        }
        kind = query["kind"].isEmpty ? nil : query["kind"]
        (from, until) = (try query.day("from"), try query.day("until"))
    }

    /// The query that reads as this filter.
    var query: String {
        let items: [(String, String?)] = [
            ("record", record?.description), ("who", actor?.description), ("kind", kind),
            ("from", from?.description), ("until", until?.description),
        ]
        return items.compactMap { name, value in value.map { "\(name)=\($0.inQuery)" } }.joined(separator: "&")
    }
}

/// The page of changes, day by day.
struct ChangesPage: Encodable {
    var title: String
    var days: [Day]
    var isEmpty: Bool
    var record: String?
    var recordName: String?
    var members: [Option]
    var kinds: [Option]
    var from: String
    var until: String
    var more: String?
    var fault: String?

    struct Day: Encodable {
        var name: String
        var entries: [ChangeTeller.Entry]
    }

    init(
        _ entries: [HistoryEntry],
        _ limit: Int,
        _ filter: HistoryFilter,
        _ members: [Member],
        _ teller: ChangeTeller
    ) {
        let words = teller.words
        title = words("settings.place", SettingsPlace.changes)
        days = []
        for entry in entries.prefix(limit) {
            let name = words.day(teller.access.calendar.day(of: entry.recordedAt))
            if days.last?.name != name { days.append(Day(name: name, entries: [])) }
            days[days.count - 1].entries.append(teller.entry(entry))
        }
        isEmpty = entries.isEmpty
        record = filter.record?.description
        recordName = filter.record.flatMap { _ in entries.first?.recordName }
        self.members = members.map {
            Option(value: $0.id.description, name: $0.name, isChosen: $0.id == filter.actor)
        }
        kinds = ChangeTeller.kinds.map {
            Option(value: $0, name: words("changes.kind.\($0)"), isChosen: $0 == filter.kind)
        }
        (from, until) = (filter.from?.description ?? "", filter.until?.description ?? "")
        if entries.count > limit {
            let last = entries[limit - 1].id.description
            more = "/changes?" + [filter.query, "before=\(last)"].filter { !$0.isEmpty }.joined(separator: "&")
        }
    }
}
