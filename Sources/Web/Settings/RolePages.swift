import Hummingbird
import Sales
import Storage

/// What each role may do, whose records it sees, and who sees what nobody owns.
struct RolePages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get("roles", use: list)
        group.get("roles/:role", use: show)
        group.post("roles/:role", use: save)
        group.post("unassigned-rules", use: saveRules)
    }

    @Sendable func list(_ request: Request, context: AppContext) async throws -> HTML { try await listPage(context) }
    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML { try await page(context) }

    @Sendable func save(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .settings)
        let role = try role(context)
        let again = { (fault: Fault) in try await page(context, fault, RoleRights(form)) }
        return try await pages.change(request, context, to: "/settings/roles", again: again) { db in
            guard let rights = RoleRights(form) else { throw HTTPError(.badRequest) }
            try db.setRights(rights, of: role, version: form.version ?? 0)
        }
    }

    @Sendable func saveRules(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .settings)
        let again = { (fault: Fault) in try await listPage(context, fault) }
        return try await pages.change(request, context, to: "/settings/roles", again: again) { db in
            var rules = UnassignedRules.standard
            for kind in RecordKind.allCases where kind.isOwned {
                if let rule = UnassignedRule(rawValue: form[kind.rawValue]) { rules[kind] = rule }
            }
            try db.setUnassignedRules(rules, version: form.version ?? 0)
        }
    }

    private func role(_ context: AppContext) throws -> Role {
        guard let role = Role(rawValue: try context.parameters.require("role")) else { throw NotFound(kind: "role") }
        return role
    }

    private func listPage(_ context: AppContext, _ fault: Fault? = nil) async throws -> HTML {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        var page = try await pages.store.read(access) { db in
            let rights = try Role.allCases.map { ($0, try db.rights(of: $0)) }
            return RolesPage(rights, try db.members(), try db.unassignedRules(), access, words)
        }
        page.fault = fault?.sentence(words)
        return try pages.settingsPage("settings/roles", page, context, at: .roles)
    }

    private func page(_ context: AppContext, _ fault: Fault? = nil, _ typed: RoleRights? = nil) async throws -> HTML {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        let role = try role(context)
        var stored = try await pages.store.read(access) { try $0.rights(of: role) }
        if let typed { stored.rights = typed }
        var page = RolePage(role, stored, access, words)
        page.fault = fault?.sentence(words)
        return try pages.settingsPage("settings/role", page, context, at: .roles)
    }
}

extension RoleRights {
    /// The rights whose boxes are ticked, `accounts.see`; nil where no data scope is named.
    init?(_ form: FormFields) {
        guard let scope = DataScope(rawValue: form["scope"]) else { return nil }
        self.init(dataScope: scope, words: form.all("right").joined(separator: " "))
    }
}

/// The roles with whose records they see, and the rules of what nobody owns.
struct RolesPage: Sendable, Encodable {
    var title: String
    var rows: [Row]
    var rules: [Rule]
    var version: String
    var mayEdit: Bool
    var fault: String?

    struct Row: Sendable, Encodable {
        var href: String
        var name: String
        var scope: String
        var members: String
        var isChanged: Bool
    }

    struct Rule: Sendable, Encodable {
        var kind: String
        var name: String
        var options: [Option]
    }

    init(
        _ roles: [(Role, StoredRights)],
        _ members: [Member],
        _ stored: StoredUnassignedRules,
        _ access: Access,
        _ words: Words
    ) {
        title = words("settings.place", SettingsPlace.roles)
        rows = roles.map { role, rights in
            Row(
                href: "/settings/roles/\(role.rawValue)",
                name: words("role", role),
                scope: words("roles.scope", rights.rights.dataScope),
                members: words.count(members.count { $0.role == role && $0.isActive }),
                isChanged: rights.version > 0
            )
        }
        rules = RecordKind.allCases.filter(\.isOwned).map { kind in
            let options = Option.all(UnassignedRule.self, stored.rules[kind]) { words("roles.rule", $0) }
            return Rule(kind: kind.rawValue, name: words("roles.kind", kind), options: options)
        }
        version = String(stored.version)
        mayEdit = access.may(.edit, .settings)
    }
}

/// The rights of one role as a matrix of kinds and rights.
struct RolePage: Encodable {
    var title: String
    var path: String
    var version: String
    var scopes: [Option]
    var columns: [String]
    var rows: [Row]
    var isOwner: Bool
    var mayEdit: Bool
    var fault: String?

    struct Row: Encodable {
        var name: String
        var cells: [Cell]
    }

    struct Cell: Encodable {
        var value: String
        var label: String
        var isGiven: Bool
        /// Whether the right can be given and taken; some every member has, and some have no meaning for the kind.
        var isFree: Bool
        var isFixed: Bool
    }

    init(_ role: Role, _ stored: StoredRights, _ access: Access, _ words: Words) {
        title = words("role", role)
        (path, version) = ("/settings/roles/\(role.rawValue)", String(stored.version))
        isOwner = role == .owner
        let mayEdit = access.may(.edit, .settings) && role != .owner
        self.mayEdit = mayEdit
        scopes = Option.all(DataScope.self, stored.rights.dataScope) { words("roles.scope", $0) }
        columns = Rights.all.names.map { words("roles.right.\($0)") }
        rows = RecordKind.allCases.map { kind in
            let kindName = words("roles.kind", kind)
            let cells = Rights.all.each.map { right in
                let name = right.names.joined()
                let isGiven = stored.rights.allows(right, kind)
                return Cell(
                    value: "\(kind.rawValue).\(name)",
                    label: "\(kindName): \(words("roles.right.\(name)"))",
                    isGiven: isGiven,
                    isFree: mayEdit && kind.rights.isSuperset(of: right),
                    isFixed: !(mayEdit && kind.rights.isSuperset(of: right)) && isGiven
                )
            }
            return Row(name: kindName, cells: cells)
        }
    }
}
