import Automation
import Foundation
import Hummingbird
import Sales
import Storage

/// The front door, and the first-run page behind the one-time link that `serve` prints.
struct FirstRunPages {
    let pages: Pages
    let hasher: PasswordHasher

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get("/", use: home)
        group.get("first-run/:token", use: show)
        group.post("first-run/:token", use: complete)
    }

    struct Page: Encodable {
        var title: String
        var isNew: Bool
        var workspace = ""
        var name = ""
        var email = ""
        var languages: [Option]
        var currencies: [Option]
        var zones: [Option]
        var fault: String?
    }

    /// Where one starts: the funnel, or who is not signed in the page to sign in.
    @Sendable func home(_ request: Request, context: AppContext) async throws -> Response {
        if context.visitor != nil { return .seeOther("/funnel") }
        if try await pages.store.workspaces().isEmpty {
            struct Door: Encodable { var title: String }
            let door = Door(title: pages.words(context)("firstRun.title"))
            return pages.plainPage("first-run/door", door, context).response(from: request, context: context)
        }
        return .seeOther("/sign-in")
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML {
        let link = try await link(context)
        return pages.plainPage("first-run/first-run", page(link, .init(context.language), context), context)
    }

    @Sendable func complete(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let link = try await link(context)
        let choice = FirstRunChoice(form, context.language)
        do {
            let account = NewAccount(
                email: form["email"],
                name: form["name"],
                password: form.verbatim("password"),
                language: choice.language
            )
            let entered = try await Entrance(pages.store, hasher).completeFirstRun(
                Token(context.parameters.require("token")),
                choice.setting,
                owner: account,
                Browser(client: context.address, userAgent: request.headers[.userAgent]),
                now: context.now
            )
            var response = Response.seeOther("/start")
            response.setCookie(.session(entered.token, pages.settings))
            return response
        } catch  where Fault(error).isCorrectable {
            var page = page(link, choice, context)
            page.fault = Fault(error).sentence(pages.words(context))
            (page.name, page.email) = (form["name"], form["email"])
            return pages.plainPage("first-run/first-run", page, context, status: Fault(error).status)
                .response(from: request, context: context)
        }
    }

    private func link(_ context: AppContext) async throws -> OneTimeLink {
        let token = try Token(context.parameters.require("token"))
        let link = try await Entrance(pages.store, hasher).link(token, now: context.now)
        guard link.purpose == .firstRun else { throw LinkError.notGood }
        return link
    }

    private func page(_ link: OneTimeLink, _ choice: FirstRunChoice, _ context: AppContext) -> Page {
        let words = pages.words(context)
        return Page(
            title: words("firstRun.title"),
            isNew: link.workspace == nil,
            workspace: link.workspace?.name ?? choice.name,
            languages: Language.allCases.map { language in
                Option(value: language.rawValue, name: language.ownName, isChosen: language == choice.language)
            },
            currencies: FirstRunChoice.currencies.map { code in
                Option(value: code, name: "\(code) · \(words.currencyName(code))", isChosen: code == choice.currency)
            },
            zones: FirstRunChoice.zones(with: choice.timeZone).map { zone in
                Option(value: zone, name: zone, isChosen: zone == choice.timeZone)
            }
        )
    }
}

/// What the first-run form asks of the workspace.
struct FirstRunChoice {
    var name = ""
    var language: Language
    var currency: String
    var timeZone: String

    /// What people who read this language will most often want.
    init(_ language: Language) {
        self.language = language
        switch language {
        case .english: (currency, timeZone) = ("USD", "Europe/London")
        case .simplifiedChinese: (currency, timeZone) = ("CNY", "Asia/Shanghai")
        case .traditionalChinese: (currency, timeZone) = ("TWD", "Asia/Taipei")
        }
    }

    init(_ form: FormFields, _ language: Language) {
        self.init(Language(rawValue: form["language"]) ?? language)
        name = form["workspace"]
        if !form["currency"].isEmpty { currency = form["currency"] }
        if !form["timeZone"].isEmpty { timeZone = form["timeZone"] }
    }

    var setting: WorkspaceSetting {
        WorkspaceSetting(
            name: name,
            currency: Currency(currency) ?? .usDollar,
            timeZone: timeZone,
            language: language
        )
    }

    static let currencies = [
        "CNY", "TWD", "HKD", "USD", "EUR", "GBP", "JPY", "SGD", "MYR", "AUD", "CAD", "CHF", "INR", "KRW", "THB", "VND",
    ]

    static func zones(with chosen: String) -> [String] {
        let known = TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }
        return known.contains(chosen) ? known : [chosen] + known
    }
}

extension Language {
    /// The language's name in itself.
    var ownName: String {
        switch self {
        case .english: "English"
        case .simplifiedChinese: "简体中文"
        case .traditionalChinese: "繁體中文"
        }
    }
}

extension Words {
    /// The name of a currency by its code.
    func currencyName(_ code: String) -> String {
        Locale(identifier: language.rawValue).localizedString(forCurrencyCode: code) ?? code
    }
}
