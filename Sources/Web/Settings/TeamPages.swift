import Hummingbird
import Sales
import Storage

/// Teams as a tree, and who was in each from when until when.
struct TeamPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: list)
        group.post(use: create)
        group.get(":id", use: show)
        group.post(":id", use: edit)
        group.post(":id/dissolution", use: dissolve)
        group.post(":id/memberships", use: join)
        group.post(":id/memberships/:membership", use: changeMembership)
    }

    @Sendable func list(_ request: Request, context: AppContext) async throws -> HTML { try await listPage(context) }

    @Sendable func create(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .create, .members)
        let access = try context.requireVisitor().access
        return try await pages.attempt(request, context, again: { try await listPage(context, $0, form) }) {
            let team = Team(
                id: Identifier(at: access.now),
                name: form["name"],
                parentID: Identifier<Team>(form["parent"])
            )
            try await pages.store.write(access) { try $0.create(team) }
            return "/settings/teams/\(team.id)"
        }
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML { try await page(context) }

    @Sendable func edit(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .members)
        return try await change(request, context, form) { db, id in
            _ = try db.edit(id, version: form.version) { (team: inout Team) in
                team.name = form["name"]
                team.parentID = Identifier<Team>(form["parent"])
                team.leadID = Identifier<Member>(form["lead"])
            }
        }
    }

    @Sendable func dissolve(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .delete, .members)
        return try await change(request, context, form, to: "/settings/teams") { db, id in
            try db.dissolve(id, movingTo: Identifier<Team>(form["target"]))
        }
    }

    @Sendable func join(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .members)
        return try await change(request, context, form) { db, id in
            guard let member = Identifier<Member>(form["member"]) else { throw NotFound(kind: "member") }
            let (from, until) = (try form.day("from"), try form.dayAfter("until"))
            try db.create([TeamMembership(memberID: member, teamID: id, from: from, until: until)])
        }
    }

    /// Changes from when until when a membership lasts, or takes back one that never was.
    @Sendable func changeMembership(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .members)
        let membership: Identifier<TeamMembership> = try context.id("membership")
        return try await change(request, context, form) { db, _ in
            let version = form.version ?? 0
            if form["act"] == "discard" { return try db.delete(membership, version: version) }
            let (from, until) = (try form.day("from"), try form.dayAfter("until"))
            try db.edit(membership, version: version, from: from, until: until)
        }
    }

    private func change(
        _ request: Request,
        _ context: AppContext,
        _ form: FormFields,
        to path: String? = nil,
        _ body: @escaping @Sendable (ScopedConnection, Identifier<Team>) throws -> Void
    ) async throws -> Response {
        let id: Identifier<Team> = try context.id()
        let path = path ?? "/settings/teams/\(id)"
        return try await pages.change(request, context, to: path, again: { try await page(context, $0, form) }) {
            try body($0, id)
        }
    }

    private func listPage(_ context: AppContext, _ fault: Fault? = nil, _ form: FormFields? = nil) async throws -> HTML
    {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        let dossier = try await pages.store.read(access) { try TeamDossier($0) }
        var page = TeamsPage(dossier, access, words)
        page.typed = form?["name"] ?? ""
        page.fault = fault?.sentence(words)
        return try pages.settingsPage("settings/teams", page, context, at: .teams)
    }

    private func page(_ context: AppContext, _ fault: Fault? = nil, _ form: FormFields? = nil) async throws -> HTML {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        let id: Identifier<Team> = try context.id()
        let (team, dossier) = try await pages.store.read(access) { (try $0.team(id), try TeamDossier($0)) }
        var page = TeamPage(team, dossier, access, words)
        if let form, form.names.contains("name") { page.name = form["name"] }
        page.fault = fault?.sentence(words)
        return try pages.settingsPage("settings/team", page, context, at: .teams)
    }
}

extension FormFields {
    /// The day after the last one that a person typed; nil where nothing is typed.
    fileprivate func dayAfter(_ name: String) throws -> Day? { try day(name)?.advanced(by: 1) }
}
