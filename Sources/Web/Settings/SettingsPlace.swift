import Sales
import Storage

/// The pages of the settings, in the order of their navigation.
enum SettingsPlace: String, CaseIterable {
    case workspace, members, teams, roles, pipelines, lossReasons, sources, contactRoles, competitors, tags, products
    case currencies, fields, changes

    var path: String {
        switch self {
        case .lossReasons: "/settings/loss-reasons"
        case .contactRoles: "/settings/contact-roles"
        case .changes: "/changes"
        default: "/settings/\(rawValue)"
        }
    }

    private var icon: String {
        switch self {
        case .workspace: "building-2"
        case .members: "users"
        case .teams: "contact"
        case .roles: "shield"
        case .pipelines: "columns-3"
        case .lossReasons: "circle-x"
        case .sources: "map-pin"
        case .contactRoles: "user"
        case .competitors: "swords"
        case .tags: "tags"
        case .products: "package"
        case .currencies: "arrow-up-down"
        case .fields: "list"
        case .changes: "history"
        }
    }

    /// Whether the page concerns the member; the others are refused too.
    func isOpen(to access: Access) -> Bool {
        switch self {
        case .workspace, .roles, .fields, .changes: access.may(.see, .settings)
        case .members, .teams, .pipelines, .lossReasons, .sources, .contactRoles, .competitors, .tags, .products,
            .currencies:
            true
        }
    }

    static func sections(_ access: Access, _ words: Words, at place: SettingsPlace?) -> [Shell.Section] {
        allCases.filter { $0.isOpen(to: access) }.map { section in
            Shell.Section(
                href: section.path,
                icon: section.icon,
                name: words("settings.place", section),
                isCurrent: section == place
            )
        }
    }
}
