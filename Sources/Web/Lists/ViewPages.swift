import Hummingbird
import Sales
import Storage

/// The routes under `/views`: what somebody saved of boards and lists.
struct ViewPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.post(use: create)
        group.get(":id", use: open)
        group.post(":id", use: save)
        group.post(":id/deletion", use: delete)
    }

    @Sendable func open(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        let id = try id(context)
        return .seeOther(try await pages.store.read(access) { try $0.savedView(id) }.href)
    }

    @Sendable func create(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        let form = try await request.form(context)
        guard let kind = SavedView.Kind(rawValue: form["kind"]), let owner = access.member?.id else {
            throw HTTPError(.badRequest)
        }
        let view = SavedView(id: Identifier(at: access.now), ownerID: owner, name: form["name"], kind: kind)
        let chosen = try view.set(form)
        try await pages.store.create(chosen, access)
        return .seeOther(chosen.href)
    }

    /// Stores name, filter and order of what the form was sent from.
    @Sendable func save(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        let form = try await request.form(context)
        let id = try id(context)
        let stored = try await pages.store.read(access) { try $0.savedView(id) }
        return .seeOther(try await pages.store.save(try stored.set(form), access).href)
    }

    @Sendable func delete(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        let form = try await request.form(context)
        let id = try id(context)
        let stored = try await pages.store.read(access) { try $0.savedView(id) }
        try await pages.store.delete(id, version: form.version ?? stored.version, access)
        return .seeOther(stored.listHref)
    }

    private func id(_ context: AppContext) throws -> Identifier<SavedView> {
        guard let id = try Identifier<SavedView>(context.parameters.require("id")) else {
            throw NotFound(kind: "view")
        }
        return id
    }
}

extension SavedView {
    /// The view as the form says it.
    fileprivate func set(_ form: FormFields) throws -> SavedView {
        var view = self
        view.name = form["name"]
        if let version = form.version { view.version = version }
        let items = try FormFields(form["filter"])
        view.filter = items.names.sorted().flatMap { name in items.all(name).map { QueryItem(name, $0) } }
        view.order = form["order"]
        view.columns = form.all("column")
        // Who may share with nobody is offered no choice, and what they save stays as it is.
        if !form["sharing"].isEmpty { view.sharing = try SavedView.Sharing(typed: form["sharing"]) }
        return view
    }

    /// The board or list as it was saved.
    fileprivate var href: String {
        var items = filter
        if kind == .board { items.removeAll { $0.name == "pipeline" } }
        items.append(QueryItem("order", order))
        items += columns.map { QueryItem("column", $0) }
        return "\(listHref)?\((items + [QueryItem("view", id.description)]).inAddress)"
    }

    /// The board or list without the view.
    fileprivate var listHref: String {
        guard kind == .board else { return "/\(kind.rawValue)" }
        let pipeline = filter.first { $0.name == "pipeline" }?.value
        return pipeline.map { "/pipelines/\($0)/board" } ?? "/board"
    }
}

extension SavedView.Sharing {
    /// The choice of a form: one of two words, or a team's identifier.
    fileprivate init(typed text: String) throws {
        switch text {
        case "private": self = .private
        case "workspace": self = .workspace
        default:
            guard let team = Identifier<Team>(text) else { throw HTTPError(.badRequest) }
            self = .team(team)
        }
    }
}
