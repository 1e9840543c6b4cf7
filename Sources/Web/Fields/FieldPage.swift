import Sales
import Storage

/// All own fields by the records that have them, and the form that adds one.
struct FieldListPage: Encodable {
    var title: String
    var groups: [Group]
    var retired: [Row]
    var hasRetired: Bool
    var mayEdit: Bool
    var once: String
    var holders: [Option]
    var types: [Option]
    var names: [NameInput]
    var section: String
    var options: String
    var fault: String?

    struct Group: Encodable {
        var heading: String
        var rows: [Row]
    }

    struct Row: Encodable {
        var id: String
        var name: String
        var detail: String
        var version: String
        var isFirst: Bool
        var isLast: Bool
    }

    /// The input of a name in one language.
    struct NameInput: Encodable {
        var key: String
        var label: String
        var typed: String
    }

    init(
        _ fields: [FieldDefinition],
        _ use: [Identifier<FieldDefinition>: Int],
        _ form: FormFields?,
        _ access: Access,
        _ words: Words
    ) {
        title = words("settings.place", SettingsPlace.fields)
        func row(_ field: FieldDefinition, _ group: [FieldDefinition]) -> Row {
            let parts = [
                words("fields.type", field.type), field.section,
                use[field.id].map { words("fields.used", count: $0) },
            ]
            return Row(
                id: field.id.description,
                name: field.name.shown(in: words.language),
                detail: parts.compactMap { $0 }.joined(separator: " · "),
                version: String(field.version),
                isFirst: field.id == group.first?.id,
                isLast: field.id == group.last?.id
            )
        }
        groups = FieldHolder.allCases.map { holder in
            let group = fields.filter { $0.holder == holder && !$0.isRetired }
            return Group(heading: words("fields.holder", holder), rows: group.map { row($0, group) })
        }
        retired = fields.filter(\.isRetired).map { row($0, []) }
        hasRetired = !retired.isEmpty
        mayEdit = access.may(.edit, .settings)
        let typed = form.flatMap { $0["once"] } ?? ""
        once = typed.isEmpty ? "\(Identifier<FieldDefinition>(at: access.now))" : typed
        holders = Option.all(FieldHolder.self, FieldHolder(rawValue: form?["holder"] ?? "") ?? .opportunity) {
            words("fields.holder", $0)
        }
        types = Option.all(FieldType.self, FieldType(rawValue: form?["type"] ?? "") ?? .text) {
            words("fields.type", $0)
        }
        names = Language.allCases.map { language in
            let key = "name-\(language.rawValue)"
            return NameInput(key: key, label: language.ownName, typed: form?[key] ?? "")
        }
        section = form?["section"] ?? ""
        options = form?.verbatim("options") ?? ""
    }
}

/// One own field and all that can be set of it.
struct FieldPage: Encodable {
    var title: String
    var path: String
    var version: String
    var detail: String
    var isRetired: Bool
    var mayEdit: Bool
    var names: [FieldListPage.NameInput]
    var help: String
    var section: String
    var roles: [RoleRow]
    var options: [OptionRow]
    var hasOptions: Bool
    var typedOptions = ""
    var fault: String?

    struct RoleRow: Encodable {
        var role: String
        var name: String
        var isSeen: Bool
        var isEdited: Bool
    }

    struct OptionRow: Encodable {
        var id: String
        var name: String
        var names: [FieldListPage.NameInput]
        var isGone: Bool
        var isFirst: Bool
        var isLast: Bool
    }

    init(_ field: FieldDefinition, _ access: Access, _ words: Words) {
        title = field.name.shown(in: words.language)
        path = "/settings/fields/\(field.id)"
        version = String(field.version)
        detail = "\(words("fields.holder", field.holder)) · \(words("fields.type", field.type))"
        isRetired = field.isRetired
        mayEdit = access.may(.edit, .settings)
        func inputs(_ name: FieldName, _ start: String) -> [FieldListPage.NameInput] {
            Language.allCases.map { language in
                FieldListPage.NameInput(
                    key: "\(start)-\(language.rawValue)",
                    label: language.ownName,
                    typed: name[language] ?? ""
                )
            }
        }
        names = inputs(field.name, "name")
        help = field.help ?? ""
        section = field.section ?? ""
        roles = Role.allCases.filter(FieldDefinition.grantable.contains).map { role in
            RoleRow(
                role: role.rawValue,
                name: words("role", role),
                isSeen: field.seenBy.contains(role),
                isEdited: field.editedBy.contains(role)
            )
        }
        options = field.options.map {
            OptionRow(
                id: $0.id.description,
                name: $0.name.shown(in: words.language),
                names: inputs($0.name, "option-\($0.id)"),
                isGone: $0.isRetired,
                isFirst: $0.id == field.options.first?.id,
                isLast: $0.id == field.options.last?.id
            )
        }
        hasOptions = field.type.hasOptions
    }
}
