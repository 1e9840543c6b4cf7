import SQLEngines
import Sales

extension Connection {
    /// Writes entries of the change log in the transaction of what they tell.
    ///
    /// Where transactions commit one after the other they are numbered here. Elsewhere a number taken now could
    /// fill a gap after a reader has passed it, so `numberChanges` numbers them once they are committed.
    func log(_ changes: [Change], by origin: Origin) throws {
        if changes.isEmpty { return }
        var next: Int64? = commitsInOrder ? try lastChangeNumber(origin.workspace) + 1 : nil
        var rows = SQLRows(columns: 12)
        for change in changes {
            rows.append(
                origin.workspace,
                Identifier<Change>(at: origin.now),
                next,
                origin.now,
                origin.actorID,
                change.recordKind,
                change.recordID,
                change.recordVersion,
                change.action,
                change.before,
                change.after,
                origin.importID
            )
            next = next.map { $0 + 1 }
        }
        try insert(
            into: "changes",
            columns: """
                workspace_id, id, number, recorded_at, actor_id, record_kind, record_id, record_version, action,
                before_values, after_values, import_id
                """,
            rows: rows
        )
    }

    func lastChangeNumber(_ workspace: Int64) throws -> Int64 {
        try first(
            """
            SELECT number FROM changes WHERE workspace_id = \(workspace) AND number IS NOT NULL
            ORDER BY number DESC LIMIT 1
            """
        ) ?? 0
    }

    /// Numbers what other transactions have committed, and returns how many entries that were.
    ///
    /// In the order of the identifiers, which begin with the time and which an index gives.
    ///
    /// One numberer per workspace at a time: the lock is held until its numbers are committed, and the statement
    /// after it sees what was committed before. So a reader that has seen n has seen all before it.
    @discardableResult
    func numberChanges(_ workspace: Int64) throws -> Int {
        guard !commitsInOrder else { return 0 }
        try lock(changeNumberLock | workspace)
        // Counted first: a planner that is told how few they are does not read the whole log to number one.
        let unnumbered: Int? = try first(
            """
            SELECT count(*) FROM (
                SELECT 1 FROM changes WHERE workspace_id = \(workspace) AND number IS NULL LIMIT \(changeNumberBatch)
            ) AS next
            """
        )
        guard let unnumbered, unnumbered > 0 else { return 0 }
        let last = try lastChangeNumber(workspace)
        return try run(
            """
            UPDATE changes SET number = numbered.number FROM (
                SELECT id, \(last) + row_number() OVER (ORDER BY id) AS number
                FROM (
                    SELECT id FROM changes WHERE workspace_id = \(workspace) AND number IS NULL
                    ORDER BY id LIMIT \(unnumbered)
                ) AS next
            ) AS numbered
            WHERE changes.workspace_id = \(workspace) AND changes.id = numbered.id
            """
        )
    }

    /// Refuses a change of fields that somebody changed after the version that was read.
    func requireUnchanged(
        _ fields: [String],
        _ id: Identifier<AnyRecord>,
        since version: Int,
        _ current: Int,
        _ origin: Origin
    ) throws {
        if version == current { return }
        let later: [FieldValues?] = try all(
            """
            SELECT after_values FROM changes
            WHERE workspace_id = \(origin.workspace) AND record_id = \(id) AND record_version > \(version)
            """
        )
        let both = fields.filter { field in later.contains { $0?[field] != nil } }
        guard both.isEmpty else { throw ChangedMeanwhile(fields: both) }
    }
}

/// How many are numbered in one transaction, so that none takes long.
let changeNumberBatch = 20_000

/// The high bits of the lock's key; the low ones are the workspace's.
private let changeNumberLock: Int64 = 0x534C_0001 << 32
