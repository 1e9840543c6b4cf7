import Automation
import Hummingbird
import Sales
import Storage

extension ImportPages {
    /// How the file is written and what it is about; another answer lets the columns be looked at anew.
    @Sendable func setFormat(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let kinds = try await kinds(context.requireVisitor().access)
        return try await change(request, context, to: form["stay"].isEmpty ? .columns : .file) { planned in
            var choices = try planned.choices
            let before = choices
            choices.encoding = TextEncoding(named: form["encoding"])?.rawValue
            choices.delimiter = ["tab", ",", ";", "|"].first { $0 == form["delimiter"] }
            choices.hasHeader = ["yes": true, "no": false][form["header"]]
            choices.sheet = try planned.source().sheets.first { $0 == form["sheet"] } ?? choices.sheet
            if let kind = ImportKind(rawValue: form["kind"]), kinds.contains(kind) { choices.kind = kind.rawValue }
            if choices == before { return planned.plan }
            var plan = planned.plan
            let said = choices
            let glance = try await onOwnThread { try planned.glance(said) }
            choices = try await ImportArrival(pages.store, planned.access, work.files)
                .begin(&plan, said, glance.columns)
            (plan.choices, plan.outcome) = (choices.json, "{}")
            return plan
        }
    }

    /// Which column is what.
    @Sendable func setColumns(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let words = pages.words(context)
        return try await change(request, context, to: .values) { planned in
            var choices = try planned.choices
            let said = choices
            let columns = try await onOwnThread { try planned.glance(said) }.columns
            try choices.take(columns: columns, form)
            (choices, _) = try await planned.completed(choices, newPipeline: words("imports.newPipelineName"))
            var plan = planned.plan
            (plan.choices, plan.outcome) = (choices.json, "{}")
            return plan
        }
    }

    /// What the values of the columns mean.
    @Sendable func setValues(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let words = pages.words(context)
        return try await change(request, context, to: form["stay"].isEmpty ? .check : .values) { planned in
            let newPipeline = words("imports.newPipelineName")
            var (choices, questions) = try await planned.completed(planned.choices, newPipeline: newPipeline)
            try choices.take(values: questions, form, newPipeline: newPipeline)
            (choices, _) = try await planned.completed(choices, newPipeline: newPipeline)
            var plan = planned.plan
            (plan.choices, plan.outcome) = (choices.json, "{}")
            return plan
        }
    }

    /// Tries the whole file; nothing of it is kept but the counts.
    @Sendable func rehearse(_ request: Request, context: AppContext) async throws -> Response {
        _ = try await request.form(context)
        return try await change(request, context, to: .check) { try await $0.rehearse() }
    }

    @Sendable func remove(_ request: Request, context: AppContext) async throws -> Response {
        _ = try await request.form(context)
        let planned = try await planned(context)
        guard planned.plan.runID == nil else { throw NotFound(kind: "import") }
        try await pages.store.write(planned.access) { [plan = planned.plan] db in try db.delete(plan) }
        work.files.remove(planned.plan.storedName)
        return .seeOther("/imports")
    }

    /// Makes something of a plan that is being prepared and goes to a step; what is wrong is told on the step that it
    /// came from.
    private func change(
        _ request: Request,
        _ context: AppContext,
        to step: ImportStep,
        _ body: (PlannedImport) async throws -> ImportPlan
    ) async throws -> Response {
        let planned = try await planned(context)
        guard planned.plan.state == .open || planned.plan.state == .failed else { throw ChangedMeanwhile() }
        do {
            let plan = try await body(planned)
            if plan.version == planned.plan.version, plan != planned.plan {
                try await pages.store.write(planned.access) { db in try db.save(plan) }
            }
            return .seeOther("/imports/\(plan.id)?step=\(step.rawValue)")
        } catch {
            guard let refused = ImportRefused(error) else { throw error }
            let back = try request.query()["from"]
            return try await page(planned, context, step: back, fault: refused)
                .response(from: request, context: context)
        }
    }
}

extension ImportChoices {
    /// Takes the field of each column from the form.
    mutating func take(columns: [String], _ form: FormFields) throws {
        let before = fields
        (fields, key) = ([:], [])
        var currency: String?
        for (index, column) in columns.enumerated() {
            let field = form["column.\(index)"]
            switch field {
            case "": continue
            case "key": key.append(column)
            case "currency": currency = column
            default: fields[field, default: Field(columns: [])].columns.append(column)
            }
        }
        // What was said of a field's values holds as long as it comes from the same columns.
        for (name, field) in fields where before[name]?.columns == field.columns { fields[name] = before[name] }
        for money in importKind.moneyFields where fields[money] != nil {
            fields[money]?.currencyColumn = currency
        }
        existing = ImportMapping.Existing(rawValue: form["existing"])?.rawValue ?? existing
        blank = FieldMapping.Blank(rawValue: form["blank"])?.rawValue ?? blank
        dateOrder = DateOrder(rawValue: form["dateOrder"])?.rawValue
        decimal = [".", ","].first { $0 == form["decimal"] }
        if before["stage"]?.columns != fields["stage"]?.columns { stages = nil }
    }

    /// Takes from the form what the values mean.
    mutating func take(values questions: ImportQuestions, _ form: FormFields, newPipeline: String) throws {
        let named = form["pipeline"]
        if !named.isEmpty {
            let isThere = questions.pipelines.contains { $0.name == named }
            let name = isThere ? named : form["newPipeline"].isEmpty ? questions.free(newPipeline) : form["newPipeline"]
            if pipeline != name, isThere || stages == nil {
                (pipeline, stages, openedIn) = (name, nil, nil)
                fields["stage"]?.values = [:]
                if isThere { return }
            }
            pipeline = name
        }
        for question in questions.questions {
            guard let values = question.values else { continue }
            if question.field == "stage", stages != nil {
                takeNewStages(values, form)
            } else {
                var meant: [String: String] = [:]
                for (index, value) in values.enumerated() {
                    let ours = form["value.\(question.field).\(index)"]
                    if ours == "-" {
                        meant[value.text] = ""
                    } else if !ours.isEmpty, ours != value.text {
                        meant[value.text] = ours
                    }
                }
                fields[question.field]?.values = meant
            }
        }
        openedIn = form["openedIn"].isEmpty ? nil : form["openedIn"]
        makes = Set(["accounts", "owners", "products"].filter { form["make.\($0)"] == "yes" })
        for money in importKind.moneyFields where fields[money] != nil {
            fields[money]?.currency = Currency(listed: form["currency.\(money)"])?.code
            fields[money]?.times = [1000, 10_000, 1_000_000, 100_000_000].first { "\($0)" == form["times.\(money)"] }
        }
    }

    private mutating func takeNewStages(_ values: [ColumnValues.Value], _ form: FormFields) {
        var placed: [(place: Int, stage: NewStage)] = []
        for (index, value) in values.enumerated() {
            let kind = Stage.Kind(rawValue: form["kind.\(index)"]) ?? ColumnSuggestion.stageKind(value.text)
            let place = Int(form["place.\(index)"]) ?? index
            placed.append((place, NewStage(name: value.text, kind: kind.rawValue)))
        }
        let ordered = placed.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
        stages = ordered.map(\.element.stage).openFirst
    }
}
