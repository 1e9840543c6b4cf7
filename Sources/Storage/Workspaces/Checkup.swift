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
    /// Checks what no constraint can: that rows agree with their revisions and no import was left half done.
    package func checkup(of workspace: Workspace) async throws -> Checkup {
        try await database.read { db in
            let key = workspace.key
            let opportunities: Int? = try db.first("SELECT count(*) FROM opportunities WHERE workspace_id = \(key)")
            let revisions: Int? = try db.first("SELECT count(*) FROM opportunity_revisions WHERE workspace_id = \(key)")
            return Checkup(
                opportunities: opportunities ?? 0,
                revisions: revisions ?? 0,
                problems: try db.problems(in: workspace),
                notes: try db.interruptedImports(in: workspace)
            )
        }
    }
}

extension Connection {
    fileprivate func problems(in workspace: Workspace) throws -> [String] {
        let key = workspace.key
        var problems: [String] = []
        let astray: [Identifier<Opportunity>] = try all(
            """
            SELECT o.id FROM opportunities o WHERE o.workspace_id = \(key) AND o.revision_number <> coalesce((
                SELECT max(r.number) FROM opportunity_revisions r
                WHERE r.workspace_id = o.workspace_id AND r.opportunity_id = o.id), 0)
            ORDER BY o.id LIMIT 10
            """
        )
        if !astray.isEmpty {
            problems.append(
                "Rows of opportunities do not agree with their history (\(astray.map(\.description).joined(separator: ", "))). "
                    + "Restore a backup and report this."
            )
        }
        return problems
    }

    fileprivate func interruptedImports(in workspace: Workspace) throws -> [String] {
        let files: [String] = try all(
            "SELECT file_name FROM imports WHERE workspace_id = \(workspace.key) AND state = 'running' ORDER BY started_at"
        )
        let undoing: [String] = try all(
            "SELECT file_name FROM imports WHERE workspace_id = \(workspace.key) AND state = 'undoing' ORDER BY started_at"
        )
        let halves = undoing.map {
            "The undo of \($0) is running or was interrupted. If nobody runs it, undo it again."
        }
        return halves
            + files.map { file in
                "The import of \(file) is running or was interrupted. "
                    + "If nobody runs it, run it again: it goes on where it stopped."
            }
    }
}
