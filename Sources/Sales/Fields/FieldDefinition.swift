/// The kinds of records that a workspace can give fields of its own.
package enum FieldHolder: String, CaseIterable, Sendable {
    case account, contact, opportunity

    /// The kind for which roles have rights.
    package var rights: RecordKind {
        switch self {
        case .account: .accounts
        case .contact: .contacts
        case .opportunity: .opportunities
        }
    }
}

/// What an own field holds; it never changes, as values that are there would mean something else.
package enum FieldType: String, CaseIterable, Sendable {
    case text, number, money, day, yesNo, choice, choices, link, member

    package var hasOptions: Bool { self == .choice || self == .choices }
}

/// A field that a workspace gave a kind of records.
package struct FieldDefinition: Hashable, Sendable {
    package var id: Identifier<FieldDefinition>
    package var holder: FieldHolder
    package var type: FieldType
    package var name: FieldName
    package var help: String?
    /// The heading under which it stands on pages; fields without one stand first.
    package var section: String?
    /// The names of a list in their order, the retired ones included.
    package var options: [FieldOption]
    /// The roles that see it, beside owners and administrators, who see and edit all.
    package var seenBy: Set<Role>
    package var editedBy: Set<Role>
    /// A retired one is on no page and keeps its values.
    package var isRetired: Bool
    package var version: Int

    package init(
        id: Identifier<FieldDefinition>,
        holder: FieldHolder,
        type: FieldType,
        name: FieldName,
        help: String? = nil,
        section: String? = nil,
        options: [FieldOption] = [],
        seenBy: Set<Role> = Self.grantable,
        editedBy: Set<Role> = Self.grantable,
        isRetired: Bool = false,
        version: Int = 1
    ) {
        self.id = id
        self.holder = holder
        self.type = type
        self.name = name
        self.help = help
        self.section = section
        self.options = options
        self.seenBy = seenBy
        self.editedBy = editedBy
        self.isRetired = isRetired
        self.version = version
    }

    /// The roles whose sight of a field can be taken away; somebody must be left who can give it back.
    package static let grantable: Set<Role> = [.manager, .rep, .marketing, .readOnly]

    /// What it is called in addresses, saved views, forms and the change log.
    package var key: String { Self.keyStart + id.description }
    package static let keyStart = "field-"

    /// Nil for the operator at the command line, who sees all.
    package func isSeen(by role: Role?) -> Bool {
        role.map { !Self.grantable.contains($0) || seenBy.contains($0) } ?? true
    }

    package func isEdited(by role: Role?) -> Bool {
        isSeen(by: role) && (role.map { !Self.grantable.contains($0) || editedBy.contains($0) } ?? true)
    }

    package func option(_ id: Identifier<FieldOption>) -> FieldOption? { options.first { $0.id == id } }

    /// Puts a name of the list before the one above it, or behind the one below it.
    package mutating func moveOption(_ id: Identifier<FieldOption>, up: Bool) {
        guard let place = options.firstIndex(where: { $0.id == id }) else { return }
        let other = up ? place - 1 : place + 1
        if options.indices.contains(other) { options.swapAt(place, other) }
    }
}

/// A name in a list to choose from; a retired one stays on old records and is offered for none.
package struct FieldOption: Hashable, Sendable {
    package var id: Identifier<FieldOption>
    package var name: FieldName
    package var isRetired: Bool

    package init(id: Identifier<FieldOption>, name: FieldName, isRetired: Bool = false) {
        self.id = id
        self.name = name
        self.isRetired = isRetired
    }
}

/// A name in the languages in which somebody gave it, at least in one.
package struct FieldName: Hashable, Sendable {
    private var texts: [Language: String]

    package init(_ texts: [Language: String]) { self.texts = texts.filter { !$0.value.allSatisfy(\.isWhitespace) } }

    package subscript(language: Language) -> String? { texts[language] }

    package var all: [String] { Language.allCases.compactMap { texts[$0] } }

    /// In the language, or in the one nearest to it that has a name.
    package func shown(in language: Language) -> String {
        let nearest: [Language] =
            switch language {
            case .english: [.english, .simplifiedChinese, .traditionalChinese]
            case .simplifiedChinese: [.simplifiedChinese, .traditionalChinese, .english]
            case .traditionalChinese: [.traditionalChinese, .simplifiedChinese, .english]
            }
        return nearest.lazy.compactMap { texts[$0] }.first ?? "–"
    }

    /// Whether a text is this name in any language, however it is spelt.
    package func isCalled(_ text: String) -> Bool { all.contains { $0.folded == text.folded } }

    package func check() throws(NameError) {
        if all.isEmpty { throw .empty }
        for text in all { try NameRule.check(text) }
    }
}
