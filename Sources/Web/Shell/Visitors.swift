import Automation
import Hummingbird
import Sales
import Storage

/// Finds out who asks, in which language, and whether a request that changes something came from a page of ours.
struct Visitors: RouterMiddleware {
    let pages: Pages

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard pages.settings.accepts(context.address) else { throw PlainHTTP() }
        var context = context
        context.now = pages.settings.clock()
        let cookies = request.cookies
        let guest = cookies[.guest]?.value ?? Token().text
        context.formToken = Self.formToken(of: guest)
        if let token = cookies[.session]?.value { try await recognize(token, &context) }
        var request = request
        if request.changesSomething {
            try check(request, context)
            if context.signedIn == nil, let ended = cookies[.session]?.value {
                context.hasEndedSession = true
                context.unsent = try await UnsentForm(&request, token: Self.formToken(of: ended))
            }
        }
        var response = try await next(request, context)
        if context.visitor == nil, cookies[.guest] == nil { response.setCookie(.guest(guest, pages.settings)) }
        return response
    }

    private func recognize(_ token: String, _ context: inout AppContext) async throws {
        guard let signedIn = try await pages.store.signedIn(by: Token(token).hash, now: context.now) else { return }
        context.signedIn = signedIn
        context.formToken = Self.formToken(of: token)
        if let language = signedIn.person.language { context.language = language }
        // Whose access was ended everywhere is a guest, though the session goes on.
        guard let access = signedIn.accesses.first else { return }
        context.visitor = Visitor(name: signedIn.person.name, access: access, formToken: context.formToken)
    }

    /// What a page's forms carry: it follows from the cookie and does not give it away.
    static func formToken(of secret: String) -> String { TokenHash(of: "form \(secret)").hex }

    private func check(_ request: Request, _ context: AppContext) throws {
        guard let site = request.headers[.fetchSite] else { return }
        guard site == "same-origin" || site == "none" else { throw ForgedForm() }
    }
}

extension Pages {
    /// Who asks, as of now: a stream outlives the moment in which it was asked for.
    func access(of request: Request, now: Instant) async throws -> Access? {
        guard let token = request.cookies[.session]?.value else { return nil }
        return try await store.signedIn(by: Token(token).hash, now: now)?.accesses.first
    }
}

/// Somebody would send a password over a network that others may listen to.
struct PlainHTTP: Error, Equatable {}

extension WebSettings {
    /// Whether pages are shown to who asks from there: by https, from this machine, or where plain HTTP is allowed.
    func accepts(_ address: String) -> Bool {
        // A test has no address, as no network is between.
        let isLocal =
            address.isEmpty || address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
        return isSecure || allowsPlainHTTP || isLocal
    }
}

/// A request that changes something came without the token of a page of ours.
struct ForgedForm: Error, Equatable {}

extension Request {
    fileprivate var changesSomething: Bool { ![.get, .head, .options].contains(method) }

    /// The fields of a posted form that a page of ours made.
    func form(_ context: AppContext) async throws -> FormFields {
        let fields = try await form()
        let given = headers[.formToken] ?? fields.verbatim("formToken")
        guard given.utf8.elementsEqual(context.formToken.utf8) else { throw ForgedForm() }
        return fields
    }
}

extension String {
    fileprivate static let session = "sluice_session"
    fileprivate static let guest = "sluice_guest"
}

extension Cookie {
    /// The cookie of a session, for as long as one lasts.
    static func session(_ token: Token, _ settings: WebSettings) -> Cookie {
        let seconds = Int(Session.lifetime / 1000)
        return Cookie(
            name: .session,
            value: token.text,
            maxAge: seconds,
            path: "/",
            secure: settings.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }

    /// A cookie that takes the session's away.
    static func endedSession(_ settings: WebSettings) -> Cookie {
        Cookie(
            name: .session,
            value: "",
            maxAge: 0,
            path: "/",
            secure: settings.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }

    fileprivate static func guest(_ secret: String, _ settings: WebSettings) -> Cookie {
        Cookie(name: .guest, value: secret, path: "/", secure: settings.isSecure, httpOnly: true, sameSite: .lax)
    }
}
