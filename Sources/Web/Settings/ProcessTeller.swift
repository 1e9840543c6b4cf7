import Automation
import Sales
import Storage

/// Tells the versions of a process and the moves out of its retired stages, the newest first.
struct ProcessTeller {
    let dossier: PipelineDossier
    let access: Access
    let words: Words

    var versions: [PipelinePage.Version] {
        dossier.published.indices.reversed().map { index in
            let published = dossier.published[index]
            let process = published.process
            let changes = index == 0 ? [] : process.differences(from: dossier.published[index - 1].process)
            return PipelinePage.Version(
                number: String(process.number),
                from: process.effectiveFrom == .first ? words("pipelines.always") : words.day(process.effectiveFrom),
                published: words.moment(published.publishedAt, access.calendar),
                by: name(of: published.publishedBy),
                changes: index == 0 ? [words("pipelines.begun", count: process.stages.count)] : changes.map(sentence),
                isInForce: process.number == dossier.inForce?.number
            )
        }
    }

    var runs: [PipelinePage.Run] {
        dossier.runs.prefix(10).map { run in
            var stages: [Identifier<Stage>: String] = [:]
            for stage in dossier.published.flatMap(\.process.stages) { stages[stage.id] = stage.name }
            var target = "–"
            if case .move(let to, _) = run.action { target = stages[to] ?? target }
            let values = [
                "from": run.emptiedStage.flatMap { stages[$0] } ?? "–", "to": target,
                "day": words.moment(run.startedAt, access.calendar), "by": name(of: run.actorID),
                "state": words("pipelines.run", run.state),
            ]
            return PipelinePage.Run(
                run: run.id.description,
                sentence: words("pipelines.moved", count: run.selected, values),
                mayUndo: run.state == .finished && access.may(.edit, .pipelines)
            )
        }
    }

    private func name(of member: Identifier<Member>?) -> String {
        guard let member else { return words("settings.operator") }
        return dossier.members.first { $0.id == member }?.name ?? "–"
    }

    private func sentence(_ difference: ProcessDifference) -> String {
        switch difference {
        case .added(let name): words("pipelines.added", ["name": name])
        case .retired(let name): words("pipelines.retiredStage", ["name": name])
        case .renamed(let from, let to): words("pipelines.renamed", ["from": from, "to": to])
        case .reordered: words("pipelines.reordered")
        case .probability(let name, let from, let to):
            told(name, "pipelines.probability", from.map { "\($0)%" }, to.map { "\($0)%" })
        case .category(let name, let from, let to):
            told(name, "pipelines.category", from.map { words("category", $0) }, to.map { words("category", $0) })
        case .limit(let name, let from, let to):
            told(name, "pipelines.limit", from.map { "\($0)" }, to.map { "\($0)" })
        case .described(let name): words("pipelines.described", ["name": name])
        }
    }

    private func told(_ name: String, _ what: String, _ from: String?, _ to: String?) -> String {
        "\(name) · \(words(what)): \(from ?? "–") → \(to ?? "–")"
    }
}

/// The list of pipelines, and the form that makes one.
struct PipelinesPage: Encodable {
    var title: String
    var rows: [Row]
    var templates: [Option]
    var typed = ""
    var mayCreate: Bool
    var fault: String?

    struct Row: Encodable {
        var href: String
        var name: String
        var stages: String
        var open: String
        var version: String
    }

    init(_ pipelines: [(Pipeline, [ProcessVersion], [Identifier<Stage>: Int])], _ access: Access, _ words: Words) {
        title = words("settings.place", SettingsPlace.pipelines)
        rows = pipelines.map { pipeline, versions, counts in
            let process = versions.inForce(on: access.today)
            return Row(
                href: "/settings/pipelines/\(pipeline.id)",
                name: pipeline.name,
                stages: (process?.stages ?? []).map(\.name).joined(separator: " → "),
                open: words.count(counts.values.reduce(0, +)),
                version: process.map { String($0.number) } ?? "–"
            )
        }
        templates = PipelineTemplate.all.map {
            Option(value: $0.key, name: $0.name[words.language], isChosen: false)
        }
        mayCreate = access.may(.create, .pipelines)
    }

    mutating func take(_ form: FormFields) {
        typed = form["name"]
        templates = templates.map { Option(value: $0.value, name: $0.name, isChosen: $0.value == form["template"]) }
    }
}
