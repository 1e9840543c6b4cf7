import Sales
import Storage

/// The own fields of a record that the member sees, with its values; of a new record with none.
struct OwnFields: Sendable {
    var holder: FieldHolder
    /// The retired ones too, since the history tells of them.
    var definitions: [FieldDefinition]
    var values: RecordFields
    var members: [Member]
    var role: Role?
    var currency: Currency

    init(_ holder: FieldHolder, of id: Identifier<AnyRecord>? = nil, _ db: ScopedConnection) throws {
        self.holder = holder
        definitions = try db.fieldDefinitions(holder)
        values = definitions.isEmpty ? [:] : try id.map { try db.fields(of: $0, holder) } ?? [:]
        members = definitions.isEmpty ? [] : try db.members()
        (role, currency) = (db.access.member?.role, db.access.workspace.currency)
    }

    private var offered: [FieldDefinition] { definitions.filter { !$0.isRetired } }

    func teller(_ words: Words) -> FieldTeller { FieldTeller(definitions: definitions, members: members, words: words) }

    /// What the record has, under the headings of the sections; fields without a value are left out.
    func facts(_ words: Words) -> [OwnFacts] {
        let teller = teller(words)
        let filled = offered.filter { values[$0.id] != nil }
        return filled.sections.map { section in
            let facts = section.fields.map { field in
                let value = values[field.id]
                var href: String?
                if case .link(let link)? = value { href = link }
                return OwnFacts.Fact(
                    name: field.name.shown(in: words.language),
                    help: field.help ?? "",
                    value: value.map { teller.text($0, of: field) } ?? "",
                    href: href
                )
            }
            return OwnFacts(heading: section.name ?? words("fields.heading"), facts: facts)
        }
    }

    /// The fields that the member may fill in, as typed or as the record has them.
    func inputs(_ form: RecordForm?, _ words: Words) -> [OwnInputs] {
        let editable = offered.filter { $0.isEdited(by: role) }
        return editable.sections.map { section in
            OwnInputs(heading: section.name, inputs: section.fields.map { input($0, form, words) })
        }
    }

    private func input(_ field: FieldDefinition, _ form: RecordForm?, _ words: Words) -> OwnInputs.Input {
        let value = values[field.id]
        let was = value.map { field.typed($0) } ?? ""
        let typed = form?.values[field.key] ?? was
        var input = OwnInputs.Input(
            key: field.key,
            label: label(field, value, words),
            note: field.help,
            typed: typed,
            was: form?.was[field.key] ?? was
        )
        switch field.type {
        case .text, .number, .money: input.mode = field.type == .text ? "text" : "decimal"
        case .link: input.type = "url"
        case .day: input.type = "date"
        case .yesNo:
            input.choices = ["yes", "no"].map {
                Option(value: $0, name: words($0 == "yes" ? "fields.yes" : "fields.no"), isChosen: $0 == typed)
            }
        case .choice:
            input.choices = options(field, value).map {
                let id = $0.id.description
                return Option(value: id, name: $0.name.shown(in: words.language), isChosen: id == typed)
            }
        case .choices:
            let chosen = form.map { $0.chosen(field) } ?? Set(was.split(separator: ";").map(String.init))
            input.checks = options(field, value).map {
                let id = $0.id.description
                return Option(value: id, name: $0.name.shown(in: words.language), isChosen: chosen.contains(id))
            }
        case .member:
            input.choices = members.filter { $0.isActive || value == .member($0.id) }.map {
                Option(value: $0.id.description, name: $0.name, isChosen: $0.id.description == typed)
            }
        }
        input.isChecks = field.type == .choices
        input.isSelect = !input.choices.isEmpty || [.yesNo, .choice, .member].contains(field.type)
        return input
    }

    private func label(_ field: FieldDefinition, _ value: FieldValue?, _ words: Words) -> String {
        let name = field.name.shown(in: words.language)
        guard field.type == .money else { return name }
        if case .money(let amount)? = value { return "\(name) (\(amount.currency.code))" }
        return "\(name) (\(currency.code))"
    }

    /// Those that are offered, and what was chosen while it was.
    private func options(_ field: FieldDefinition, _ value: FieldValue?) -> [FieldOption] {
        var chosen: [Identifier<FieldOption>] = []
        if case .choices(let ids)? = value { chosen = ids }
        return field.options.filter { !$0.isRetired || chosen.contains($0.id) }
    }
}

/// Values of own fields under one heading.
struct OwnFacts: Encodable {
    var heading: String
    var facts: [Fact]

    struct Fact: Encodable {
        var name: String
        var help: String
        var value: String
        /// Of a link, `https:` or `http:` alone.
        var href: String?
    }
}

/// Fields of a form under one heading, or under none.
struct OwnInputs: Encodable {
    var heading: String?
    var inputs: [Input]

    struct Input: Encodable {
        var key: String
        var label: String
        var note: String?
        var typed: String
        var was: String
        var type = "text"
        var mode = "text"
        var isSelect = false
        var isChecks = false
        var choices: [Option] = []
        var checks: [Option] = []
    }
}

extension FieldDefinition {
    /// The value as a form has it: an amount without its currency, which stands beside the field's name.
    fileprivate func typed(_ value: FieldValue) -> String {
        if case .money(let amount) = value { return amount.typed }
        return value.stored
    }
}

extension [FieldDefinition] {
    /// The fields by their sections, in the order in which these come first.
    fileprivate var sections: [(name: String?, fields: [FieldDefinition])] {
        var found: [(name: String?, fields: [FieldDefinition])] = []
        for field in self {
            if let index = found.firstIndex(where: { $0.name == field.section }) {
                found[index].fields.append(field)
            } else {
                found.append((field.section, [field]))
            }
        }
        return found.filter { $0.name == nil } + found.filter { $0.name != nil }
    }
}
