import Automation
import Hummingbird
import Sales
import Storage

/// Signing in and out, and the links that let somebody in or set a password.
struct SignInPages {
    let pages: Pages
    let hasher: PasswordHasher

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get("sign-in", use: show)
        group.post("sign-in", use: signIn)
        group.post("sign-out", use: signOut)
        group.get("invitations/:token", use: showInvitation)
        group.post("invitations/:token", use: accept)
        group.get("password-resets/:token", use: showPassword)
        group.post("password-resets/:token", use: setPassword)
    }

    struct Page: Encodable {
        var title: String
        var email = ""
        var name = ""
        var next = ""
        var unsent: Unsent?
        var fault: String?
        var workspace = ""
        /// Who is invited and known already gives the password they have.
        var isKnown = false

        /// A form that waits for who typed it, as hidden fields carry it.
        struct Unsent: Encodable {
            var path: String
            var typed: String

            init(_ form: UnsentForm) { (path, typed) = (form.path, form.fields.inAddress) }
        }
    }

    /// The page for who sent a form after the session had ended.
    static func afterSession(_ pages: Pages, _ context: AppContext) -> HTML {
        var page = Page(title: pages.words(context)("people.signIn"))
        page.unsent = context.unsent.map(Page.Unsent.init)
        return pages.plainPage("people/sign-in", page, context, status: .unauthorized)
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> Response {
        if context.visitor != nil { return .seeOther("/") }
        let page = Page(title: pages.words(context)("people.signIn"), next: try request.query()["next"])
        return pages.plainPage("people/sign-in", page, context).response(from: request, context: context)
    }

    @Sendable func signIn(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let asked = SignInRequest(
            email: form["email"],
            password: form.verbatim("password"),
            client: context.address,
            userAgent: request.headers[.userAgent]
        )
        let unsent = UnsentForm(path: form["unsentPath"], typed: form.verbatim("unsent"))
        do {
            let begun = try await SignIn(pages.store, hasher).signIn(asked, now: context.now)
            var response = Response.seeOther(form["next"].ownPath ?? "/")
            if let unsent { response = resend(unsent, begun.token, request, context) }
            response.setCookie(.session(begun.token, pages.settings))
            return response
        } catch let error as SignInError {
            let words = pages.words(context)
            var page = Page(title: words("people.signIn"), email: asked.email, next: form["next"])
            page.unsent = unsent.map(Page.Unsent.init)
            page.fault = Fault(error).sentence(words)
            return pages.plainPage("people/sign-in", page, context, status: Fault(error).status)
                .response(from: request, context: context)
        }
    }

    /// Shows what was typed before the session ended, to be sent again by the new one.
    private func resend(_ unsent: UnsentForm, _ token: Token, _ request: Request, _ context: AppContext) -> Response {
        var context = context
        context.formToken = Visitors.formToken(of: token.text)
        return pages.plainPage("people/unsent-form", UnsentFormPage(unsent, pages.words(context)), context)
            .response(from: request, context: context)
    }

    @Sendable func signOut(_ request: Request, context: AppContext) async throws -> Response {
        // Of a session that has ended only the cookie is left, and no page of it can say so.
        if !context.hasEndedSession { _ = try await request.form(context) }
        if let signedIn = context.signedIn {
            try await pages.store.revoke(signedIn.session.id, of: signedIn.person.id, now: context.now)
        }
        var response = Response.seeOther("/sign-in")
        response.setCookie(.endedSession(pages.settings))
        response.headers[.clearSiteData] = "\"cache\""
        return response
    }
}

extension SignInPages {
    private var entrance: Entrance { Entrance(pages.store, hasher) }

    @Sendable func showInvitation(_ request: Request, context: AppContext) async throws -> HTML {
        try await pages.plainPage("people/invitation", invitation(context), context)
    }

    @Sendable func accept(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let page = try await invitation(context)
        return try await enter("people/invitation", page, request, context) { token, browser in
            try await entrance.acceptInvitation(
                token,
                name: form["name"],
                password: form.verbatim("password"),
                language: context.language,
                browser,
                now: context.now
            )
        }
    }

    private func invitation(_ context: AppContext) async throws -> Page {
        let link = try await link(.invitation, context)
        let words = pages.words(context)
        return Page(
            title: words("people.join", ["workspace": link.workspace?.name ?? ""]),
            email: link.member?.email ?? "",
            name: link.member?.name ?? "",
            workspace: link.workspace?.name ?? "",
            isKnown: link.person != nil
        )
    }

    @Sendable func showPassword(_ request: Request, context: AppContext) async throws -> HTML {
        let link = try await link(.passwordReset, context)
        let page = Page(title: pages.words(context)("people.newPassword"), email: link.person?.email ?? "")
        return pages.plainPage("people/password", page, context)
    }

    @Sendable func setPassword(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let link = try await link(.passwordReset, context)
        let page = Page(title: pages.words(context)("people.newPassword"), email: link.person?.email ?? "")
        return try await enter("people/password", page, request, context) { token, browser in
            try await entrance.resetPassword(token, to: form.verbatim("password"), browser, now: context.now)
        }
    }

    private func link(_ purpose: OneTimeLink.Purpose, _ context: AppContext) async throws -> OneTimeLink {
        let link = try await entrance.link(Token(context.parameters.require("token")), now: context.now)
        guard link.purpose == purpose else { throw LinkError.notGood }
        return link
    }

    /// Uses the link and signs the person in, or shows the page again with what was wrong.
    private func enter(
        _ template: String,
        _ page: Page,
        _ request: Request,
        _ context: AppContext,
        _ use: (Token, Browser) async throws -> (token: Token, signedIn: SignedIn)
    ) async throws -> Response {
        let token = try Token(context.parameters.require("token"))
        do {
            let entered = try await use(token, Browser(client: context.address, userAgent: request.headers[.userAgent]))
            var response = Response.seeOther("/")
            response.setCookie(.session(entered.token, pages.settings))
            return response
        } catch  where Fault(error).isCorrectable {
            var page = page
            page.fault = Fault(error).sentence(pages.words(context))
            return pages.plainPage(template, page, context, status: Fault(error).status)
                .response(from: request, context: context)
        }
    }
}

extension String {
    /// The text where it is a path of ours; anything else could lead to another site.
    var ownPath: String? {
        // Browsers take a tab away and a backslash for a slash, and both could make another site's address of it.
        let isPlain = unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && $0 != "\\" }
        return hasPrefix("/") && !hasPrefix("//") && isPlain ? self : nil
    }
}
