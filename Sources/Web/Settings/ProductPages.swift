import Hummingbird
import Sales
import Storage

/// What is sold: names, codes, units, and one list price per currency.
struct ProductPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: list)
        group.post(use: create)
        group.get(":id", use: show)
        group.post(":id", use: edit)
        group.post(":id/state", use: setState)
    }

    @Sendable func list(_ request: Request, context: AppContext) async throws -> HTML { try await listPage(context) }
    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML { try await page(context) }

    @Sendable func create(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .create, .products)
        let access = try context.requireVisitor().access
        return try await pages.attempt(request, context, again: { try await listPage(context, $0, form) }) {
            var product = Product(id: Identifier(at: access.now), name: form["name"])
            product.code = form.text("code")
            try await pages.store.write(access) { [product] in try $0.create(product) }
            return "/settings/products/\(product.id)"
        }
    }

    @Sendable func edit(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .products)
        return try await change(request, context, form) { db, id in
            let currencies = try db.priceCurrencies(of: db.product(id))
            let prices = try currencies.compactMap { try Amount(typed: form["price-\($0)"], $0) }
            let taxRate = try form.hundredths("taxRate")
            _ = try db.edit(id, version: form.version) { (product: inout Product) in
                product.name = form["name"]
                product.code = form.text("code")
                product.category = form.text("category")
                product.unit = form.text("unit")
                product.taxRate = taxRate
                product.prices = prices
            }
        }
    }

    /// Retires a product, or offers it again.
    @Sendable func setState(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .products)
        return try await change(request, context, nil) { db, id in
            let retiredAt = form["act"] == "retire" ? db.access.now : nil
            _ = try db.edit(id, version: form.version) { (product: inout Product) in product.retiredAt = retiredAt }
        }
    }

    private func change(
        _ request: Request,
        _ context: AppContext,
        _ form: FormFields?,
        _ body: @escaping @Sendable (ScopedConnection, Identifier<Product>) throws -> Void
    ) async throws -> Response {
        let id: Identifier<Product> = try context.id()
        let path = "/settings/products/\(id)"
        return try await pages.change(request, context, to: path, again: { try await page(context, $0, form) }) {
            try body($0, id)
        }
    }

    private func listPage(_ context: AppContext, _ fault: Fault? = nil, _ form: FormFields? = nil) async throws -> HTML
    {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        let products = try await pages.store.read(access) { try $0.products() }
        var page = ProductsPage(products, access, words)
        (page.typedName, page.typedCode) = (form?["name"] ?? "", form?["code"] ?? "")
        page.fault = fault?.sentence(words)
        return try pages.settingsPage("settings/products", page, context, at: .products)
    }

    private func page(_ context: AppContext, _ fault: Fault? = nil, _ form: FormFields? = nil) async throws -> HTML {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        let id: Identifier<Product> = try context.id()
        let (product, currencies) = try await pages.store.read(access) { db in
            let product = try db.product(id)
            return (product, try db.priceCurrencies(of: product))
        }
        var page = ProductPage(product, currencies, access, words)
        if let form { page.take(form) }
        page.fault = fault?.sentence(words)
        return try pages.settingsPage("settings/product", page, context, at: .products)
    }
}

extension ScopedConnection {
    /// The workspace's currencies, and those in which the product has a price already.
    fileprivate func priceCurrencies(of product: Product) throws -> [Currency] {
        let offered = try currencies().filter { !$0.isRetired }.map(\.currency)
        let others = Set(offered + product.prices.map(\.currency)).subtracting([access.workspace.currency])
        return [access.workspace.currency] + others.sorted()
    }
}

extension FormFields {
    /// The text of a field; nil where it is blank.
    fileprivate func text(_ name: String) -> String? { self[name].isEmpty ? nil : self[name] }

    /// A share in percent with at most two decimals, in hundredths.
    fileprivate func hundredths(_ name: String) throws -> Int? {
        guard let amount = try Amount(typed: self[name].replacing("%", with: ""), .usDollar) else { return nil }
        guard (0...10_000).contains(amount.minor) else { throw SettingError.notANumber }
        return Int(amount.minor)
    }
}

/// The list of products, and the form that makes one.
struct ProductsPage: Encodable {
    var title: String
    var rows: [Row]
    var typedName = ""
    var typedCode = ""
    var mayCreate: Bool
    var fault: String?

    struct Row: Encodable {
        var href: String
        var name: String
        var code: String
        var unit: String
        var price: String
        var isRetired: Bool
    }

    init(_ products: [Product], _ access: Access, _ words: Words) {
        title = words("settings.place", SettingsPlace.products)
        let ordered = products.filter { $0.retiredAt == nil } + products.filter { $0.retiredAt != nil }
        rows = ordered.map { product in
            Row(
                href: "/settings/products/\(product.id)",
                name: product.name,
                code: product.code ?? "",
                unit: product.unit ?? "",
                price: product.prices.map { words.money($0) }.joined(separator: " · "),
                isRetired: product.retiredAt != nil
            )
        }
        mayCreate = access.may(.create, .products)
    }
}

/// One product with its prices.
struct ProductPage: Encodable {
    var title: String
    var path: String
    var version: String
    var name: String
    var code: String
    var category: String
    var unit: String
    var taxRate: String
    var prices: [Price]
    var isRetired: Bool
    var mayEdit: Bool
    var fault: String?

    struct Price: Encodable {
        var code: String
        var label: String
        var typed: String
    }

    init(_ product: Product, _ currencies: [Currency], _ access: Access, _ words: Words) {
        title = product.name
        (path, version) = ("/settings/products/\(product.id)", String(product.version))
        (name, code) = (product.name, product.code ?? "")
        (category, unit) = (product.category ?? "", product.unit ?? "")
        taxRate = product.taxRate.map { Amount(minor: Int64($0), currency: .usDollar).typed } ?? ""
        prices = currencies.map { currency in
            Price(
                code: currency.code,
                label: "\(currency.code) · \(words.currencyName(currency.code))",
                typed: product.prices.first { $0.currency == currency }?.typed ?? ""
            )
        }
        isRetired = product.retiredAt != nil
        mayEdit = access.may(.edit, .products)
    }

    mutating func take(_ form: FormFields) {
        (name, code, category) = (form["name"], form["code"], form["category"])
        (unit, taxRate) = (form["unit"], form["taxRate"])
        for index in prices.indices { prices[index].typed = form["price-\(prices[index].code)"] }
    }
}
