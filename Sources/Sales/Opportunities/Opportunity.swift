/// A possible sale to one account: its state now, known now.
package struct Opportunity: Hashable, Sendable {
    package var id: Identifier<Opportunity>
    package var name: String
    package var version: Int
    /// The number of its newest revision.
    package var revisionNumber: Int
    package var values: TrackedValues
    package var accountID: Identifier<Account>?
    package var productID: Identifier<Product>?
    package var source: String?
    package var type: String?
    package var externalKey: String?

    package init(
        id: Identifier<Opportunity>,
        name: String,
        version: Int = 1,
        revisionNumber: Int = 0,
        values: TrackedValues = TrackedValues(),
        accountID: Identifier<Account>? = nil,
        productID: Identifier<Product>? = nil,
        source: String? = nil,
        type: String? = nil,
        externalKey: String? = nil
    ) {
        self.id = id
        self.name = name
        self.version = version
        self.revisionNumber = revisionNumber
        self.values = values
        self.accountID = accountID
        self.productID = productID
        self.source = source
        self.type = type
        self.externalKey = externalKey
    }
}

/// Why a sale was lost.
package struct LossReason: Hashable, Sendable {
    package var id: Identifier<LossReason>
    package var name: String

    package init(id: Identifier<LossReason>, name: String) {
        self.id = id
        self.name = name
    }
}
