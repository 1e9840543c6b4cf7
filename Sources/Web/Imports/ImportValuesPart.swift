import Automation
import Sales
import Storage

/// What the values of the columns mean, and what is made where a row names what is not there.
struct ImportValuesPart: Encodable {
    var hasPipeline: Bool
    var pipelines: [Option]
    var newPipeline: String
    var isNewPipeline: Bool
    var questions: [Question]
    var makes: [Make]
    var money: [Money]
    var openedIn: [Option]
    var hasMakes: Bool
    var hasNothing: Bool

    struct Question: Encodable {
        var title: String
        var isNewStages: Bool
        var rows: [Row]
        var tooMany: String?
        /// Whether the values are folded away under a line that tells how many there are.
        var isLong: Bool
        var summary: String
    }

    struct Row: Encodable {
        var theirs: String
        var count: String
        var name: String
        var options: [Option]
        var kindName: String
        var kinds: [Option]
        var placeName: String
        var places: [Option]
    }

    struct Make: Encodable {
        var name: String
        var label: String
        var isChosen: Bool
    }

    struct Money: Encodable {
        var label: String
        var currencyName: String
        var currencies: [Option]
        var timesName: String
        var times: [Option]
        var hasColumn: Bool
    }

    init(_ choices: ImportChoices, _ questions: ImportQuestions, _ access: Access, _ words: Words) {
        let kind = choices.importKind
        hasPipeline = kind == .opportunities || kind == .stageHistory
        let isThere = questions.pipelines.contains { $0.name.folded == choices.pipeline?.folded }
        isNewPipeline = hasPipeline && !isThere
        newPipeline = isThere ? "" : choices.pipeline ?? ""
        pipelines =
            questions.pipelines.map {
                Option(value: $0.name, name: $0.name, isChosen: $0.name.folded == choices.pipeline?.folded)
            } + [Option(value: "new", name: words("imports.newPipeline"), isChosen: !isThere)]
        self.questions = questions.questions.map { Question($0, choices, words) }
        let referred = [("accounts", "account"), ("owners", "owner"), ("products", "product")]
        makes = referred.filter {
            choices.fields[$0.1] != nil || (kind == .accounts && $0.1 == "account" && choices.fields["parent"] != nil)
        }
        .map { make in
            Make(
                name: "make.\(make.0)",
                label: words("importMakes.\(make.0)"),
                isChosen: choices.makes.contains(make.0)
            )
        }
        money = kind.moneyFields.compactMap { name in choices.fields[name].map { Money(name, $0, access, words) } }
        hasMakes = !makes.isEmpty
        hasNothing = !hasPipeline && self.questions.isEmpty && makes.isEmpty && money.isEmpty
        let open =
            choices.stages?.filter { $0.kind == "open" }.map(\.name)
            ?? questions.stages.filter { $0.kind == .open }.map(\.name)
        openedIn =
            hasPipeline
            ? [Option(value: "", name: words("imports.firstStage"), isChosen: choices.openedIn == nil)]
                + open.map { Option(value: $0, name: $0, isChosen: $0 == choices.openedIn) } : []
    }
}

extension ImportValuesPart.Question {
    fileprivate init(_ question: ImportQuestions.Question, _ choices: ImportChoices, _ words: Words) {
        let field = choices.fields[question.field]
        title = words(
            "imports.valuesOf",
            ["column": question.column, "field": words("importFields.\(question.field)")]
        )
        isNewStages = question.field == "stage" && choices.stages != nil
        tooMany = question.values == nil ? words("imports.tooManyValues") : nil
        let known = Set(question.known.map(question.read))
        let unknown = (question.values ?? []).filter { !known.contains(question.read($0.text)) }.count
        isLong = question.field != "stage" && (question.values ?? []).count > 12
        summary = words(
            "imports.valuesFolded",
            ["count": words.count(question.values?.count ?? 0), "unknown": words.count(unknown)]
        )
        let stages = choices.stages ?? []
        rows = (question.values ?? []).enumerated().map { place, value in
            let meant = field?.values[value.text]
            let stage = stages.firstIndex { $0.name == value.text }
            return ImportValuesPart.Row(
                theirs: value.text,
                count: words("imports.rows", count: value.count),
                name: "value.\(question.field).\(place)",
                options: Self.options(question, value.text, meant, choices.makes, words),
                kindName: "kind.\(place)",
                kinds: Option.all(Stage.Kind.self, stage.flatMap { Stage.Kind(rawValue: stages[$0].kind) } ?? .open) {
                    words("importStages", $0)
                },
                placeName: "place.\(place)",
                places: stages.indices.map {
                    Option(value: "\($0)", name: "\($0 + 1)", isChosen: $0 == stage)
                }
            )
        }
    }

    /// What a value can become: itself, one of what is there, or nothing.
    private static func options(
        _ question: ImportQuestions.Question,
        _ text: String,
        _ meant: String?,
        _ makes: Set<String>,
        _ words: Words
    ) -> [Option] {
        let same = question.known.first { question.read($0) == question.read(text) }
        let unknown = question.made.map(makes.contains) == true ? "imports.asItIs" : "imports.unknownValue"
        let itself = same.map { question.name($0, words) } ?? words(unknown, ["name": text])
        return [Option(value: "", name: itself, isChosen: meant == nil)]
            + question.known.filter { $0 != same }.map {
                Option(value: $0, name: question.name($0, words), isChosen: $0 == meant)
            } + [Option(value: "-", name: words("imports.makeBlank"), isChosen: meant == "")]
    }
}

extension ImportQuestions.Question {
    /// A known value as members know it.
    fileprivate func name(_ known: String, _ words: Words) -> String {
        switch field {
        case "forecastCategory": ForecastCategory(rawValue: known).map { words("category", $0) } ?? known
        case "role": Role(rawValue: known).map { words("role", $0) } ?? known
        default: known
        }
    }
}

extension ImportValuesPart.Money {
    fileprivate init(_ name: String, _ field: ImportChoices.Field, _ access: Access, _ words: Words) {
        label = words("importFields.\(name)")
        currencyName = "currency.\(name)"
        timesName = "times.\(name)"
        hasColumn = field.currencyColumn != nil
        let own = access.workspace.currency.code
        let codes = ["CNY", "TWD", "HKD", "USD", "EUR", "GBP", "JPY", "SGD"].filter { $0 != own }
        currencies =
            [Option(value: "", name: own, isChosen: field.currency == nil || field.currency == own)]
            + codes.map { Option(value: $0, name: $0, isChosen: $0 == field.currency) }
        times = [1, 1000, 10_000, 1_000_000, 100_000_000].map {
            Option(value: "\($0)", name: words("importTimes.\($0)"), isChosen: $0 == field.times ?? 1)
        }
    }
}
