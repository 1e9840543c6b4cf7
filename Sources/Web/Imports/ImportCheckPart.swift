import Automation
import Sales
import Storage

/// The first rows as they will be, and the counts of a dry run.
struct ImportCheckPart: Encodable {
    var header: [Cell] = []
    var rows: [Row] = []
    var hasFaults = false
    var dryRun: ImportCountsPart?
    var nameHint: String?

    struct Cell: Encodable {
        var text: String
        var cellFault: String?
    }

    struct Row: Encodable {
        var number: String
        var result: String
        var resultClass: String
        var cells: [Cell]
        var rowFault: String?
    }

    init(_ plan: ImportPlan, _ choices: ImportChoices, _ access: Access, _ words: Words) {
        dryRun = ImportOutcome(json: plan.outcome).dryRun.map { ImportCountsPart($0, access, words) }
        if choices.importKind == .opportunities, choices.fields["name"] == nil, choices.fields["account"] != nil {
            nameHint = words("imports.nameHint")
        }
    }

    mutating func show(_ preview: ImportPreview, _ choices: ImportChoices, _ access: Access, _ words: Words) {
        header = preview.fields.map { key in
            let own = preview.own.first { $0.key == key }?.name.shown(in: words.language)
            return Cell(text: own ?? words("importFields.\(key)"))
        }
        rows = preview.rows.map { row in
            let others = row.faults.filter { !preview.fields.contains($0.key) }.map { $0.value }
            let faults = others.map { words.imported($0.sentence) } + row.notes.map { words.imported($0) }
            return Row(
                number: words.count(row.number),
                result: words("importResult", row.result),
                resultClass: row.result.rawValue,
                cells: zip(preview.fields, row.values).map { field, value in
                    let fault = row.faults[field]
                    let text = value.map { words.shown($0, field, access) } ?? fault?.value ?? ""
                    return Cell(text: text, cellFault: fault.map { words.imported($0.sentence) })
                },
                rowFault: faults.isEmpty ? nil : faults.joined(separator: " ")
            )
        }
        hasFaults = preview.rows.contains { !$0.faults.isEmpty }
    }
}

extension Words {
    fileprivate func shown(_ value: ImportPreview.Value, _ field: String, _ access: Access) -> String {
        switch value {
        case .text(let text): text
        case .number(let number): field == "foundedYear" ? "\(number)" : count(number)
        case .percent(let percent): "\(percent)%"
        case .amount(let amount): money(amount)
        case .day(let day): self.day(day)
        case .moment(let instant): moment(instant, access.calendar)
        case .own(let value, let field, let members):
            FieldTeller(definitions: [field], members: members, words: self).text(value, of: field)
        }
    }
}

/// How many rows became, or would become, what.
struct ImportCountsPart: Encodable {
    var created: String
    var updated: String
    var skipped: String
    var failed: String
    var hasFailures: Bool
    var rows: String
    var onlyRead: String?
    var before: String?
    var failures: [Finding]
    var notes: [Finding]
    var hasFailureList: Bool
    var hasNotes: Bool

    struct Finding: Encodable {
        var row: String
        var column: String
        var value: String
        var sentence: String
    }

    init(_ counts: ImportOutcome.Counts, _ access: Access, _ words: Words) {
        created = words.count(counts.created)
        updated = words.count(counts.updated)
        skipped = words.count(counts.skipped)
        failed = words.count(counts.failed + counts.unreadable)
        hasFailures = counts.failed + counts.unreadable > 0
        rows = words("imports.rows", count: counts.rows)
        if counts.onlyRead > 0 {
            onlyRead = words(
                "imports.onlyRead",
                ["tried": words.count(counts.rows - counts.onlyRead), "read": words.count(counts.onlyRead)]
            )
        }
        before = counts.importedBefore.map {
            words("imports.importedBefore", ["when": words.moment(Instant(milliseconds: $0), access.calendar)])
        }
        failures = counts.failures.map {
            Finding(
                row: words.count($0.row),
                column: $0.column,
                value: $0.value,
                sentence: words.imported($0.sentence)
            )
        }
        notes = counts.notes.map {
            Finding(
                row: words("imports.rows", count: $0.count),
                column: "",
                value: "",
                sentence: words.imported($0.sentence)
            )
        }
        (hasFailureList, hasNotes) = (!failures.isEmpty, !notes.isEmpty)
    }
}
