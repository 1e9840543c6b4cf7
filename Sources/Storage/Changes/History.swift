import SQLEngines
import Sales

/// Which entries of the change log somebody looks at.
package struct HistoryFilter: Hashable, Sendable {
    package var record: Identifier<AnyRecord>?
    package var actor: Identifier<Member>?
    /// The log's word for a kind of records.
    package var kind: String?
    /// In the workspace's days, the last one included.
    package var from: Day?
    package var until: Day?

    package init(
        record: Identifier<AnyRecord>? = nil,
        actor: Identifier<Member>? = nil,
        kind: String? = nil,
        from: Day? = nil,
        until: Day? = nil
    ) {
        self.record = record
        self.actor = actor
        self.kind = kind
        self.from = from
        self.until = until
    }
}

/// One thing that was changed: by whom, before and after, with names instead of identifiers.
package struct HistoryEntry: Sendable, Equatable {
    package var id: Identifier<AnyRecord>
    package var recordedAt: Instant
    /// Nil for the operator at the command line.
    package var actorID: Identifier<Member>?
    package var actorName: String?
    package var importID: Identifier<Import>?
    package var recordKind: String
    package var recordID: Identifier<AnyRecord>
    /// As it is called now; nil where its kind has no names.
    package var recordName: String?
    package var action: Change.Action
    package var fields: [ChangedField]
}

/// A field of a record before and after a change.
package struct ChangedField: Hashable, Sendable {
    package var name: String
    package var before: ChangedValue
    package var after: ChangedValue

    package init(name: String, before: ChangedValue, after: ChangedValue) {
        self.name = name
        self.before = before
        self.after = after
    }
}

package enum ChangedValue: Hashable, Sendable {
    case nothing
    case text(String)
    case number(Int64)
    case amount(Amount)
    /// Another record, by its name of today.
    case record(String)
}

extension ScopedConnection {
    /// Everything that was changed, the newest first, for those who administer the workspace.
    package func history(
        _ filter: HistoryFilter = HistoryFilter(),
        before last: Identifier<AnyRecord>? = nil,
        limit: Int = 50
    ) throws -> [HistoryEntry] {
        try require(.see, .settings)
        return try entries(filter, before: last, limit: limit)
    }

    /// The entries of the log whoever may read them: the caller has asked whether the member may.
    func entries(
        _ filter: HistoryFilter,
        before last: Identifier<AnyRecord>?,
        limit: Int
    ) throws -> [HistoryEntry] {
        let rows: [HistoryRow] = try db.all(
            """
            SELECT \(HistoryRow.columns) FROM changes WHERE workspace_id = \(key)
                \(conditions(filter, before: last)) ORDER BY id DESC LIMIT \(limit)
            """
        )
        let revised = Set(rows.filter { $0.recordKind == "opportunity" }.map { Identifier<Opportunity>($0.recordID) })
        return try told(rows, db.revisions(of: revised.sorted(), in: key))
    }

    /// The rows with names instead of identifiers.
    func told(_ rows: [HistoryRow], _ histories: [Identifier<Opportunity>: [Revision]]) throws -> [HistoryEntry] {
        let all = rows.map { row in row.values(in: histories[Identifier(row.recordID)] ?? []) }
        let values = try seen(all, of: rows)
        var names = HistoryNames()
        for (row, values) in zip(rows, values) { names.want(row, values) }
        try names.read(db, in: key)
        return zip(rows, values).map { row, values in row.entry(values, names) }
    }

    /// Entries are in the order of their identifiers, which begin with the time.
    private func conditions(_ filter: HistoryFilter, before last: Identifier<AnyRecord>?) -> SQL {
        var conditions = SQL()
        if let record = filter.record { conditions += " AND record_id = \(record)" }
        if let actor = filter.actor { conditions += " AND actor_id = \(actor)" }
        if let kind = filter.kind { conditions += condition(kind) }
        if let from = filter.from { conditions += " AND id >= \(first(at: access.calendar.start(of: from)))" }
        if let until = filter.until { conditions += " AND id < \(first(after: access.calendar.end(of: until)))" }
        if let last { conditions += " AND id < \(last)" }
        return conditions
    }

    /// Written so that the index of the rarer kinds is known to hold all of them.
    private func condition(_ kind: String) -> SQL {
        let isFrequent = ["opportunity", "account", "contact"].contains(kind)
        let rare: SQL = isFrequent ? "" : " AND record_kind NOT IN ('opportunity', 'account', 'contact')"
        return " AND record_kind = \(kind)\(rare)"
    }

    /// The smallest identifier of an instant.
    private func first(at instant: Instant) -> Identifier<AnyRecord> {
        Identifier(high: UInt64(max(0, instant.milliseconds)) << 16, low: 0)
    }

    private func first(after instant: Instant) -> Identifier<AnyRecord> {
        first(at: Instant(milliseconds: instant.milliseconds + 1))
    }
}
