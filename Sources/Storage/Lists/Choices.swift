import SQLEngines
import Sales

extension ChoiceList {
    fileprivate var table: SQL {
        switch self {
        case .lossReasons: "loss_reasons"
        case .sources: "sources"
        case .contactRoles: "contact_roles"
        case .competitors: "competitors"
        }
    }

    /// The word for one of its names in the change log.
    fileprivate var kind: String {
        switch self {
        case .lossReasons: "lossReason"
        case .sources: "source"
        case .contactRoles: "contactRole"
        case .competitors: "competitor"
        }
    }
}

extension ScopedConnection {
    /// All names of a list in their order, the retired ones included.
    package func choices(_ list: ChoiceList) throws -> [Choice] {
        try db.all(
            """
            SELECT id, name, archived_at, version FROM \(list.table) WHERE workspace_id = \(key)
            ORDER BY position, created_at, id
            """
        )
    }

    /// Adds a name at the end of a list.
    @discardableResult
    package func addChoice(_ name: String, to list: ChoiceList) throws -> Choice {
        try require(.create, .pipelines)
        return try insert(name, into: list)
    }

    func insert(_ name: String, into list: ChoiceList) throws -> Choice {
        try NameRule.check(name)
        let choice = Choice(id: Identifier(at: access.now), name: name)
        try requireFree(choice, in: list)
        try db.run(
            """
            INSERT INTO \(list.table) (workspace_id, id, name, name_folded, position, created_at, version)
            VALUES (\(key), \(choice.id), \(name), \(name.folded),
                (SELECT coalesce(max(position), 0) + 1 FROM \(list.table) WHERE workspace_id = \(key)),
                \(access.now), 1)
            """
        )
        try db.log([Change(list.kind, choice.id.erased, version: 1, action: .created)], by: Origin(access))
        return choice
    }

    /// Renames a name, retires it or offers it again; records keep what was chosen for them.
    package func edit(
        _ id: Identifier<Choice>,
        of list: ChoiceList,
        version: Int,
        _ change: (inout Choice) -> Void
    ) throws {
        try require(.edit, .pipelines)
        let all = try choices(list)
        guard let old = all.first(where: { $0.id == id }) else { throw NotFound(kind: list.kind) }
        var new = old
        change(&new)
        if new == old { return }
        try NameRule.check(new.name)
        if new.name.folded != old.name.folded { try requireFree(new, in: list) }
        if list == .lossReasons, new.isRetired, !all.contains(where: { !$0.isRetired && $0.id != id }) {
            throw ChoiceError.lastReason
        }
        try write(
            """
            name = \(new.name), name_folded = \(new.name.folded),
            archived_at = \(new.isRetired ? access.now : nil)
            """,
            Change(list.kind, id.erased, version: version + 1, action: .updated, before: old.fields, after: new.fields),
            list
        )
    }

    /// Puts a name before the one above it, or behind the one below it.
    package func move(_ id: Identifier<Choice>, in list: ChoiceList, up: Bool, version: Int) throws {
        try require(.edit, .pipelines)
        var ids = try choices(list).filter { !$0.isRetired }.map(\.id)
        guard let place = ids.firstIndex(of: id) else { throw NotFound(kind: list.kind) }
        let other = up ? place - 1 : place + 1
        guard ids.indices.contains(other) else { return }
        ids.swapAt(place, other)
        for (position, id) in ids.enumerated() {
            try db.run(
                "UPDATE \(list.table) SET position = \(position) WHERE workspace_id = \(key) AND id = \(id)"
            )
        }
        let fields = [place, other].map { FieldValues([("position", ($0 + 1).sqlValue)]) }
        try write(
            "position = \(other)",
            Change(list.kind, id.erased, version: version + 1, action: .updated, before: fields[0], after: fields[1]),
            list
        )
    }

    /// The sources that opportunities name, with how many of those that the member sees.
    package func sourcesInUse() throws -> [(name: String, count: Int)] {
        var found: [(name: String, count: Int)] = []
        try db.forEach(
            """
            SELECT source, count(*) FROM opportunities
            WHERE \(try condition(OpportunityFilter())) AND source IS NOT NULL GROUP BY source ORDER BY source
            """
        ) { row in
            let name: String = try row.next()
            found.append((name, try row.next()))
        }
        return found
    }

    private func write(_ assignments: SQL, _ change: Change, _ list: ChoiceList) throws {
        let count = try db.run(
            """
            UPDATE \(list.table) SET \(assignments), version = version + 1
            WHERE workspace_id = \(key) AND id = \(change.recordID) AND version = \(change.recordVersion - 1)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile() }
        try db.log([change], by: Origin(access))
    }

    private func requireFree(_ choice: Choice, in list: ChoiceList) throws {
        let other: Int64? = try db.first(
            """
            SELECT 1 FROM \(list.table)
            WHERE workspace_id = \(key) AND name_folded = \(choice.name.folded) AND id <> \(choice.id)
            """
        )
        if other != nil { throw ChoiceError.nameTaken(choice.name) }
    }
}

extension Choice: SQLReadable {
    package init(from row: inout Row) throws {
        let (id, name): (Identifier<Choice>, String) = (try row.next(), try row.next())
        let retiredAt: Instant? = try row.next()
        try self.init(id: id, name: name, isRetired: retiredAt != nil, version: row.next())
    }

    /// What the change log tells.
    fileprivate var fields: FieldValues {
        FieldValues([("name", name.sqlValue), ("isRetired", isRetired.sqlValue)])
    }
}
