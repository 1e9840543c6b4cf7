import Automation
import Hummingbird
import Sales
import Storage

/// One's own account: language, password, and the browsers in which one is signed in.
struct AccountPages {
    let pages: Pages
    let hasher: PasswordHasher

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: show)
        group.post("language", use: setLanguage)
        group.post("password", use: setPassword)
        group.post("sessions/:id", use: endSession)
    }

    struct Page: Encodable {
        var title: String
        var name: String
        var email: String
        var languages: [Option]
        var sessions: [Row]
        var fault: String?

        struct Row: Encodable {
            var id: String
            var browser: String
            var lastSeen: String
            var isThis: Bool
        }
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML {
        try await page(context, fault: nil)
    }

    @Sendable func setLanguage(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let signedIn = try signedIn(context)
        try await pages.store.setLanguage(Language(rawValue: form["language"]), of: signedIn.person.id)
        return .seeOther("/account")
    }

    @Sendable func setPassword(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        do {
            let begun = try await SignIn(pages.store, hasher).changePassword(
                of: signedIn(context),
                from: form.verbatim("old"),
                to: form.verbatim("new"),
                client: context.address,
                now: context.now
            )
            var response = Response.seeOther("/account")
            response.setCookie(.session(begun.token, pages.settings))
            return response
        } catch  where Fault(error).isCorrectable {
            var html = try await page(context, fault: Fault(error))
            html.status = Fault(error).status
            return html.response(from: request, context: context)
        }
    }

    @Sendable func endSession(_ request: Request, context: AppContext) async throws -> Response {
        _ = try await request.form(context)
        guard let id = try Identifier<Session>(context.parameters.require("id")) else {
            throw NotFound(kind: "session")
        }
        try await pages.store.revoke(id, of: signedIn(context).person.id, now: context.now)
        return .seeOther("/account")
    }

    private func signedIn(_ context: AppContext) throws -> SignedIn {
        _ = try context.requireVisitor()
        guard let signedIn = context.signedIn else { throw NotSignedIn() }
        return signedIn
    }

    private func page(_ context: AppContext, fault: Fault?) async throws -> HTML {
        let signedIn = try signedIn(context)
        let words = pages.words(context)
        let calendar = try context.requireVisitor().access.calendar
        let sessions = try await pages.store.sessions(of: signedIn.person.id, now: context.now)
        let page = Page(
            title: words("account.title"),
            name: signedIn.person.name,
            email: signedIn.person.email,
            languages: Language.allCases.map { language in
                Option(value: language.rawValue, name: language.ownName, isChosen: language == signedIn.person.language)
            },
            sessions: sessions.map { session in
                Page.Row(
                    id: session.id.description,
                    browser: session.userAgent?.browserName ?? words("account.unknownBrowser"),
                    lastSeen: words.moment(session.lastSeenAt, calendar),
                    isThis: session.id == signedIn.session.id
                )
            },
            fault: fault?.sentence(words)
        )
        return try pages.page("people/account", page, context, at: nil)
    }
}

extension String {
    /// What people call the browser that sends this: `Firefox · Linux`.
    var browserName: String {
        let browsers = [
            ("Edg/", "Edge"), ("MicroMessenger", "WeChat"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
        ]
        let systems = [
            ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS X", "macOS"), ("Linux", "Linux"),
        ]
        let names = [browsers, systems].compactMap { list in list.first { contains($0.0) }?.1 }
        return names.isEmpty ? String(prefix(40)) : names.joined(separator: " · ")
    }
}
