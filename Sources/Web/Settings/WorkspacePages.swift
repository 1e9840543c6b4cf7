import Hummingbird
import Sales
import Storage

/// The workspace itself: its name, language, currency and time zone.
struct WorkspacePages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: show)
        group.post(use: save)
    }

    struct Page: Encodable {
        var title: String
        var name: String
        var version: String
        var languages: [Option]
        var currencies: [Option]
        var zones: [Option]
        var hasAmounts: Bool
        var currency: String
        var mayEdit: Bool
        var fault: String?
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML { try await page(context) }

    @Sendable func save(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .settings)
        let again = { (fault: Fault) in try await page(context, fault, form) }
        return try await pages.change(request, context, to: "/settings/workspace", again: again) { db in
            var setting = try db.workspaceSetting().setting
            setting.take(form)
            try db.edit(setting, version: form.version ?? 0)
        }
    }

    private func page(_ context: AppContext, _ fault: Fault? = nil, _ form: FormFields? = nil) async throws -> HTML {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        var (setting, version, hasAmounts) = try await pages.store.read(access) { try $0.workspaceSetting() }
        if let form { setting.take(form) }
        let codes = FirstRunChoice.currencies
        let own = setting.currency.code
        let page = Page(
            title: words("settings.place", SettingsPlace.workspace),
            name: setting.name,
            version: String(version),
            languages: Language.allCases.map {
                Option(value: $0.rawValue, name: $0.ownName, isChosen: $0 == setting.language)
            },
            currencies: (codes.contains(own) ? codes : [own] + codes).map {
                Option(value: $0, name: "\($0) · \(words.currencyName($0))", isChosen: $0 == own)
            },
            zones: FirstRunChoice.zones(with: setting.timeZone).map {
                Option(value: $0, name: $0, isChosen: $0 == setting.timeZone)
            },
            hasAmounts: hasAmounts,
            currency: "\(own) · \(words.currencyName(own))",
            mayEdit: access.may(.edit, .settings),
            fault: fault?.sentence(words)
        )
        return try pages.settingsPage("settings/workspace", page, context, at: .workspace)
    }
}

extension WorkspaceSetting {
    /// Takes what a form has; what it has not stays.
    fileprivate mutating func take(_ form: FormFields) {
        if form.names.contains("name") { name = form["name"] }
        if let chosen = Language(rawValue: form["language"]) { language = chosen }
        if let chosen = Currency(listed: form["currency"]) { currency = chosen }
        if !form["timeZone"].isEmpty { timeZone = form["timeZone"] }
    }
}
