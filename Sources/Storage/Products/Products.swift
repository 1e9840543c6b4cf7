import SQLEngines
import Sales

extension Product: StoredRecord {
    package static let table = RecordTable(
        kind: "product",
        rights: .products,
        name: "products",
        fields: [
            .value("name", "name"), .value("code", "code"), .value("category", "category"), .value("unit", "unit"),
            .value("taxRate", "tax_rate"), .value("externalKey", "external_key"), .value("retiredAt", "retired_at"),
        ]
    )

    package var values: [SQL.Value] {
        [
            name.sqlValue, code.sqlValue, category.sqlValue, unit.sqlValue, taxRate.sqlValue, externalKey.sqlValue,
            retiredAt.sqlValue,
        ]
    }

    /// All but the prices, which have a table of their own.
    package init(from row: inout Row) throws {
        let id: Identifier<Product> = try row.next()
        let version: Int = try row.next()
        try self.init(id: id, name: row.next(), version: version)
        code = try row.next()
        category = try row.next()
        unit = try row.next()
        taxRate = try row.next()
        externalKey = try row.next()
        retiredAt = try row.next()
    }

    package mutating func readParts(_ db: any Connection, in workspace: Int64) throws {
        prices = try db.prices(of: id, in: workspace)
    }

    package func createParts(_ db: any Connection, in workspace: Int64) throws {
        try db.setPrices(prices, of: id, in: workspace)
    }

    package func replaceParts(_ db: any Connection, of stored: Product, by origin: Origin) throws {
        guard Set(prices) != Set(stored.prices) else { return }
        _ = try db.edit(product: id, version: stored.version, by: origin) { $0.prices = prices }
    }
}

extension ScopedConnection {
    package func product(_ id: Identifier<Product>) throws -> Product { try db.record(id, in: key) }

    /// Every product that is not in the bin, by name, with its prices.
    package func products() throws -> [Product] {
        let products: [Product] = try db.all(
            """
            SELECT \(Product.table.columns) FROM products WHERE workspace_id = \(key) AND deleted_at IS NULL
            ORDER BY name_sort, id
            """
        )
        var prices: [Identifier<Product>: [Amount]] = [:]
        try db.forEach(
            """
            SELECT product_id, amount, currency FROM product_prices WHERE workspace_id = \(key)
            ORDER BY product_id, currency
            """
        ) { row in
            let id: Identifier<Product> = try row.next()
            if let price = try row.nextAmount() { prices[id, default: []].append(price) }
        }
        return products.map { product in
            var product = product
            product.prices = prices[product.id] ?? []
            return product
        }
    }

    package func create(_ product: Product) throws {
        try require(.create, .products)
        try db.create([product], by: Origin(access))
    }

    package func edit(
        _ id: Identifier<Product>,
        version: Int? = nil,
        _ change: (inout Product) throws -> Void
    ) throws -> Product {
        try require(.edit, .products)
        return try db.edit(product: id, version: version, by: Origin(access), change)
    }
}

extension Connection {
    func prices(of id: Identifier<Product>, in workspace: Int64) throws -> [Amount] {
        var prices: [Amount] = []
        try forEach(
            """
            SELECT amount, currency FROM product_prices WHERE workspace_id = \(workspace) AND product_id = \(id)
            ORDER BY currency
            """
        ) { row in
            if let price = try row.nextAmount() { prices.append(price) }
        }
        return prices
    }

    func edit(
        product id: Identifier<Product>,
        version: Int?,
        by origin: Origin,
        _ change: (inout Product) throws -> Void
    ) throws -> Product {
        var (old, new): ([Amount], [Amount]) = ([], [])
        var edited = try edit(id, version: version, by: origin) { product in
            old = product.prices
            try change(&product)
            new = product.prices
        }
        if Set(new) != Set(old) {
            let read = version ?? edited.version
            try requireUnchanged(["prices"], id.erased, since: read, edited.version, origin)
            edited = try touch(edited, prices: new, was: old, by: origin)
        }
        edited.prices = new
        return edited
    }

    /// Stores other prices as one more version of the product.
    private func touch(_ product: Product, prices: [Amount], was old: [Amount], by origin: Origin) throws -> Product {
        var product = product
        try setPrices(prices, of: product.id, in: origin.workspace)
        let count = try run(
            """
            UPDATE products SET version = version + 1
            WHERE workspace_id = \(origin.workspace) AND id = \(product.id) AND version = \(product.version)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile(fields: ["prices"]) }
        product.version += 1
        let change = Change(
            "product",
            product.id.erased,
            version: product.version,
            action: .updated,
            before: FieldValues([("prices", old.priceList.sqlValue)]),
            after: FieldValues([("prices", prices.priceList.sqlValue)])
        )
        try log([change], by: origin)
        return product
    }

    func setPrices(_ prices: [Amount], of id: Identifier<Product>, in workspace: Int64) throws {
        try run("DELETE FROM product_prices WHERE workspace_id = \(workspace) AND product_id = \(id)")
        for price in prices {
            try run(
                """
                INSERT INTO product_prices (workspace_id, product_id, currency, amount)
                VALUES (\(workspace), \(id), \(price.currency), \(price.minor))
                """
            )
        }
    }
}

extension [Amount] {
    /// `4821.00`-free text for the change log: `482100 USD, 450000 EUR`, minor units by currency.
    var priceList: String {
        sorted { $0.currency < $1.currency }.map { "\($0.minor) \($0.currency)" }.joined(separator: ", ")
    }

    init(priceList: String) {
        self = priceList.split(separator: ",").compactMap { price in
            let parts = price.split(separator: " ")
            guard parts.count == 2, let minor = Int64(parts[0]), let currency = Currency(String(parts[1])) else {
                return nil
            }
            return Amount(minor: minor, currency: currency)
        }
    }
}
