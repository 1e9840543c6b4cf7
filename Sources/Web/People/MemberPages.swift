import Automation
import Hummingbird
import Sales
import Storage

/// Who works here: letting people in, their roles, and ending their access.
struct MemberPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: list)
        group.post(use: invite)
        group.get(":id", use: show)
        group.post(":id/invitations", use: inviteKnown)
        group.post(":id/password-resets", use: resetPassword)
        group.post(":id/role", use: setRole)
        group.post(":id/deactivation", use: deactivate)
        group.post(":id/reactivation", use: reactivate)
    }

    @Sendable func list(_ request: Request, context: AppContext) async throws -> HTML {
        try await list(context, link: nil, fault: nil)
    }

    @Sendable func invite(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let access = try context.requireVisitor().access
        let token = Token()
        do {
            let invitation = Invitation(
                email: form["email"],
                name: form["name"],
                role: Role(rawValue: form["role"]),
                teamID: Identifier<Team>(form["team"])
            )
            try await pages.store.write(access) { _ = try $0.invite(invitation, link: token.hash) }
            return try await list(context, link: link("invitations", token), fault: nil)
                .response(from: request, context: context)
        } catch  where Fault(error).isCorrectable {
            var html = try await list(context, link: nil, fault: Fault(error))
            html.status = Fault(error).status
            return html.response(from: request, context: context)
        }
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML {
        try await page(context, link: nil, fault: nil)
    }

    @Sendable func inviteKnown(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let token = Token()
        return try await change(request, context, link: link("invitations", token)) { access, id in
            let email = form["email"].isEmpty ? nil : form["email"]
            try await pages.store.write(access) { _ = try $0.invite(id, email: email, link: token.hash) }
        }
    }

    @Sendable func resetPassword(_ request: Request, context: AppContext) async throws -> Response {
        _ = try await request.form(context)
        let token = Token()
        return try await change(request, context, link: link("password-resets", token)) { access, id in
            try await pages.store.write(access) { _ = try $0.createPasswordReset(of: id, link: token.hash) }
        }
    }

    @Sendable func setRole(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { access, id in
            guard let role = Role(rawValue: form["role"]) else { throw HTTPError(.badRequest) }
            try await pages.store.write(access) { _ = try $0.setRole(role, of: id, version: form.version) }
        }
    }

    @Sendable func deactivate(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { access, id in
            _ = try await Departure(pages.store, access).deactivate(
                id,
                handingOverTo: Identifier<Member>(form["successor"]),
                version: form.version
            )
        }
    }

    @Sendable func reactivate(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { access, id in
            try await pages.store.write(access) { _ = try $0.reactivate(id, version: form.version) }
        }
    }
}

extension MemberPages {
    /// A link for the one who asks to hand on; it is shown once, since only its hash is kept.
    private func link(_ kind: String, _ token: Token) -> String { "\(pages.settings.publicURL)/\(kind)/\(token.text)" }

    private func change(
        _ request: Request,
        _ context: AppContext,
        link: String? = nil,
        _ body: (Access, Identifier<Member>) async throws -> Void
    ) async throws -> Response {
        let access = try context.requireVisitor().access
        let id = try id(context)
        do {
            try await body(access, id)
            guard let link else { return .seeOther("/settings/members/\(id)") }
            return try await page(context, link: link, fault: nil).response(from: request, context: context)
        } catch  where Fault(error).isCorrectable || error is ChangedMeanwhile {
            var html = try await page(context, link: nil, fault: Fault(error))
            html.status = Fault(error).status
            return html.response(from: request, context: context)
        }
    }

    private func id(_ context: AppContext) throws -> Identifier<Member> {
        guard let id = try Identifier<Member>(context.parameters.require("id")) else { throw NotFound(kind: "member") }
        return id
    }

    private func list(_ context: AppContext, link: String?, fault: Fault?) async throws -> HTML {
        let access = try context.requireVisitor().access
        let (members, teams) = try await pages.store.read(access) { try ($0.members(), $0.teams()) }
        var page = MembersPage(members, teams, access, pages.words(context))
        (page.link, page.fault) = (link, fault?.sentence(pages.words(context)))
        return try pages.settingsPage("people/members", page, context, at: .members)
    }

    private func page(_ context: AppContext, link: String?, fault: Fault?) async throws -> HTML {
        let access = try context.requireVisitor().access
        let id = try id(context)
        let (member, members, holdings) = try await pages.store.read(access) { db in
            (try db.member(id), try db.members(), access.may(.edit, .members) ? try db.holdings(of: id) : nil)
        }
        var page = MemberPage(member, members, holdings, access, pages.words(context))
        (page.link, page.fault) = (link, fault?.sentence(pages.words(context)))
        return try pages.settingsPage("people/member", page, context, at: .members)
    }
}
