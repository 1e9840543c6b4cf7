import Sales
import Storage

/// What is round every page: who looks at it, in which language, and where one can go.
struct Shell: Sendable, Encodable {
    var language: Language
    var tag: String
    var formToken: String
    /// Absent on pages for those who are not signed in.
    var member: Member?
    var sections: [Section]
    /// The places beside a page of the settings; empty elsewhere.
    var settings: [Section] = []

    struct Member: Sendable, Encodable {
        var name: String
        var initials: String
        var workspace: String
    }

    /// A place of the navigation.
    struct Section: Sendable, Encodable {
        var href: String
        var icon: String
        var name: String
        var isCurrent: Bool
        /// Whether a phone has it in the menu behind the member, as five places fit beside each other there.
        var isSecondary = false
    }

    /// What templates read: each has a text of its own in every language.
    private enum CodingKeys: String, CodingKey {
        case tag, formToken, member, sections, settings
    }
}

/// The places of the navigation, in its order.
enum Place: String, CaseIterable {
    case board, opportunities, accounts, contacts, funnel, imports, settings

    var icon: String {
        switch self {
        case .board: "square-kanban"
        case .opportunities: "list"
        case .accounts: "building-2"
        case .contacts: "contact"
        case .funnel: "funnel"
        case .imports: "upload"
        case .settings: "settings"
        }
    }

    var path: String {
        switch self {
        case .board: "/board"
        case .opportunities: "/opportunities"
        case .accounts: "/accounts"
        case .contacts: "/contacts"
        case .funnel: "/funnel"
        case .imports: "/imports"
        case .settings: "/settings"
        }
    }
}

extension Place {
    fileprivate var isSecondary: Bool { [.contacts, .imports, .settings].contains(self) }

    /// Whether there is anything for the member to see.
    func isOpen(to access: Access) -> Bool {
        switch self {
        case .board, .opportunities: access.may(.see, .opportunities)
        case .accounts: access.may(.see, .accounts)
        case .contacts: access.may(.see, .contacts)
        case .imports: access.dataScope == .all && RecordKind.allCases.contains { access.may(.import, $0) }
        case .funnel, .settings: true
        }
    }
}

extension Shell {
    /// The shell of a person who has not signed in, or of a page without navigation.
    init(_ language: Language, formToken: String) {
        self.init(language: language, tag: language.rawValue, formToken: formToken, member: nil, sections: [])
    }

    init(_ visitor: Visitor, _ words: Words, at place: Place?) {
        let places = Place.allCases.filter { $0.isOpen(to: visitor.access) }
        let sections = places.map { section in
            Section(
                href: section.path,
                icon: section.icon,
                name: words("places", section),
                isCurrent: section == place,
                isSecondary: section.isSecondary
            )
        }
        self.init(words.language, formToken: visitor.formToken)
        self.sections = sections
        member = Member(
            name: visitor.name,
            initials: visitor.name.initials,
            workspace: visitor.access.workspace.name
        )
    }
}

extension String {
    /// What stands for a person in a circle: 张 of 张伟, AL of Ana Lee.
    var initials: String {
        let words = split(separator: " ")
        guard let first = words.first?.first else { return "?" }
        if first.isASCII, words.count > 1, let last = words.last?.first { return "\(first)\(last)".uppercased() }
        return String(first).uppercased()
    }
}
