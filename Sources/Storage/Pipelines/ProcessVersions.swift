import SQLEngines
import Sales

extension Connection {
    func publish(_ process: ProcessVersion, by origin: Origin) throws {
        try run(
            """
            INSERT INTO process_versions
                (workspace_id, pipeline_id, number, effective_date, published_at, published_by)
            VALUES (\(origin.workspace), \(process.pipelineID), \(process.number), \(process.effectiveFrom),
                \(origin.now), \(origin.actorID))
            """
        )
        for (position, stage) in process.stages.enumerated() {
            try run(
                """
                INSERT INTO stages (workspace_id, id, pipeline_id)
                VALUES (\(origin.workspace), \(stage.id), \(process.pipelineID)) ON CONFLICT DO NOTHING
                """
            )
            try insert(stage, at: position, of: process, in: origin.workspace)
        }
        try log(
            [Change("process", process.pipelineID.erased, version: process.number, action: .created)],
            by: origin
        )
    }

    private func insert(_ stage: Stage, at position: Int, of process: ProcessVersion, in workspace: Int64) throws {
        try run(
            """
            INSERT INTO process_stages (workspace_id, pipeline_id, version_number, position, \(Stage.columns))
            VALUES (\(workspace), \(process.pipelineID), \(process.number), \(position), \(stage.id), \(stage.name),
                \(stage.kind), \(stage.layer), \(stage.goal), \(stage.winProbability), \(stage.targetConversion),
                \(stage.forecastCategory), \(stage.limitDays), \(stage.ownerRole))
            """
        )
    }

    func lossReasons(_ workspace: Int64) throws -> [LossReason] {
        try all(
            """
            SELECT id, name FROM loss_reasons WHERE workspace_id = \(workspace) AND archived_at IS NULL
            ORDER BY position, created_at, id
            """
        )
    }

    func create(_ reason: LossReason, by origin: Origin) throws {
        try NameRule.check(reason.name)
        try run(
            """
            INSERT INTO loss_reasons (workspace_id, id, name, name_folded, position, created_at, version)
            VALUES (\(origin.workspace), \(reason.id), \(reason.name), \(reason.name.folded),
                (SELECT coalesce(max(position), 0) FROM loss_reasons WHERE workspace_id = \(origin.workspace)),
                \(origin.now), 1)
            """
        )
        try log([Change("lossReason", reason.id.erased, version: 1, action: .created)], by: origin)
    }
}

extension Stage: SQLReadable {
    static let columns: SQL = """
        stage_id, name, kind, layer, goal, win_probability, target_conversion, forecast_category, limit_days, owner_role
        """

    package init(from row: inout Row) throws {
        try self.init(
            id: row.next(),
            name: row.next(),
            kind: row.next(),
            layer: row.next(),
            goal: row.next(),
            winProbability: row.next(),
            targetConversion: row.next(),
            forecastCategory: row.next(),
            limitDays: row.next(),
            ownerRole: row.next()
        )
    }
}

extension ProcessVersion: SQLReadable {
    package init(from row: inout Row) throws {
        try self.init(pipelineID: row.next(), number: row.next(), effectiveFrom: row.next(), stages: [])
    }
}

extension Pipeline: SQLReadable {
    package init(from row: inout Row) throws {
        try self.init(id: row.next(), name: row.next(), subject: row.next(), version: row.next())
    }
}

extension LossReason: SQLReadable {
    package init(from row: inout Row) throws {
        try self.init(id: row.next(), name: row.next())
    }
}
