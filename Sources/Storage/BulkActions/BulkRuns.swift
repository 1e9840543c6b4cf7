import SQLEngines
import Sales

extension ScopedConnection {
    /// The records of a selection, each once; refuses a filter whose number changed since somebody looked.
    package func records(
        of kind: BinKind,
        _ selection: BulkSelection,
        isConfirmed: Bool = false
    ) throws -> [Identifier<AnyRecord>] {
        switch selection {
        case .ids(let ids):
            var seen: Set<Identifier<AnyRecord>> = []
            return ids.filter { seen.insert($0).inserted }
        case .filter(let query, let counted):
            let ids: [Identifier<AnyRecord>] = try db.all(
                "SELECT id FROM \(kind.table) WHERE \(try condition(kind, query)) ORDER BY id"
            )
            if ids.count != counted && !isConfirmed { throw BulkError.countChanged(was: counted, now: ids.count) }
            return ids
        }
    }

    private func condition(_ kind: BinKind, _ query: [QueryItem]) throws -> SQL {
        switch kind {
        case .opportunity: try condition(OpportunityFilter(query: query))
        case .account: try condition(AccountFilter(query: query))
        case .contact: try condition(ContactFilter(query: query))
        }
    }

    /// Begins a bulk action of so many records, which are then written down by `collect`.
    package func beginBulkAction(
        _ action: BulkAction,
        on kind: BinKind,
        _ selection: BulkSelection,
        selected: Int
    ) throws -> BulkRun {
        if selected == 0 { throw BulkError.nothingSelected }
        try requireBulk(action, on: kind)
        if case .setOwner(let owner?) = action { _ = try member(owner) }
        if let tag = action.tag { _ = try self.tag(tag) }
        if case .setField(let field, _) = action { _ = try editableField(field, of: kind) }
        var filter: [QueryItem]?
        if case .filter(let query, _) = selection { filter = query }
        let id = Identifier<BulkRun>(at: access.now)
        try db.run(
            """
            INSERT INTO bulk_actions (workspace_id, \(BulkRun.columns))
            VALUES (\(key), \(id), \(kind), \(action.query.json), \(filter?.json), \(selected), 0,
                \(BulkRun.State.collecting), \(access.member?.id), \(access.now), NULL, NULL)
            """
        )
        return try bulkRun(id)
    }

    /// Writes down the next records of a bulk action that has not begun to run.
    package func collect(_ ids: ArraySlice<Identifier<AnyRecord>>, for run: BulkRun) throws {
        var rows = SQLRows(columns: 4)
        for (position, id) in zip(ids.indices, ids) { rows.append(key, run.id, position, id) }
        try db.insert(
            into: "bulk_action_records",
            columns: "workspace_id, bulk_action_id, position, record_id",
            rows: rows
        )
    }

    /// The bulk action, if it is the member's own or the member administers.
    package func bulkRun(_ id: Identifier<BulkRun>) throws -> BulkRun {
        try db.find(
            "SELECT \(BulkRun.columns) FROM bulk_actions WHERE workspace_id = \(key) AND id = \(id) AND \(isOwn)",
            kind: "bulk action"
        )
    }

    /// The bulk actions, the newest first.
    package func bulkRuns(limit: Int = 50) throws -> [BulkRun] {
        try db.all(
            """
            SELECT \(BulkRun.columns) FROM bulk_actions WHERE workspace_id = \(key) AND \(isOwn)
            ORDER BY id DESC LIMIT \(limit)
            """
        )
    }

    private var isOwn: SQL { access.may(.edit, .settings) ? "1 = 1" : "actor_id = \(access.member?.id)" }

    /// Refuses an action that the member may not do, be it with one record or with many.
    func requireBulk(_ action: BulkAction, on kind: BinKind) throws {
        try require(.bulk, kind.rights)
        switch action {
        case .delete, .restore: try require(.delete, kind.rights)
        case .setOwner, .setExpectedCloseDate, .move, .addTag, .removeTag, .setField: try require(.edit, kind.rights)
        }
    }

    /// What became of the records, in their order; only those of one word such as `refused` if one is given.
    package func bulkEntries(
        of run: BulkRun,
        after position: Int = -1,
        limit: Int = 100
    ) throws -> [BulkEntry] {
        try db.all(
            """
            SELECT \(BulkEntry.columns) FROM bulk_action_records
            WHERE workspace_id = \(key) AND bulk_action_id = \(run.id) AND position > \(position)
            ORDER BY position LIMIT \(limit)
            """
        )
    }

    /// How many records came to which result.
    package func bulkCounts(of run: BulkRun) throws -> [BulkResult: Int] {
        var counts: [BulkResult: Int] = [:]
        try db.forEach(
            """
            SELECT result, reason, count(*) FROM bulk_action_records
            WHERE workspace_id = \(key) AND bulk_action_id = \(run.id) AND result IS NOT NULL
            GROUP BY result, reason
            """
        ) { row in
            let (word, reason): (String, String?) = (try row.next(), try row.next())
            let count: Int = try row.next()
            if let result = BulkResult(word: word, reason: reason) { counts[result, default: 0] += count }
        }
        return counts
    }

    /// Stores how far a bulk action has come; refuses where another process took it further meanwhile.
    package func save(_ run: BulkRun, after previous: BulkRun) throws {
        let count = try db.run(
            """
            UPDATE bulk_actions SET processed = \(run.processed), state = \(run.state),
                finished_at = \(run.finishedAt), undone_at = \(run.undoneAt)
            WHERE workspace_id = \(key) AND id = \(run.id) AND processed = \(previous.processed)
                AND state = \(previous.state)
            """
        )
        guard count == 1 else { throw BulkError.movedOn }
    }
}
