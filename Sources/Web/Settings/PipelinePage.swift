import Automation
import Sales
import Storage

/// All that the page of one pipeline tells, read in one transaction.
struct PipelineDossier {
    var pipeline: Pipeline
    var published: [PublishedProcess]
    var inForce: ProcessVersion?
    var counts: [Identifier<Stage>: Int]
    /// The moves out of its retired stages, the newest first.
    var runs: [BulkRun]
    var members: [Member]

    init(_ id: Identifier<Pipeline>, _ db: ScopedConnection) throws {
        pipeline = try db.pipeline(id)
        published = try db.publishedProcesses(of: id)
        inForce = published.map(\.process).inForce(on: db.access.today)
        counts = try db.openCounts(of: id)
        let all = Set(published.flatMap { $0.process.stages.map(\.id) })
        runs = try db.bulkRuns().filter { $0.emptiedStage.map(all.contains) ?? false }
        members = try db.members()
    }

    var newest: Int { published.map(\.process.number).max() ?? 0 }

    /// Stages of earlier versions that are not in force any more.
    var retired: [Stage] {
        var found: [Stage] = []
        for stage in published.reversed().flatMap(\.process.stages) {
            let isKnown = found.contains { $0.id == stage.id } || inForce?.stage(stage.id) != nil
            if !isKnown { found.append(stage) }
        }
        return found
    }
}

/// What the page of a pipeline shows, in words.
struct PipelinePage: Encodable {
    var title: String
    var path: String
    var name: String
    var version: String
    var base: String
    var rows: [Row]
    var retiring: [Retiring]
    var isRetiring: Bool
    var left: [Left]
    var runs: [Run]
    var hasRuns: Bool
    var bringBack: [Option]
    var hasBringBack: Bool
    var kinds: [Option]
    var versions: [Version]
    var mayEdit: Bool
    /// Whether what is shown is not published yet.
    var isDraft = false
    var fault: String?

    struct Row: Encodable {
        var id: String
        var name: String
        var kind: String
        var kindName: String
        var probability: String
        var categories: [Option]
        var category: String
        var limit: String
        var open: String
        var isOpen: Bool
        var hasFocus: Bool
    }

    /// A stage that the draft retires.
    struct Retiring: Encodable {
        var id: String
        var name: String
        var sentence: String
        var holdsAny: Bool
        var targets: [Option]
    }

    /// A retired stage in which open records are left.
    struct Left: Encodable {
        var stage: String
        var sentence: String
        var targets: [Option]
    }

    struct Run: Encodable {
        var run: String
        var sentence: String
        var mayUndo: Bool
    }

    struct Version: Encodable {
        var number: String
        var from: String
        var published: String
        var by: String
        var changes: [String]
        var isInForce: Bool
    }
}

extension PipelinePage {
    init(_ dossier: PipelineDossier, _ form: StageForm, _ access: Access, _ words: Words) {
        title = dossier.pipeline.name
        (path, name) = ("/settings/pipelines/\(dossier.pipeline.id)", dossier.pipeline.name)
        (version, base) = (String(dossier.pipeline.version), String(form.base))
        rows = form.rows.map { Row($0, dossier.counts, form.focus, words) }
        let open = form.rows.filter { $0.kind == .open }
        retiring = form.retired.map { stage, target in
            let count = dossier.counts[stage.id] ?? 0
            return Retiring(
                id: stage.id.description,
                name: stage.name,
                sentence: words("pipelines.retiring", count: count, ["name": stage.name]),
                holdsAny: count > 0,
                targets: open.map { Option(value: $0.id, name: $0.name, isChosen: $0.id == target) }
            )
        }
        isRetiring = !retiring.isEmpty
        mayEdit = access.may(.edit, .pipelines)
        left = dossier.retired.compactMap { stage in
            guard let count = dossier.counts[stage.id], count > 0,
                !form.rows.contains(where: { $0.known?.id == stage.id })
            else { return nil }
            let sentence = words("pipelines.left", count: count, ["name": stage.name])
            let targets = (dossier.inForce?.openStages ?? []).map {
                Option(value: $0.id.description, name: $0.name, isChosen: false)
            }
            return Left(stage: stage.id.description, sentence: sentence, targets: targets)
        }
        let teller = ProcessTeller(dossier: dossier, access: access, words: words)
        runs = teller.runs
        hasRuns = !runs.isEmpty
        versions = teller.versions
        let drafted = Set(form.rows.map(\.id) + form.retired.map(\.stage.id.description))
        bringBack = dossier.retired.filter { !drafted.contains($0.id.description) }
            .map { Option(value: $0.id.description, name: $0.name, isChosen: false) }
        hasBringBack = !bringBack.isEmpty
        kinds = Option.all(Stage.Kind.self, .open) { words("pipelines.kind", $0) }
    }
}

extension PipelinePage.Row {
    fileprivate init(_ row: StageForm.Row, _ counts: [Identifier<Stage>: Int], _ focus: String, _ words: Words) {
        (id, name, kind) = (row.id, row.name, row.kind.rawValue)
        kindName = words("pipelines.kind", row.kind)
        (probability, limit) = (row.probability, row.limit)
        categories = ForecastCategory.allCases.map {
            Option(value: $0.rawValue, name: words("category", $0), isChosen: $0.rawValue == row.category)
        }
        category = ForecastCategory(rawValue: row.category).map { words("category", $0) } ?? "–"
        open = row.known.flatMap { counts[$0.id] }.map { words.count($0) } ?? ""
        isOpen = row.kind == .open
        hasFocus = focus == row.id
    }
}
