import Hummingbird
import Sales
import Storage

extension ChoiceList {
    var place: SettingsPlace {
        switch self {
        case .lossReasons: .lossReasons
        case .sources: .sources
        case .contactRoles: .contactRoles
        case .competitors: .competitors
        }
    }

    /// The last part of the path under `/settings`.
    var path: String { String(place.path.dropFirst("/settings/".count)) }
}

/// A list of names to choose from: loss reasons, sources.
struct ChoicePages {
    let pages: Pages
    let list: ChoiceList

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: show)
        group.post(use: add)
        group.post(":id", use: change)
    }

    struct Page: Encodable {
        var title: String
        var hint: String
        var path: String
        var rows: [Row]
        var retired: [Row]
        var hasRetired: Bool
        var unlisted: [Unlisted]
        var hasUnlisted: Bool
        var mayEdit: Bool
        var mayAdd: Bool
        var typed = ""
        var fault: String?

        struct Row: Encodable {
            var id: String
            var name: String
            var version: String
            var isFirst: Bool
            var isLast: Bool
        }

        /// A name that stands on records and is not in the list.
        struct Unlisted: Encodable {
            var name: String
            var count: String
        }
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML { try await page(context) }

    @Sendable func add(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .create, .pipelines)
        let again = { (fault: Fault) in try await page(context, fault, typed: form["name"]) }
        return try await pages.change(request, context, to: list.place.path, again: again) { [list] db in
            try db.addChoice(form["name"], to: list)
        }
    }

    /// Saves a name, moves it, retires it or offers it again, as the pressed button says.
    @Sendable func change(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .pipelines)
        let id: Identifier<Choice> = try context.id()
        let again = { (fault: Fault) in try await page(context, fault, typedOf: id, form["name"]) }
        return try await pages.change(request, context, to: list.place.path, again: again) { [list] db in
            let version = form.version ?? 0
            switch form["act"] {
            case "up", "down": try db.move(id, in: list, up: form["act"] == "up", version: version)
            case "retire": try db.edit(id, of: list, version: version) { $0.isRetired = true }
            case "offer": try db.edit(id, of: list, version: version) { $0.isRetired = false }
            default: try db.edit(id, of: list, version: version) { $0.name = form["name"] }
            }
        }
    }

    private func page(
        _ context: AppContext,
        _ fault: Fault? = nil,
        typed: String = "",
        typedOf id: Identifier<Choice>? = nil,
        _ name: String = ""
    ) async throws -> HTML {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        let (choices, inUse) = try await pages.store.read(access) { [list] db in
            (try db.choices(list), list == .sources ? try db.sourcesInUse() : [])
        }
        let offered = choices.filter { !$0.isRetired }
        let known = Set(choices.map(\.name.folded))
        let unlisted = inUse.filter { !known.contains($0.name.folded) }.prefix(50).map {
            Page.Unlisted(name: $0.name, count: words.count($0.count))
        }
        func row(_ choice: Choice) -> Page.Row {
            Page.Row(
                id: choice.id.description,
                name: choice.id == id ? name : choice.name,
                version: String(choice.version),
                isFirst: choice.id == offered.first?.id,
                isLast: choice.id == offered.last?.id
            )
        }
        let retired = choices.filter(\.isRetired).map(row)
        let page = Page(
            title: words("settings.place", list.place),
            hint: words("choices", list),
            path: list.place.path,
            rows: offered.map(row),
            retired: retired,
            hasRetired: !retired.isEmpty,
            unlisted: unlisted,
            hasUnlisted: !unlisted.isEmpty,
            mayEdit: access.may(.edit, .pipelines),
            mayAdd: access.may(.create, .pipelines),
            typed: typed,
            fault: fault?.sentence(words)
        )
        return try pages.settingsPage("settings/choices", page, context, at: list.place)
    }
}
