import SQLEngines
import Sales

extension Store {
    /// Writes what the records of an older database or of an import are found by, and returns how many entries that
    /// were.
    ///
    /// A migration is SQL, and only Swift folds texts. An import would be a third slower with each batch's entries.
    /// Each batch is a transaction of its own and remembers how far it came; with nothing to do it is one look at an
    /// empty table.
    @discardableResult
    package func fillSearchBacklog(batchSize: Int = 500) async throws -> Int {
        guard try await database.read({ try $0.nextBacklog() }) != nil else { return 0 }
        var count = 0
        while true {
            do {
                guard let filled = try await database.write({ try $0.fillBacklog(batchSize) }) else {
                    if count >= manyBatches * batchSize { try await mergeSearchIndex() }
                    return count
                }
                if statisticsSteps.contains(where: { count < $0 && count + filled >= $0 }) {
                    try await database.write { try $0.refreshSearchStatistics() }
                }
                count += filled
            } catch DatabaseError.uniqueViolation(constraint: "search_entries_pkey") {
                // Somebody edited one of the batch meanwhile and so wrote its entry.
            }
        }
    }

    /// A long filling leaves an index in many pieces, all of which each search reads.
    ///
    /// Piece by piece, so that nobody who writes meanwhile waits long.
    private func mergeSearchIndex() async throws {
        var isFirst = true
        while try await database.write({ [isFirst] in try $0.mergeBesideIndex(isFirst: isFirst) }) { isFirst = false }
    }
}

/// Each batch makes a piece of the index, and the engine merges some of them by itself.
private let manyBatches = 10

/// A workspace's kind of record whose entries are missing behind an identifier.
struct SearchBacklog: SQLReadable {
    var workspace: Int64
    var kind: SearchKind
    var last: Identifier<AnyRecord>?

    /// Whether the record's entry is still to be written.
    func awaits(_ id: Identifier<AnyRecord>) -> Bool { last.map { $0 < id } ?? true }

    init(from row: inout Row) throws {
        workspace = try row.next()
        kind = try row.next()
        last = try row.next()
    }
}

extension Identifier {
    fileprivate var predecessor: Self { low == 0 ? Self(high: high &- 1, low: .max) : Self(high: high, low: low - 1) }
}

/// A table without statistics is taken for a small one, which PostgreSQL reads whole for each batch.
private let statisticsSteps = [1000, 4000, 16_000, 64_000, 256_000, 1_024_000]

private let backlogLock: Int64 = 0x534C_0007 << 32

extension Connection {
    func backlog(of kind: SearchKind, in workspace: Int64) throws -> SearchBacklog? {
        try first(
            """
            SELECT workspace_id, kind_code, last_id FROM search_backlogs
            WHERE workspace_id = \(workspace) AND kind_code = \(kind)
            """
        )
    }

    /// Remembers that the entries of new records are missing from one on.
    ///
    /// Under the lock of the filling, so that this does not end at what it cannot see yet.
    func deferSearchEntries(of kind: SearchKind, from first: Identifier<AnyRecord>, in workspace: Int64) throws {
        try lock(backlogLock)
        try run(
            """
            INSERT INTO search_backlogs (workspace_id, kind_code, last_id)
            VALUES (\(workspace), \(kind), \(first.predecessor))
            ON CONFLICT (workspace_id, kind_code) DO UPDATE SET last_id = excluded.last_id
            WHERE search_backlogs.last_id > excluded.last_id
            """
        )
    }

    fileprivate func nextBacklog() throws -> SearchBacklog? {
        try first(
            "SELECT workspace_id, kind_code, last_id FROM search_backlogs ORDER BY workspace_id, kind_code LIMIT 1"
        )
    }

    /// Writes the entries of one batch; nil where nothing is left.
    fileprivate func fillBacklog(_ batchSize: Int) throws -> Int? {
        try lock(backlogLock)
        guard let backlog = try nextBacklog() else { return nil }
        let start: SQL = backlog.last.map { "id > \($0)" } ?? "1 = 1"
        let entries = try searchEntries(
            backlog.kind.recordType,
            where: "\(start) ORDER BY id LIMIT \(batchSize)",
            in: backlog.workspace
        )
        let known: [Identifier<AnyRecord>] = try all(
            """
            SELECT record_id FROM search_entries WHERE workspace_id = \(backlog.workspace)
                AND kind_code = \(backlog.kind) AND record_id IN (\(list: entries.map(\.recordID)))
            """
        )
        let written = Set(known)
        let missing = entries.filter { !written.contains($0.recordID) }
        try add(missing, in: backlog.workspace)
        try advance(backlog, to: entries.count < batchSize ? nil : entries.last?.recordID)
        return missing.count
    }

    fileprivate func refreshSearchStatistics() throws {
        if !commitsInOrder { try run("ANALYZE search_entries") }
    }

    private func advance(_ backlog: SearchBacklog, to last: Identifier<AnyRecord>?) throws {
        let one: SQL = "workspace_id = \(backlog.workspace) AND kind_code = \(backlog.kind)"
        if let last {
            try run("UPDATE search_backlogs SET last_id = \(last) WHERE \(one)")
        } else {
            try run("DELETE FROM search_backlogs WHERE \(one)")
        }
    }
}
