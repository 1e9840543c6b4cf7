import SQLEngines
import Sales

/// What a look at a workspace's invariants found.
package struct Checkup: Sendable {
    package var opportunities: Int
    package var revisions: Int
    /// One sentence each: what is wrong and what to do.
    package var problems: [String]
    /// What is sound but worth knowing.
    package var notes: [String]
}

extension Store {
    /// Checks what no constraint can: that rows agree with their revisions, that all is found by what it has, and no
    /// import was left half done.
    ///
    /// Goes through the records in batches, so that neither memory nor a transaction grows with the workspace.
    package func checkup(of workspace: Workspace, batchSize: Int = 1000) async throws -> Checkup {
        var disagreements = Disagreements()
        var last: Identifier<Opportunity>?
        repeat {
            let (after, found) = (last, disagreements)
            (last, disagreements) = try await database.read { db in
                var found = found
                let rows = try db.standingRows(after: after, limit: batchSize, in: workspace.key)
                try db.compare(rows, in: workspace.key, &found)
                return (rows.count < batchSize ? nil : rows.last?.id, found)
            }
        } while last != nil
        let notes = try await database.read { try $0.interruptedImports(in: workspace) }
        let parts = try await partFindings(of: workspace, batchSize: batchSize)
        return try await Checkup(
            opportunities: disagreements.opportunities,
            revisions: disagreements.revisions,
            problems: disagreements.sentences + searchProblems(of: workspace, batchSize: batchSize)
                + fieldProblems(of: workspace, batchSize: batchSize) + parts,
            notes: notes
        )
    }
}

/// The rows so far whose state is not the one that follows from their revisions.
private struct Disagreements: Sendable {
    var opportunities = 0
    var revisions = 0
    var count = 0
    var examples: [String] = []

    mutating func add(_ id: Identifier<Opportunity>, _ fields: [String]) {
        count += 1
        if examples.count < 10 { examples.append("\(id): \(fields.joined(separator: ", "))") }
    }

    var sentences: [String] {
        if count == 0 { return [] }
        let more = count > examples.count ? "; and \(count - examples.count) more" : ""
        return [
            "Rows of opportunities do not agree with their history (\(examples.joined(separator: "; "))\(more)). "
                + "Restore a backup and report this."
        ]
    }
}

/// An opportunity's row, with all that follows from its revisions.
private struct StandingRow: SQLReadable {
    static let columns: SQL = """
        id, revision_number, withdrawn_at, began_at, stage_entered_at, closed_at, \(TrackedValues.columns)
        """

    var id: Identifier<Opportunity>
    var revisionNumber: Int
    var isWithdrawn: Bool
    var standing: OpportunityStanding

    init(from row: inout Row) throws {
        id = try row.next()
        revisionNumber = try row.next()
        let withdrawnAt: Instant? = try row.next()
        isWithdrawn = withdrawnAt != nil
        let (beganAt, stageEnteredAt): (Instant, Instant) = (try row.next(), try row.next())
        let closedAt: Instant? = try row.next()
        standing = OpportunityStanding(
            values: try row.next(),
            beganAt: beganAt,
            stageEnteredAt: stageEnteredAt,
            closedAt: closedAt
        )
    }

    /// The names of what differs from what the revisions say.
    func disagreements(with revisions: [Revision]) -> [String] {
        var names = revisionNumber == revisions.last?.number ? [] : ["revision number"]
        guard let told = OpportunityStanding(revisions) else { return isWithdrawn ? names : names + ["withdrawn"] }
        if isWithdrawn { names.append("withdrawn") }
        names += told.values.differences(from: standing.values).names
        if told.beganAt != standing.beganAt { names.append("began") }
        if told.stageEnteredAt != standing.stageEnteredAt { names.append("stage entered") }
        if told.closedAt != standing.closedAt { names.append("closed") }
        return names
    }
}

extension Connection {
    fileprivate func standingRows(
        after last: Identifier<Opportunity>?,
        limit: Int,
        in workspace: Int64
    ) throws -> [StandingRow] {
        let start: SQL = last.map { "AND id > \($0)" } ?? ""
        return try all(
            """
            SELECT \(StandingRow.columns) FROM opportunities WHERE workspace_id = \(workspace) \(start)
            ORDER BY id LIMIT \(limit)
            """
        )
    }

    fileprivate func compare(_ rows: [StandingRow], in workspace: Int64, _ found: inout Disagreements) throws {
        let histories = try revisions(of: rows.map(\.id), in: workspace)
        for row in rows {
            let revisions = histories[row.id] ?? []
            found.opportunities += 1
            found.revisions += revisions.count
            let fields = row.disagreements(with: revisions)
            if !fields.isEmpty { found.add(row.id, fields) }
        }
    }

    fileprivate func interruptedImports(in workspace: Workspace) throws -> [String] {
        let halves: [HalfDone] = try all(
            """
            SELECT kind, file_name, state FROM imports
            WHERE workspace_id = \(workspace.key) AND state IN ('running', 'undoing') ORDER BY started_at, id
            """
        )
        return halves.map(\.sentence)
    }
}

/// A run that was begun and not finished.
private struct HalfDone: SQLReadable {
    var kind: String
    var fileName: String
    var state: Import.State

    init(from row: inout Row) throws {
        kind = try row.next()
        fileName = try row.next()
        state = try row.next()
    }

    var sentence: String {
        if kind == Import.demo {
            return "The demo is being filled or was interrupted. "
                + "If nobody fills it, run `sluice demo` again: it goes on where it stopped."
        }
        if state == .undoing {
            return "The undo of \(fileName) is running or was interrupted. If nobody runs it, undo it again."
        }
        return "The import of \(fileName) is running or was interrupted. "
            + "If nobody runs it, run it again: it goes on where it stopped."
    }
}
