import Sales
import Storage

/// What a search found: records, places of the navigation and commands.
struct SearchPage: Encodable {
    var title: String
    var text: String
    var groups: [Group]
    var isEmpty: Bool
    /// How much was found, for those who do not see it.
    var announcement: String

    struct Group: Encodable {
        var key: String
        var name: String
        var items: [Item]
    }

    struct Item: Encodable {
        var key: String
        var icon: String
        /// The name in three parts, of which the second is what was meant.
        var before: String
        var match: String
        var after: String
        var detail: String?
        /// Where it leads; a command that leads nowhere is a button.
        var href: String?
        var switchesTheme = false
        var signsOut = false
    }
}

extension SearchPage {
    init(_ text: String, _ hits: [SearchHit], _ access: Access, _ words: Words, isPalette: Bool) {
        title = words("search.title")
        self.text = text
        let query = SearchQuery(text)
        groups = SearchKind.allCases.compactMap { kind in
            let items = hits.filter { $0.record.kind == kind }.map { Item($0) }
            return items.isEmpty ? nil : Group(key: kind.rawValue, name: words("places.\(kind.place)"), items: items)
        }
        let places = Place.allCases.filter { $0.isOpen(to: access) }.map { place in
            (Item(place.rawValue, place.icon, words("places", place), href: place.path, query), words("places", place))
        }
        let commands = Command.allCases.filter { $0.isOffered(to: access, isPalette: isPalette) }
            .map { (Item($0, words, query), words("search.command", $0)) }
        for (key, entries) in [("places", places), ("commands", commands)] {
            let items = entries.filter { query == nil && text.isEmpty || query?.finds($0.1) == true }.map(\.0)
            if !items.isEmpty { groups.append(Group(key: key, name: words("search.\(key)"), items: items)) }
        }
        isEmpty = groups.isEmpty
        let count = groups.map(\.items.count).reduce(0, +)
        announcement = isEmpty ? words("search.nothing") : words("search.found", count: count)
    }
}

/// What can be done from any page.
enum Command: String, CaseIterable {
    case newOpportunity, newAccount, newContact, bin, account, theme, signOut

    fileprivate var icon: String {
        switch self {
        case .newOpportunity, .newAccount, .newContact: "plus"
        case .bin: "trash-2"
        case .account: "user"
        case .theme: "moon"
        case .signOut: "log-out"
        }
    }

    fileprivate var path: String? {
        switch self {
        case .newOpportunity: "/opportunities/new"
        case .newAccount: "/accounts?new=yes"
        case .newContact: "/contacts?new=yes"
        case .bin: "/bin"
        case .account: "/account"
        case .theme, .signOut: nil
        }
    }

    /// What is a button works with JavaScript only, as the palette does.
    fileprivate func isOffered(to access: Access, isPalette: Bool) -> Bool {
        switch self {
        case .newOpportunity: access.may(.create, .opportunities)
        case .newAccount: access.may(.create, .accounts)
        case .newContact: access.may(.create, .contacts)
        case .bin, .account: true
        case .theme, .signOut: isPalette
        }
    }
}

extension SearchPage.Item {
    init(_ hit: SearchHit) {
        switch hit.record {
        case .account(let id): self.init("\(id)", "building-2", hit.name, href: "/accounts/\(id)", hit.match)
        case .contact(let id): self.init("\(id)", "contact", hit.name, href: "/contacts/\(id)", hit.match)
        case .opportunity(let id): self.init("\(id)", "list", hit.name, href: "/opportunities/\(id)", hit.match)
        }
        let details = [hit.detail, hit.found].compactMap { $0 }
        detail = details.isEmpty ? nil : details.joined(separator: " · ")
    }

    fileprivate init(_ command: Command, _ words: Words, _ query: SearchQuery?) {
        self.init(command.rawValue, command.icon, words("search.command", command), href: command.path, query)
        switchesTheme = command == .theme
        signsOut = command == .signOut
    }

    init(_ key: String, _ icon: String, _ name: String, href: String?, _ query: SearchQuery?) {
        self.init(key, icon, name, href: href, query?.match(in: name))
    }

    private init(_ key: String, _ icon: String, _ name: String, href: String?, _ match: Range<String.Index>?) {
        self.key = key
        self.icon = icon
        self.href = href
        let match = match ?? name.endIndex..<name.endIndex
        before = String(name[..<match.lowerBound])
        self.match = String(name[match])
        after = String(name[match.upperBound...])
    }
}

extension SearchQuery {
    /// Whether a word of ours is meant, by its name or its initials.
    fileprivate func finds(_ name: String) -> Bool { rank(of: SearchEntry(name: name)) != nil }
}

extension SearchHit.Record {
    fileprivate var kind: SearchKind {
        switch self {
        case .account: .account
        case .contact: .contact
        case .opportunity: .opportunity
        }
    }
}

extension SearchKind {
    /// The place of the navigation at which its records are.
    fileprivate var place: String {
        switch self {
        case .account: "accounts"
        case .contact: "contacts"
        case .opportunity: "opportunities"
        }
    }
}
