import Hummingbird
import Sales
import Storage

/// The currencies beside the workspace's own, and what they were worth from day to day.
struct CurrencyPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: show)
        group.post(use: add)
        group.post("rates", use: enter)
        group.post(":id/state", use: setState)
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML { try await page(context) }

    @Sendable func add(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .settings)
        return try await change(request, context, form) { try $0.addCurrency(form["currency"]) }
    }

    @Sendable func enter(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .settings)
        return try await change(request, context, form) { db in
            guard let currency = Currency(form["of"]) else { throw ExchangeRateError.unknownCurrency }
            guard let from = try form.day("from") else { throw DayError() }
            let units = try ExchangeRate.unitsPerBillion(typed: form["rate"])
            try db.enter(ExchangeRate(currency: currency, from: from, unitsPerBillion: units))
        }
    }

    @Sendable func setState(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .settings)
        let id: Identifier<UsedCurrency> = try context.id()
        return try await change(request, context, form) { db in
            try db.setRetired(form["act"] == "retire", id, version: form.version ?? 0)
        }
    }

    private func change(
        _ request: Request,
        _ context: AppContext,
        _ form: FormFields,
        _ body: @escaping @Sendable (ScopedConnection) throws -> Void
    ) async throws -> Response {
        let again = { (fault: Fault) in try await page(context, fault, form) }
        return try await pages.change(request, context, to: "/settings/currencies", again: again, body)
    }

    private func page(_ context: AppContext, _ fault: Fault? = nil, _ form: FormFields? = nil) async throws -> HTML {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        var page = try await pages.store.read(access) { db in
            CurrenciesPage(try db.currencies(), try db.enteredRates(), try db.members(), access, words)
        }
        if let form { page.take(form) }
        page.fault = fault?.sentence(words)
        return try pages.settingsPage("settings/currencies", page, context, at: .currencies)
    }
}

/// The currencies with their rates of today, and every rate that was entered.
struct CurrenciesPage: Sendable, Encodable {
    var title: String
    var effect: String
    var own: String
    var rows: [Row]
    var rates: [Rate]
    var choices: [Option]
    var currencies: [Option]
    var hasCurrencies: Bool
    var typedRate = ""
    var day: String
    var mayEdit: Bool
    var fault: String?

    struct Row: Sendable, Encodable {
        var id: String
        var version: String
        var name: String
        var rate: String
        var isRetired: Bool
    }

    struct Rate: Sendable, Encodable {
        var currency: String
        var from: String
        var rate: String
        var by: String
        /// Whether a later entry for the same day counts instead.
        var isMended: Bool
    }

    init(
        _ used: [UsedCurrency],
        _ entered: [EnteredRate],
        _ members: [Member],
        _ access: Access,
        _ words: Words
    ) {
        let home = access.workspace.currency
        let inForce = ExchangeRates(entered.reversed().map(\.rate), into: home)
        let names = Dictionary(uniqueKeysWithValues: members.map { ($0.id, $0.name) })
        title = words("settings.place", SettingsPlace.currencies)
        effect = words("currencies.effect", ["currency": home.code])
        own = words("currencies.own", ["currency": "\(home.code) · \(words.currencyName(home.code))"])
        rows = used.map { used in
            let rate = inForce.rate(of: used.currency, on: access.today)
            return Row(
                id: used.id.description,
                version: String(used.version),
                name: "\(used.currency.code) · \(words.currencyName(used.currency.code))",
                rate: rate.map { "1 \(used.currency.code) = \($0.typed) \(home.code)" } ?? words("currencies.noRate"),
                isRetired: used.isRetired
            )
        }
        rates = entered.enumerated().map { index, entry in
            Rate(
                currency: entry.rate.currency.code,
                from: words.day(entry.rate.from),
                rate: entry.rate.typed,
                by: [
                    entry.enteredBy.flatMap { names[$0] } ?? words("settings.operator"),
                    words.moment(entry.enteredAt, access.calendar),
                ].joined(separator: " · "),
                isMended: entered[..<index].contains {
                    $0.rate.currency == entry.rate.currency && $0.rate.from == entry.rate.from
                }
            )
        }
        let known = Set(used.map(\.currency.code) + [home.code])
        choices = FirstRunChoice.currencies.filter { !known.contains($0) }.map {
            Option(value: $0, name: "\($0) · \(words.currencyName($0))", isChosen: false)
        }
        currencies = used.filter { !$0.isRetired }.map {
            Option(value: $0.currency.code, name: $0.currency.code, isChosen: false)
        }
        hasCurrencies = !currencies.isEmpty
        day = access.today.description
        mayEdit = access.may(.edit, .settings)
    }

    mutating func take(_ form: FormFields) {
        if !form.names.contains("rate") { return }
        (typedRate, day) = (form["rate"], form["from"])
        currencies = currencies.map { Option(value: $0.value, name: $0.name, isChosen: $0.value == form["of"]) }
    }
}
