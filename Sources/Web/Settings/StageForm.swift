import Sales
import Storage

/// The stages as the form of a pipeline has them: typed, in the form's order, some of them retired.
struct StageForm {
    var base: Int
    var rows: [Row]
    /// Stages that the draft retires, with the one to which their open records go.
    var retired: [(stage: Stage, target: String)]
    /// The stage that was just added, moved or brought back, whose button has the focus again.
    var focus = ""

    struct Row {
        var id: String
        var name: String
        var kind: Stage.Kind
        var probability: String
        var category: String
        var limit: String
        /// What the form has no field for stays as it was.
        var known: Stage?
    }

    init(_ process: ProcessVersion?, base: Int) {
        self.base = base
        rows = (process?.stages ?? []).map(Row.init)
        retired = []
    }

    /// Reads a form; open stages stand before the closed ones wherever they were dropped.
    init(_ form: FormFields, _ versions: [ProcessVersion], on day: Day, _ now: Instant) {
        base = Int(form["base"]) ?? 0
        let known = versions.reduce(into: [String: Stage]()) { known, version in
            for stage in version.stages { known[stage.id.description] = stage }
        }
        let current = versions.inForce(on: day)
        rows = form.all("stage").map { id in
            Row(
                id: id,
                name: form["name-\(id)"],
                kind: known[id]?.kind ?? Stage.Kind(rawValue: form["kind-\(id)"]) ?? .open,
                probability: form["probability-\(id)"],
                category: form["category-\(id)"],
                limit: form["limit-\(id)"],
                known: current?.stages.first { $0.id.description == id } ?? known[id]
            )
        }
        rows = rows.filter { $0.kind == .open } + rows.filter { $0.kind != .open }
        retired = form.all("retired").compactMap { id in
            known[id].map { (stage: $0, target: form["target-\(id)"]) }
        }
        if form["act"] == "back", let stage = known[form["back"]] { add(stage) }
        if form["newName"].isEmpty { return }
        let kind = Stage.Kind(rawValue: form["newKind"]) ?? .open
        add(Stage(id: Identifier(at: now), name: form["newName"], kind: kind))
    }

    /// Does what a button of the form says: `up:ID`, `down:ID`, `retire:ID`, `keep:ID`; what was
    /// added or brought back is a row already.
    mutating func apply(_ act: String, _ now: Instant) {
        let parts = act.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return }
        let (verb, id) = (parts[0], parts[1])
        focus = id
        if verb == "keep", let index = retired.firstIndex(where: { $0.stage.id.description == id }) {
            return add(retired.remove(at: index).stage)
        }
        guard let place = rows.firstIndex(where: { $0.id == id }) else { return }
        switch verb {
        case "up": swap(place, place - 1)
        case "down": swap(place, place + 1)
        case "retire":
            let row = rows.remove(at: place)
            if let stage = row.known { retired.append((stage: stage, target: "")) }
        default: break
        }
    }

    /// Stages change places only with their like: a closed one never stands before an open one.
    private mutating func swap(_ place: Int, _ other: Int) {
        guard rows.indices.contains(other) else { return }
        if (rows[place].kind == .open) == (rows[other].kind == .open) { rows.swapAt(place, other) }
    }

    private mutating func add(_ stage: Stage) {
        let end = stage.kind == .open ? rows.firstIndex { $0.kind != .open } ?? rows.count : rows.count
        rows.insert(Row(stage), at: end)
        focus = stage.id.description
    }

    /// The draft that the form describes.
    func draft(of pipeline: Identifier<Pipeline>) throws -> ProcessDraft {
        var draft = ProcessDraft(pipelineID: pipeline, base: base, stages: try rows.map { try $0.stage })
        for (stage, target) in retired { draft.targets[stage.id] = Identifier<Stage>(target) }
        return draft
    }
}

extension StageForm.Row {
    init(_ stage: Stage) {
        id = stage.id.description
        (name, kind) = (stage.name, stage.kind)
        probability = stage.winProbability.map(String.init) ?? ""
        category = stage.forecastCategory?.rawValue ?? ""
        limit = stage.limitDays.map(String.init) ?? ""
        known = stage
    }

    fileprivate var stage: Stage {
        get throws {
            guard let id = Identifier<Stage>(id) else { throw NotFound(kind: "stage") }
            var stage = known ?? Stage(id: id, name: name, kind: kind)
            stage.name = name
            stage.winProbability = try number(probability, in: 0...100)
            stage.limitDays = try number(limit, in: 1...3650)
            stage.forecastCategory = ForecastCategory(rawValue: category)
            return stage
        }
    }

    private func number(_ text: String, in range: ClosedRange<Int>) throws -> Int? {
        if text.isEmpty { return nil }
        guard let number = Int(text), range.contains(number) else { throw SettingError.notANumber }
        return number
    }
}
