import Hummingbird
import Sales
import Storage

/// The workspace's tags: names, colours, which of them are one, which are not offered any more.
struct TagPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: show)
        group.post(use: add)
        group.post(":id", use: change)
    }

    struct Page: Encodable {
        var title: String
        var rows: [Row]
        var retired: [Row]
        var hasRetired: Bool
        var mayEdit: Bool
        var mayAdd: Bool
        var typed = ""
        var fault: String?

        struct Row: Encodable {
            var chip: TagChip
            var version: String
            var typedName: String
            var count: String?
            var colours: [Option]
            /// Into which it can be merged.
            var others: [Option]
            var hasOthers: Bool
        }
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML { try await page(context) }

    @Sendable func add(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .create, .pipelines)
        let again = { (fault: Fault) in try await page(context, fault, typed: form["name"]) }
        return try await pages.change(request, context, to: SettingsPlace.tags.path, again: again) { db in
            try db.addTag(form["name"])
        }
    }

    /// Saves name and colour, merges, retires or offers again, as the pressed button says.
    @Sendable func change(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .pipelines)
        let id: Identifier<Tag> = try context.id()
        let again = { (fault: Fault) in try await page(context, fault, typedOf: id, form["name"]) }
        return try await pages.change(request, context, to: SettingsPlace.tags.path, again: again) { db in
            let version = form.version ?? 0
            switch form["act"] {
            case "retire": try db.edit(id, version: version) { $0.isRetired = true }
            case "offer": try db.edit(id, version: version) { $0.isRetired = false }
            case "merge":
                guard let other = Identifier<Tag>(form["other"]) else { throw TagError.sameTag }
                try db.merge(id, into: other, version: version)
            default:
                try db.edit(id, version: version) { tag in
                    tag.name = form["name"]
                    tag.colour = Tag.Colour(rawValue: form["colour"]) ?? tag.colour
                }
            }
        }
    }

    private func page(
        _ context: AppContext,
        _ fault: Fault? = nil,
        typed: String = "",
        typedOf id: Identifier<Tag>? = nil,
        _ name: String = ""
    ) async throws -> HTML {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        let mayEdit = access.may(.edit, .pipelines)
        let (tags, counts) = try await pages.store.read(access) { db in
            (try db.tags(), mayEdit ? try db.tagCounts() : [:])
        }
        let offered = tags.filter { !$0.isRetired }
        func row(_ tag: Tag) -> Page.Row {
            let others = offered.filter { $0.id != tag.id }.map {
                Option(value: $0.id.description, name: $0.name, isChosen: false)
            }
            return Page.Row(
                chip: TagChip(tag),
                version: String(tag.version),
                typedName: tag.id == id ? name : tag.name,
                count: mayEdit ? words("tags.records", count: counts[tag.id] ?? 0) : nil,
                colours: Option.all(Tag.Colour.self, tag.colour) { words("tags.colour", $0) },
                others: others,
                hasOthers: !others.isEmpty
            )
        }
        let retired = tags.filter(\.isRetired).map(row)
        let page = Page(
            title: words("settings.place", SettingsPlace.tags),
            rows: offered.map(row),
            retired: retired,
            hasRetired: !retired.isEmpty,
            mayEdit: mayEdit,
            mayAdd: access.may(.create, .pipelines),
            typed: typed,
            fault: fault?.sentence(words)
        )
        return try pages.settingsPage("tags/tags", page, context, at: .tags)
    }
}
