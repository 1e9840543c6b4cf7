import Automation
import Sales
import Storage

/// The steps of preparing an import, in their order.
enum ImportStep: String, CaseIterable, Encodable {
    case file, columns, values, check
}

/// The page of one file: its steps while it is prepared, what became of it afterwards.
struct ImportPage: Encodable {
    var title: String
    var id: String
    var subtitle: String
    var fault: String?
    var steps: [Step] = []
    var isOpen: Bool
    var step: ImportStep
    var from: String
    var file: ImportFilePart?
    var columns: ImportColumnsPart?
    var values: ImportValuesPart?
    var check: ImportCheckPart?
    var standing: ImportStanding?
    var mayRemove: Bool

    struct Step: Encodable {
        var number: String
        var name: String
        var href: String
        var isCurrent: Bool
    }

    init(_ plan: ImportPlan, _ access: Access, step: ImportStep, _ words: Words) {
        title = plan.fileName
        id = plan.id.description
        let kind = plan.kind.map { words("importKinds", $0) } ?? ""
        subtitle = [kind, plan.size > 0 ? words.bytes(plan.size) : "", words.moment(plan.broughtAt, access.calendar)]
            .filter { !$0.isEmpty }.joined(separator: " · ")
        isOpen = plan.state == .open || (plan.state == .failed && plan.runID == nil)
        (self.step, from) = (step, step.rawValue)
        mayRemove = isOpen && plan.runID == nil
        if isOpen { fault = ImportOutcome(json: plan.outcome).fault.map { words.imported($0) } }
        steps = ImportStep.allCases.enumerated().map { place, each in
            Step(
                number: "\(place + 1)",
                name: words("importSteps", each),
                href: "/imports/\(plan.id)?step=\(each.rawValue)",
                isCurrent: each == step
            )
        }
    }
}

extension Words {
    /// `1.2 MB`, in thousands as disks count.
    func bytes(_ size: Int64) -> String {
        if size < 1000 { return "\(size) B" }
        if size < 1_000_000 { return "\((size + 500) / 1000) kB" }
        return "\(size / 1_000_000).\(size % 1_000_000 / 100_000) MB"
    }
}

/// How the file is understood, and what it could be instead.
struct ImportFilePart: Encodable {
    var kinds: [Option]
    var encodings: [Option]
    var delimiters: [Option]
    var headers: [Option]
    var sheets: [Option]
    var isWorkbook: Bool
    var header: [Cell]
    var rows: [Row]
    var found: String

    struct Cell: Encodable { var text: String }
    struct Row: Encodable { var cells: [Cell] }

    init(_ source: ImportSource, _ glance: TableGlance, _ choices: ImportChoices, _ kinds: [ImportKind], _ words: Words)
    {
        self.kinds = kinds.map {
            Option(value: $0.rawValue, name: words("importKinds", $0), isChosen: $0 == choices.importKind)
        }
        isWorkbook = source.isWorkbook
        sheets = source.sheets.enumerated().map { place, name in
            Option(value: name, name: name, isChosen: choices.sheet.map { $0 == name } ?? (place == 0))
        }
        func detected(_ name: String) -> String { words("imports.detected", ["name": name]) }
        encodings =
            [Option(value: "", name: detected(glance.encoding.rawValue), isChosen: choices.encoding == nil)]
            + TextEncoding.allCases.map {
                Option(value: $0.rawValue, name: $0.rawValue, isChosen: $0.rawValue == choices.encoding)
            }
        let signs = [",": "imports.commaSign", ";": "imports.semicolon", "tab": "imports.tab", "|": "imports.bar"]
        let sign = glance.delimiter == 9 ? "tab" : String(UnicodeScalar(glance.delimiter))
        delimiters =
            [
                Option(
                    value: "",
                    name: detected(signs[sign].map { words($0) } ?? sign),
                    isChosen: choices.delimiter == nil
                )
            ]
            + [",", ";", "tab", "|"].map {
                Option(value: $0, name: words(signs[$0] ?? ""), isChosen: $0 == choices.delimiter)
            }
        let yesNo = [true: words("imports.headerYes"), false: words("imports.headerNo")]
        headers =
            [Option(value: "", name: detected(yesNo[glance.hasHeader] ?? ""), isChosen: choices.hasHeader == nil)]
            + [true, false].map {
                Option(value: $0 ? "yes" : "no", name: yesNo[$0] ?? "", isChosen: $0 == choices.hasHeader)
            }
        header = glance.columns.map { Cell(text: $0) }
        rows = glance.rows.map { Row(cells: $0.map { Cell(text: $0) }) }
        found = words("imports.foundColumns", count: glance.columns.count)
    }
}

/// Which column is what.
struct ImportColumnsPart: Encodable {
    var rows: [Row]
    var reused: String?
    var existing: [Option]
    var blanks: [Option]
    var dateOrders: [Option]
    var decimals: [Option]

    struct Row: Encodable {
        var name: String
        var field: String
        var examples: String
        var options: [Option]
        var isUsed: Bool
    }

    init(
        _ glance: TableGlance,
        _ choices: ImportChoices,
        own: [FieldDefinition],
        isReused: Bool,
        _ words: Words
    ) {
        let kind = choices.importKind
        var targets = [("", words("imports.leaveOut"))]
        if kind != .stageHistory { targets.append(("key", words("importFields.key"))) }
        targets += kind.fieldNames.map { ($0, words("importFields.\($0)")) }
        targets += own.map { ($0.key, $0.name.shown(in: words.language)) }
        if kind.hasMoney { targets.append(("currency", words("importFields.currency"))) }
        var chosen: [String: String] = [:]
        for (field, source) in choices.fields {
            for column in source.columns { chosen[column] = field }
            if let column = source.currencyColumn { chosen[column] = "currency" }
        }
        for column in choices.key { chosen[column] = "key" }
        rows = glance.columns.enumerated().map { place, column in
            Row(
                name: column,
                field: "column.\(place)",
                examples: glance.examples[place].joined(separator: " · "),
                options: targets.map { Option(value: $0.0, name: $0.1, isChosen: $0.0 == chosen[column] ?? "") },
                isUsed: chosen[column] != nil
            )
        }
        reused = isReused ? words("imports.reused") : nil
        existing = Option.all(
            ImportMapping.Existing.self,
            ImportMapping.Existing(rawValue: choices.existing) ?? .update
        ) { words("importExisting", $0) }
        blanks = Option.all(FieldMapping.Blank.self, FieldMapping.Blank(rawValue: choices.blank) ?? .keep) {
            words("importBlank", $0)
        }
        let automatic = words("imports.automatic")
        dateOrders =
            [("", automatic), ("dmy", words("imports.dayFirst")), ("mdy", words("imports.monthFirst"))].map {
                Option(value: $0.0, name: $0.1, isChosen: $0.0 == choices.dateOrder ?? "")
            }
        decimals = [("", automatic), (".", "1,234.56"), (",", "1.234,56")].map {
            Option(value: $0.0, name: $0.1, isChosen: $0.0 == choices.decimal ?? "")
        }
    }
}
