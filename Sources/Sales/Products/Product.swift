/// Something that is sold.
package struct Product: Hashable, Sendable {
    package var id: Identifier<Product>
    package var name: String
    package var code: String?
    package var category: String?
    package var unit: String?
    /// In hundredths of a percent, 1300 for 13 %.
    package var taxRate: Int?
    /// One list price per currency.
    package var prices: [Amount]
    package var externalKey: String?
    /// A retired one stays on old records and is offered for none.
    package var retiredAt: Instant?
    package var version: Int

    package init(id: Identifier<Product>, name: String, prices: [Amount] = [], version: Int = 1) {
        self.id = id
        self.name = name
        self.prices = prices
        self.version = version
    }
}
