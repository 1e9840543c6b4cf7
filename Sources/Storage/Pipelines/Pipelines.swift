import SQLEngines
import Sales

/// A pipeline that cannot be found or made as asked.
package enum PipelineError: Error, Equatable {
    case nameTaken(String)
    case unknown(String, known: [String])
    case ambiguous([String])
    case none
}

extension PipelineError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .nameTaken(let name): "There is a pipeline named \(name) already. Choose another name."
        case .unknown(let name, let known):
            "There is no pipeline named \(name). There are: \(known.joined(separator: ", "))."
        case .ambiguous(let names):
            "There are several pipelines; name one with --pipeline: \(names.joined(separator: ", "))."
        case .none: "There is no pipeline yet. Import one, or run `sluice demo`."
        }
    }
}

extension ScopedConnection {
    /// The pipelines in the order in which they were made.
    package func pipelines() throws -> [Pipeline] { try db.pipelines(key) }

    /// The pipeline of that name, or the only one.
    package func pipeline(named name: String?) throws -> Pipeline {
        let all = try pipelines()
        if let name {
            guard let found = all.first(where: { $0.name.folded == name.folded }) else {
                throw PipelineError.unknown(name, known: all.map(\.name))
            }
            return found
        }
        guard let first = all.first else { throw PipelineError.none }
        guard all.count == 1 else { throw PipelineError.ambiguous(all.map(\.name)) }
        return first
    }

    /// All versions of the pipeline's process, in order.
    package func processVersions(of id: Identifier<Pipeline>) throws -> [ProcessVersion] {
        try db.processVersions(of: id, in: key)
    }

    /// Makes a pipeline with the first version of its process.
    package func create(_ pipeline: Pipeline, process: ProcessVersion) throws {
        try require(.create, .pipelines)
        try process.validate()
        try requireFree(pipeline.name, for: pipeline.id)
        try db.create(pipeline, by: Origin(access))
        try db.publish(process, by: Origin(access))
    }

    /// Publishes a new version; stages that are new to the pipeline are made.
    package func publish(_ process: ProcessVersion) throws {
        try require(.edit, .pipelines)
        try process.validate()
        try db.publish(process, by: Origin(access))
    }

    /// Gives a pipeline another name, in the past too: a name is no figure.
    package func rename(_ id: Identifier<Pipeline>, to name: String, version: Int) throws {
        try require(.edit, .pipelines)
        try NameRule.check(name)
        let old = try pipeline(id)
        if old.name == name { return }
        try requireFree(name, for: id)
        let count = try db.run(
            """
            UPDATE pipelines SET name = \(name), name_folded = \(name.folded), version = version + 1
            WHERE workspace_id = \(key) AND id = \(id) AND version = \(version)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile(fields: ["name"]) }
        var change = Change("pipeline", id.erased, version: version + 1, action: .updated)
        change.before = FieldValues([("name", old.name.sqlValue)])
        change.after = FieldValues([("name", name.sqlValue)])
        try db.log([change], by: Origin(access))
    }

    package func pipeline(_ id: Identifier<Pipeline>) throws -> Pipeline {
        guard let found = try pipelines().first(where: { $0.id == id }) else { throw NotFound(kind: "pipeline") }
        return found
    }

    private func requireFree(_ name: String, for id: Identifier<Pipeline>) throws {
        let other: Int64? = try db.first(
            "SELECT 1 FROM pipelines WHERE workspace_id = \(key) AND name_folded = \(name.folded) AND id <> \(id)"
        )
        if other != nil { throw PipelineError.nameTaken(name) }
    }

    /// The reasons that are offered, in their order.
    package func lossReasons() throws -> [LossReason] { try db.lossReasons(key) }

    /// The reason of that name, an archived one too, since a name is there once.
    package func lossReason(foldedName name: String) throws -> LossReason? {
        try db.first("SELECT id, name FROM loss_reasons WHERE workspace_id = \(key) AND name_folded = \(name)")
    }

    package func create(_ reason: LossReason) throws {
        try require(.create, .pipelines)
        try db.create(reason, by: Origin(access))
    }
}

extension Connection {
    func pipelines(_ workspace: Int64) throws -> [Pipeline] {
        try once(
            """
            SELECT id, name, subject, version FROM pipelines WHERE workspace_id = \(workspace) AND archived_at IS NULL
            ORDER BY created_at, id
            """
        )
    }

    func processVersions(of id: Identifier<Pipeline>, in workspace: Int64) throws -> [ProcessVersion] {
        var versions: [ProcessVersion] = try once(
            """
            SELECT pipeline_id, number, effective_date FROM process_versions
            WHERE workspace_id = \(workspace) AND pipeline_id = \(id) ORDER BY number
            """
        )
        let stages: [StageOfVersion] = try once(
            """
            SELECT version_number, \(Stage.columns) FROM process_stages
            WHERE workspace_id = \(workspace) AND pipeline_id = \(id) ORDER BY version_number, position
            """
        )
        for index in versions.indices {
            versions[index].stages = stages.filter { $0.number == versions[index].number }.map(\.stage)
        }
        return versions
    }

    /// The process in force on the day.
    func process(of id: Identifier<Pipeline>, on day: Day, in workspace: Int64) throws -> ProcessVersion {
        guard let version = try processVersions(of: id, in: workspace).inForce(on: day) else {
            throw NotFound(kind: "pipeline")
        }
        return version
    }

    func create(_ pipeline: Pipeline, by origin: Origin) throws {
        try NameRule.check(pipeline.name)
        try run(
            """
            INSERT INTO pipelines (workspace_id, id, name, name_folded, subject, created_at, version)
            VALUES (\(origin.workspace), \(pipeline.id), \(pipeline.name), \(pipeline.name.folded),
                \(pipeline.subject), \(origin.now), 1)
            """
        )
        try log([Change("pipeline", pipeline.id.erased, version: 1, action: .created)], by: origin)
    }
}

/// A stage as a version of the process has it.
private struct StageOfVersion: SQLReadable {
    var number: Int
    var stage: Stage

    init(from row: inout Row) throws {
        number = try row.next()
        stage = try row.next()
    }
}
