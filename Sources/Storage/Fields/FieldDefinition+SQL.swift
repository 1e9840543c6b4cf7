import SQLEngines
import Sales

extension FieldHolder: SQLBindable, SQLReadable {
    /// Where the records are.
    var table: SQL {
        switch self {
        case .account: "accounts"
        case .contact: "contacts"
        case .opportunity: "opportunities"
        }
    }
}

extension FieldType: SQLBindable, SQLReadable {}

extension FieldName: SQLReadable {
    static let columns: SQL = "name_en, name_zh_hans, name_zh_hant"

    package init(from row: inout Row) throws {
        var texts: [Language: String] = [:]
        for language in [Language.english, .simplifiedChinese, .traditionalChinese] {
            let text: String? = try row.next()
            texts[language] = text
        }
        self.init(texts)
    }

    /// The values of the columns, in their order.
    var values: [SQL.Value] {
        [Language.english, .simplifiedChinese, .traditionalChinese].map { self[$0].sqlValue }
    }
}

extension FieldDefinition: SQLReadable {
    static let columns: SQL = """
        id, record_kind, type, \(FieldName.columns), help, section, seen_by, edited_by, archived_at, version
        """

    package init(from row: inout Row) throws {
        let (id, holder): (Identifier<FieldDefinition>, FieldHolder) = (try row.next(), try row.next())
        try self.init(id: id, holder: holder, type: row.next(), name: row.next())
        help = try row.next()
        section = try row.next()
        seenBy = try Self.roles(row.next())
        editedBy = try Self.roles(row.next())
        let retiredAt: Instant? = try row.next()
        isRetired = retiredAt != nil
        version = try row.next()
    }

    private static func roles(_ words: String) -> Set<Role> {
        Set(words.split(separator: " ").compactMap { Role(rawValue: String($0)) })
    }

    /// The role's names as the table keeps them, always in the same order.
    static func words(_ roles: Set<Role>) -> String {
        Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: " ")
    }

    /// What the change log tells of it.
    var logged: FieldValues {
        FieldValues([
            ("name", name.all.joined(separator: " / ").sqlValue), ("help", help.sqlValue),
            ("section", section.sqlValue),
            ("seenBy", Self.words(seenBy).sqlValue), ("editedBy", Self.words(editedBy).sqlValue),
            ("isRetired", isRetired.sqlValue),
            (
                "options",
                options.filter { !$0.isRetired }.map { $0.name.all.joined(separator: " / ") }
                    .joined(separator: "; ").sqlValue
            ),
        ])
    }
}

extension FieldOption {
    static let columns: SQL = "field_id, id, \(FieldName.columns), archived_at"

    init(_ row: inout Row) throws {
        let id: Identifier<FieldOption> = try row.next()
        let name: FieldName = try row.next()
        let retiredAt: Instant? = try row.next()
        self.init(id: id, name: name, isRetired: retiredAt != nil)
    }
}

extension Connection {
    /// All fields of a workspace's kind of records, or of all kinds, in their order.
    func fieldDefinitions(_ holder: FieldHolder?, in workspace: Int64) throws -> [FieldDefinition] {
        let condition: SQL = holder.map { "AND record_kind = \($0)" } ?? ""
        var definitions: [FieldDefinition] = try once(
            """
            SELECT \(FieldDefinition.columns) FROM field_definitions WHERE workspace_id = \(workspace) \(condition)
            ORDER BY position, id
            """
        )
        if !definitions.contains(where: \.type.hasOptions) { return definitions }
        let options: [OptionOfField] = try once(
            "SELECT \(FieldOption.columns) FROM field_options WHERE workspace_id = \(workspace) ORDER BY position, id"
        )
        let ofFields = Dictionary(grouping: options, by: \.field)
        for index in definitions.indices {
            definitions[index].options = ofFields[definitions[index].id]?.map(\.option) ?? []
        }
        return definitions
    }
}

private struct OptionOfField: SQLReadable {
    var field: Identifier<FieldDefinition>
    var option: FieldOption

    init(from row: inout Row) throws {
        field = try row.next()
        option = try FieldOption(&row)
    }
}
