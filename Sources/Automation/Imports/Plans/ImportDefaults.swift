import Sales
import Storage

/// What the page has to ask about the values of a file, and what it begins with.
package struct ImportQuestions: Sendable {
    /// One field whose values are told apart.
    package struct Question: Sendable {
        package var field: String
        package var column: String
        /// Nil where there are too many to choose for each.
        package var values: [ColumnValues.Value]?
        /// What they can become: the names of what is there.
        package var known: [String]

        /// What the import makes of a value that nothing known is, by its name among the choices; nil for nothing.
        package var made: String? {
            switch field {
            case "owner", "actor": "owners"
            case "product": "products"
            default: nil
            }
        }

        /// A value as rows are read: two that give the same are the same.
        package func read(_ value: String) -> String {
            ["forecastCategory", "role"].contains(field) ? value.lowercased().filter(\.isLetter) : value.folded
        }
    }

    package var questions: [Question] = []
    package var rows = 0
    package var pipelines: [Pipeline] = []
    /// The stages of the chosen pipeline; none where it is to be made.
    package var stages: [Stage] = []

    /// A name that no pipeline has: the given one, or with a number behind it.
    package func free(_ name: String) -> String {
        let taken = Set(pipelines.map(\.name.folded))
        let names = [name] + (2...taken.count + 2).map { "\(name) \($0)" }
        return names.first { !taken.contains($0.folded) } ?? name
    }

    package func question(_ field: String) -> Question? { questions.first { $0.field == field } }
}

extension PlannedImport {
    /// The choices with what nobody has said yet filled in, and the questions that stay to be looked at.
    package func completed(
        _ choices: ImportChoices,
        newPipeline: String
    ) async throws -> (ImportChoices, ImportQuestions) {
        var choices = choices
        if choices.pipeline == nil {
            choices.pipeline = try await store.read(access) { db in
                try db.pipelines().first { $0.subject == .opportunities }?.name
            }
        }
        let questions = try await questions(choices)
        choices.complete(questions, newPipeline: newPipeline)
        return (choices, questions)
    }

    /// Reads the values of the columns whose fields know only some values.
    package func questions(_ choices: ImportChoices) async throws -> ImportQuestions {
        let asked = Self.asked.filter { choices.fields[$0]?.columns.count == 1 }
        let columns = Set(choices.fields.values.flatMap(\.columns) + choices.key)
        let values = try await onOwnThread { [self] in
            try ColumnValues(
                path: text(choices),
                format: choices.table,
                expecting: columns,
                columns: asked.compactMap { choices.fields[$0]?.columns.first }
            )
        }
        return try await store.read(access) { db in
            var questions = ImportQuestions()
            questions.rows = values.rows
            questions.pipelines = try db.pipelines().filter { $0.subject == .opportunities }
            questions.stages = try db.stages(of: choices.pipeline, among: questions.pipelines)
            for field in asked {
                guard let column = choices.fields[field]?.columns.first, let found = values.values[column] else {
                    continue
                }
                questions.questions.append(
                    .init(
                        field: field,
                        column: column,
                        values: found,
                        known: try db.known(field, questions.stages)
                    )
                )
            }
            return questions
        }
    }

    private static let asked = ["stage", "owner", "actor", "product", "forecastCategory", "role"]
}

extension ScopedConnection {
    fileprivate func stages(of name: String?, among pipelines: [Pipeline]) throws -> [Stage] {
        guard let name, let pipeline = pipelines.first(where: { $0.name.folded == name.folded }) else { return [] }
        return try processVersions(of: pipeline.id).inForce(on: access.today)?.stages ?? []
    }

    fileprivate func known(_ field: String, _ stages: [Stage]) throws -> [String] {
        switch field {
        case "stage": stages.map(\.name)
        case "owner", "actor": try members().filter { $0.deactivatedAt == nil }.map(\.name)
        case "product": try products().map(\.name)
        case "forecastCategory": ForecastCategory.allCases.map(\.rawValue)
        case "role": Role.allCases.map(\.rawValue)
        default: []
        }
    }
}

extension ImportChoices {
    /// Fills in what nobody has said yet: the pipeline, and what each stage of the file is.
    package mutating func complete(_ questions: ImportQuestions, newPipeline: String) {
        guard [.opportunities, .stageHistory].contains(importKind) else { return }
        if pipeline == nil { pipeline = questions.pipelines.first?.name ?? newPipeline }
        guard let question = questions.question("stage"), let values = question.values else { return }
        let isThere = questions.pipelines.contains { $0.name.folded == pipeline?.folded }
        if isThere {
            stages = nil
            let known = Set(question.known.map(\.folded))
            for value in values where !known.contains(value.text.folded) {
                let chosen = fields["stage"]?.values[value.text] ?? ""
                if known.contains(chosen.folded) { continue }
                fields["stage"]?.values[value.text] = questions.stage(like: value.text)?.name
            }
        } else if stages == nil {
            stages =
                values.map(\.text).sorted { ColumnSuggestion.stageRank($0) < ColumnSuggestion.stageRank($1) }
                .map { NewStage(name: $0, kind: ColumnSuggestion.stageKind($0).rawValue) }.openFirst
            fields["stage"]?.values = [:]
        }
    }
}

extension [ImportChoices.NewStage] {
    /// The open stages in their order, then the won and the lost ones.
    package var openFirst: Self {
        filter { $0.kind == "open" } + filter { $0.kind == "won" } + filter { $0.kind == "lost" }
    }
}

extension ImportQuestions {
    /// The stage of the chosen pipeline that means the same: won for won, lost for lost.
    fileprivate func stage(like name: String) -> Stage? {
        let kind = ColumnSuggestion.stageKind(name)
        return kind == .open ? nil : stages.first { $0.kind == kind }
    }
}
