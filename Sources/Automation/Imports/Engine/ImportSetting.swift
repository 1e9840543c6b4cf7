import Sales
import Storage

/// What an import knows of the workspace before its first row: the pipeline, made where it is absent, and how to
/// read rows.
struct ImportSetting {
    let rows: RowReader
    let process: ProcessVersion?
    let openedIn: Identifier<Stage>?
    let reasonNotGiven: Identifier<LossReason>?
    /// Those that were there before the import, by folded name.
    let lossReasons: [String: Identifier<LossReason>]
    private let stages: [String: Stage]

    init(_ reader: ImportReader, _ run: Import, _ db: ScopedConnection) throws {
        let mapping = reader.mapping
        let needsPipeline = mapping.kind == .opportunities || mapping.kind == .stageHistory
        let process = needsPipeline ? try ImportSetting.process(mapping, run, db) : nil
        self.process = process
        stages = Dictionary((process?.stages ?? []).map { ($0.name.folded, $0) }) { first, _ in first }
        openedIn =
            mapping.openedIn.flatMap { [stages] in stages[$0.folded]?.id } ?? process?.openStages.first?.id
        lossReasons = needsPipeline ? try db.lossReasonsByName() : [:]
        reasonNotGiven = needsPipeline ? try db.reasonNotGiven(among: lossReasons, run) : nil
        rows = try RowReader(
            mapping,
            columns: reader.table.columns,
            findings: reader.findings,
            context: RowReader.Context(
                currency: db.access.workspace.currency,
                zone: db.access.calendar,
                mapping: mapping,
                stages: process?.stages.map(\.name)
            )
        )
    }

    func stage(_ name: String) -> Stage? { stages[name.folded] }
}

extension ImportSetting {
    private static func process(_ mapping: ImportMapping, _ run: Import, _ db: ScopedConnection) throws
        -> ProcessVersion
    {
        let known = try db.pipelines()
        let named = mapping.pipeline.map { named in known.first { $0.name.folded == named.name.folded } }
        let found = named ?? (known.count == 1 ? known.first : nil)
        if let found {
            if found.subject == .leads { throw ImportError.leadPipeline(found.name) }
            let versions = try db.processVersions(of: found.id)
            guard let process = versions.inForce(on: db.access.today) else { throw ImportError.pipelineMissing }
            for stage in mapping.pipeline?.stages ?? [] {
                let isThere = process.stages.contains { $0.name.folded == stage.name.folded }
                if !isThere { throw ImportError.stageMissing(stage.name, pipeline: found.name) }
            }
            return process
        }
        guard let wanted = mapping.pipeline else { throw ImportError.pipelineMissing }
        guard let stages = wanted.stages else {
            throw ImportError.unknownPipeline(wanted.name, known: known.map(\.name))
        }
        return try make(wanted.name, stages, run, db)
    }

    private static func make(_ name: String, _ stages: [StageMapping], _ run: Import, _ db: ScopedConnection) throws
        -> ProcessVersion
    {
        let pipeline = Pipeline(id: Identifier(at: db.access.now), name: name)
        let process = ProcessVersion(
            pipelineID: pipeline.id,
            number: 1,
            effectiveFrom: .first,
            stages: stages.map { stage in
                Stage(
                    id: Identifier(at: db.access.now),
                    name: stage.name,
                    kind: stage.kind,
                    layer: stage.layer,
                    winProbability: stage.probability,
                    limitDays: stage.limitDays
                )
            }
        )
        try db.create(pipeline, process: process, in: run)
        return process
    }
}

extension ScopedConnection {
    /// The loss reason of that name, made where it is absent.
    func lossReason(_ name: String, _ run: Import) throws -> Identifier<LossReason> {
        // Somebody may have made it since the import began.
        if let known = try lossReason(foldedName: name.folded) { return known.id }
        let reason = LossReason(id: Identifier(at: access.now), name: name)
        try create(reason, in: run)
        return reason.id
    }

    fileprivate func lossReasonsByName() throws -> [String: Identifier<LossReason>] {
        Dictionary(try lossReasons().map { ($0.name.folded, $0.id) }) { first, _ in first }
    }

    /// "Not given" in the workspace's language, or in the one in which it is there already.
    fileprivate func reasonNotGiven(
        among known: [String: Identifier<LossReason>],
        _ run: Import
    ) throws -> Identifier<LossReason> {
        let name = LossReason.Starting.notGiven.name
        let words = [ImportMapping.reasonNotGiven.folded] + Language.allCases.map { name[$0].folded }
        if let word = words.first(where: { known[$0] != nil }), let id = known[word] { return id }
        return try lossReason(name[access.workspace.language], run)
    }
}
