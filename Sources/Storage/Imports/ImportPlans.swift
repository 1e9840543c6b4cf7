import SQLEngines
import Sales

extension ScopedConnection {
    /// Whether the member may import records of a kind, which only those may who see all.
    package func mayImport(_ kind: RecordKind) -> Bool { visibleOwners == nil && access.may(.import, kind) }

    package func create(_ plan: ImportPlan) throws {
        try requireImporter()
        try db.run(
            """
            INSERT INTO import_plans (workspace_id, \(ImportPlan.columns))
            VALUES (\(key), \(plan.id), \(plan.version), \(plan.actorID), \(plan.fileName), \(plan.storedName),
                \(plan.size), \(plan.broughtAt), \(plan.headers), \(plan.choices), \(plan.state), \(plan.runID),
                \(plan.rowsTotal), \(plan.beganAt), \(plan.beganRow), \(plan.beatAt), \(plan.outcome))
            """
        )
    }

    package func importPlan(_ id: Identifier<ImportPlan>) throws -> ImportPlan {
        try requireImporter()
        return try db.find(
            "SELECT \(ImportPlan.columns) FROM import_plans WHERE workspace_id = \(key) AND id = \(id)",
            kind: "import"
        )
    }

    /// The plans, the newest first.
    package func importPlans(limit: Int = 100) throws -> [ImportPlan] {
        try requireImporter()
        return try db.all(
            """
            SELECT \(ImportPlan.columns) FROM import_plans WHERE workspace_id = \(key) ORDER BY id DESC LIMIT \(limit)
            """
        )
    }

    /// The newest plan that ran for a file of the same kind and columns.
    package func importPlan(headers: String) throws -> ImportPlan? {
        try requireImporter()
        return try db.first(
            """
            SELECT \(ImportPlan.columns) FROM import_plans
            WHERE workspace_id = \(key) AND headers = \(headers) AND run_id IS NOT NULL
            ORDER BY brought_at DESC, id DESC LIMIT 1
            """
        )
    }

    /// Stores what a page or a process made of a plan; refuses where another changed it since `plan.version`.
    @discardableResult
    package func save(_ plan: ImportPlan) throws -> ImportPlan {
        try requireImporter()
        let count = try db.run(
            """
            UPDATE import_plans SET version = version + 1, file_name = \(plan.fileName), headers = \(plan.headers),
                choices = \(plan.choices), state = \(plan.state), run_id = \(plan.runID),
                rows_total = \(plan.rowsTotal), began_at = \(plan.beganAt), began_row = \(plan.beganRow),
                beat_at = \(plan.beatAt), outcome = \(plan.outcome)
            WHERE workspace_id = \(key) AND id = \(plan.id) AND version = \(plan.version)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile() }
        var saved = plan
        saved.version += 1
        return saved
    }

    /// Says that the process that works on a plan is alive, and returns the plan as it is.
    ///
    /// A page that asks the run to stop changes the state only, so that neither hinders the other.
    package func beat(_ plan: ImportPlan, run: Identifier<Import>?, at now: Instant) throws -> ImportPlan {
        try requireImporter()
        try db.run(
            """
            UPDATE import_plans SET beat_at = \(now), run_id = \(run), outcome = \(plan.outcome)
            WHERE workspace_id = \(key) AND id = \(plan.id) AND began_at = \(plan.beganAt)
            """
        )
        return try importPlan(plan.id)
    }

    /// Asks the process that works on a plan to stop; one that is dead cannot be asked.
    package func requestStop(_ id: Identifier<ImportPlan>) throws {
        try requireImporter()
        try db.run(
            """
            UPDATE import_plans SET version = version + 1, state = \(ImportPlan.State.stopping)
            WHERE workspace_id = \(key) AND id = \(id) AND state = \(ImportPlan.State.running)
            """
        )
    }

    /// Forgets a file that was never imported.
    package func delete(_ plan: ImportPlan) throws {
        try requireImporter()
        let count = try db.run(
            """
            DELETE FROM import_plans
            WHERE workspace_id = \(key) AND id = \(plan.id) AND version = \(plan.version) AND run_id IS NULL
            """
        )
        guard count == 1 else { throw ChangedMeanwhile() }
    }
}
